"""A disk that is full for a while, and then not: a small file system of its own, filled to its end. Needs root."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.promises.durability_world import Desk, application, certificate, faults_of, prepare
from tests.promises.figures import Figure

GOAL = "a clear page, reading goes on, no restart needed"
PROMISE = "a full disk"
ROOM = "8m"
# Bytes left: too few for the file, for the log of the database, for its last page.
LEFT = (0, 20_000, 80_000)


def figure(folder: Path) -> Figure:
    """Fill the disk below an installation in use, look, make room, and go on with the same process."""
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(disk)]
    mounted = subprocess.run(mount, check=False, capture_output=True)  # noqa: S603 the system's own
    if mounted.returncode:
        return Figure(PROMISE, GOAL, "not measured here: a file system can only be mounted by root", kept=False)
    try:
        wrong = _use(disk)
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)  # noqa: S603, S607 the system's own
    reached = f"{len(wrong)} faults in {len(LEFT)} times full and free again"
    return Figure(PROMISE, GOAL, "; ".join([reached, *wrong]), kept=not wrong)


def _use(disk: Path) -> list[str]:
    wrong = []
    world = prepare(disk / "data")
    with application(disk / "data") as app:
        desk = Desk(app, world)
        for number, leave in enumerate(LEFT):
            title = f"On a full disk {number}"
            desk.open_anew()
            with _full(disk, leave):
                said = desk.log(title, certificate(number))
                wrong += faults_of(app, title, whole=said)
                wrong += [] if said else _unclear(desk)
                wrong += [] if desk.read() == 200 else ["reading ended"]
                _make_what_waits(desk)
            if not (said or desk.log(title, certificate(number))):
                wrong.append(f"with room again, it answered {desk.status}")
            desk.make_what_waits()
            wrong += faults_of(app, title, whole=True)
        state = desk.packet(world.packet).state
        wrong += [] if state == "issued" else [f"the packet that waited is {state}"]
    return wrong


def _unclear(desk: Desk) -> list[str]:
    clear = desk.status in {422, 503} and "full" in desk.words
    return [] if clear else [f"the page answered {desk.status} and does not speak of a full disk"]


def _make_what_waits(desk: Desk) -> None:
    try:
        desk.make_what_waits()
    except Exception:  # the schedule looks again a minute later, whatever this was
        return


@contextmanager
def _full(disk: Path, leave: int) -> Iterator[None]:
    """Fill a disk to its last byte but `leave`, and free it afterwards."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as stream:
        for size in (65_536, 4096, 1):
            try:
                while True:
                    stream.write(b"0" * size)
            except OSError:
                continue
    os.truncate(filler, max(filler.stat().st_size - leave, 0))
    try:
        yield
    finally:
        filler.unlink()
