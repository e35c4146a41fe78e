"""Forged packets: none is taken for genuine, here or far from here, and no genuine one is refused."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import update

from tests.application import make_app
from tests.factories import CenterWorld, begin_center
from tests.house.repository import ROOT
from tests.promises import ordinary_judge as ordinary
from tests.promises.figures import Figure, Size
from tests.promises.packet_forgeries import FORGERIES, Loot, found_in, seal_removed, sealed_with_another_key
from tests.services.files import attached
from tracker import clock
from tracker.db import db
from tracker.models import Packet
from tracker.services import packets, standards

PROMISE = "forged packets"
GENUINE = {Size.SHORT: 3, Size.LONG: 50}
FORGED_FROM = {Size.SHORT: 2, Size.LONG: 10}
FLIPS = 300
ORDINARY = 200
# What a signature cannot cover, being its own bytes, or what was whole before the seal was written; only we notice.
UNCOVERED = {"signature_written_otherwise", "room_filled"}
# What somebody would make a row of the register point at.
BEHIND_A_ROW: tuple[Callable[[Loot], bytes], ...] = (seal_removed, sealed_with_another_key)


@dataclass(frozen=True)
class Judges:
    """Both judges of a file: the installation, and whoever has its public key."""

    app: Flask
    folder: Path
    key: bytes

    def take(self, content: bytes) -> tuple[bool, bool]:
        """Tell whether a file passes for genuine here, and by the key alone."""
        file = self.folder / "judged.pdf"
        file.write_bytes(content)
        with self.app.app_context():
            return packets.here(file).genuine, packets.by_key(file, self.key).genuine


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Issue packets, forge them, and ask both judges."""
    app = make_app(f"sqlite:///{folder}/tracker.sqlite", folder)
    with app.app_context():
        upgrade()
        judges = Judges(app, folder, packets.public_key())
        (folder / "key.pem").write_text(packets.public_pem())
    center = begin_center(app, name="Packet House CAC")
    issued = [issue(center) for _ in range(GENUINE[size])]
    contents = [path.read_bytes() for _, path in issued]
    yield _genuine(judges, contents)
    yield _far_away(folder, [path for _, path in issued])
    yield _forged(judges, contents[: FORGED_FROM[size]], contents[-1])
    yield _flipped(judges, contents[0])
    yield _ordinary(judges, contents)
    yield _behind_a_row(judges, center, issued[0], contents)


def issue(center: CenterWorld) -> tuple[str, Path]:
    """Issue a packet of a center with one person and certificate more; returns its public id, and where it lies."""
    actor = center.actor()
    attached(center, center.completion(center.person()))
    with center.working():
        standards.follow(actor, "nca-csec", "2023")
        public_id = packets.ask(actor, "nca-csec", date(2026, 9, 30))
    with center.app.app_context():
        assert packets.make(center.center_id, public_id, clock.now)
    with center.working():
        return public_id, packets.file_of(actor, public_id).path


def _genuine(judges: Judges, contents: list[bytes]) -> Figure:
    refused = sum(not all(judges.take(content)) for content in contents)
    told = f"{refused} of {len(contents)} refused, here or by the key alone; all differ: {len(set(contents)) > 1}"
    return Figure(PROMISE, "50 genuine: 0 refused", told, refused == 0)


def _far_away(folder: Path, paths: list[Path]) -> Figure:
    """Ask the command where there is neither a database nor the data of an installation."""
    nowhere = folder / "nowhere"
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "TRACKER_ENV"}}
    forged = folder / "forged.pdf"
    forged.write_bytes(paths[0].read_bytes().replace(b"%%EOF", b"%%EOf", 1))
    answers = []
    by_key = ["--key", str(folder / "key.pem"), "--json"]
    for path in (paths[0], forged):
        command = ["-m", "flask", "--app", "wsgi", "verify-packet", str(path), *by_key]
        done = subprocess.run(  # noqa: S603 our own command
            [sys.executable, *command],
            cwd=ROOT,
            env={**kept, "TRACKER_DATA": str(nowhere)},
            capture_output=True,
            text=True,
            check=False,
        )
        answers.append((done.returncode, json.loads(done.stdout)["genuine"]))
    judged = answers == [(0, True), (1, False)] and not nowhere.exists()
    told = f"by the command, without database and data: genuine {answers[0]}, changed {answers[1]} (exit code, genuine)"
    return Figure(PROMISE, "also offline", told, judged)


def _forged(judges: Judges, contents: list[bytes], other: bytes) -> Figure:
    taken = [
        forge.__name__
        for content in contents
        for forge in FORGERIES
        if any(judges.take(forge(Loot(content, other, judges.folder))))
    ]
    names = ", ".join(forge.__name__.replace("_", " ") for forge in FORGERIES)
    told = f"{len(taken)} of {len(contents)} x {len(FORGERIES)} accepted, here or offline ({names}) {taken or ''}"
    return Figure(PROMISE, "13 forgeries: 0 accepted", told.strip(), not taken and len(FORGERIES) >= 13)


def _flipped(judges: Judges, content: bytes) -> Figure:
    chance, taken, tried = random.Random(7), 0, set[bytes]()
    while len(tried) < FLIPS:
        forged = _flip(content, chance)
        if forged not in tried:
            tried.add(forged)
            taken += any(judges.take(forged))
    return Figure(PROMISE, "300 bit flips: 0 accepted", f"{taken} of {len(tried)} accepted", taken == 0)


def _ordinary(judges: Judges, contents: list[bytes]) -> Figure:
    """Ask an ordinary judge of signatures, who trusts the installation's certificate and knows nothing of seals."""
    with judges.app.app_context():
        trusted = packets.certificate().encode()
    refused = sum(not ordinary.intact(content, trusted) for content in contents)
    chance, taken, changes = random.Random(11), 0, 0
    while changes < ORDINARY:
        forged = ordinary.byte_changed(contents[0], chance)
        taken, changes = taken + ordinary.intact(forged, trusted), changes + 1
    loot = Loot(contents[0], contents[-1], judges.folder)
    passed = [forge.__name__ for forge in FORGERIES if ordinary.intact(forge(loot), trusted)]
    told = (
        f"{taken} of {changes} bytes, {len(passed)} of {len(FORGERIES)} forgeries {passed}, {refused} genuine refused"
    )
    good = not taken and not refused and set(passed) <= UNCOVERED and len(FORGERIES) - len(passed) >= 20
    return Figure(PROMISE, "200 bytes and 20 structures: noticed by an ordinary validator", told, good)


def _behind_a_row(judges: Judges, center: CenterWorld, issued: tuple[str, Path], contents: list[bytes]) -> Figure:
    """Let somebody who can write into the database make a row point at a forgery."""
    taken = []
    for forge in BEHIND_A_ROW:
        forged = forge(Loot(contents[0], contents[-1], judges.folder))
        file = judges.folder / "behind.pdf"
        file.write_bytes(forged)
        with center.working():
            digest = packets.here(file).sha256
            db.session.execute(update(Packet).where(Packet.public_id == issued[0]).values(sha256=digest))
        taken += [forge.__name__] * any(judges.take(forged))
    refused = not all(judges.take(contents[0]))
    told = f"{len(taken)} of {len(BEHIND_A_ROW)} accepted {taken or ''}; the genuine one refused: {refused}"
    return Figure(PROMISE, "a register row pointing elsewhere: 0 accepted", told, not taken and not refused)


def _flip(packet: bytes, chance: random.Random) -> bytes:
    """Return a packet with one bit turned over; a tenth of the time in its seal."""
    in_seal = chance.random() < 0.1
    at = chance.randrange(found_in(packet).covers if in_seal else 0, len(packet))
    content = bytearray(packet)
    content[at] ^= 1 << chance.randrange(8)
    return bytes(content)
