"""A center of one machine, taken along and brought onto another."""

import json
import shutil
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tests.machines import Machine, NewMachine
from tracker import clock
from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.db.work import unit_of_work
from tracker.models import Account, Center, HistoryEntry, Membership
from tracker.services import archives, centers
from tracker.services.archives import making
from tracker.services.packets import signing
from tracker.storage.archives import MANIFEST, SEAL, Manifest

Change = Callable[[dict[str, bytes]], None]
# What an archive of the same record says otherwise: of when and where it was made, and how the history is chained.
_CHAIN = {"history_entry": ("previous", "digest"), "packet": ("history_digest",)}


def taken(machine: Machine, to: Path) -> Path:
    """Ask for everything of the one center of a machine, as its director; return the archive."""
    with machine.start().app_context():
        with everywhere(db.session()):
            center = db.session.scalar(sa.select(Center).order_by(Center.id).limit(1))
            who = db.session.scalar(sa.select(Membership.account_id).where(Membership.role == "director").limit(1))
        with unit_of_work(), working_for(db.session(), center.id):
            actor = centers.actor_for(center, who, "Somebody", "director", None, clock.now())  # type: ignore[arg-type]
            public_id = archives.ask(actor)
        assert making.make(center.id, public_id, clock.now), "it is made"
        shutil.copyfile(archives.asking.folder().path_of(public_id), to)
    return to


def told(archive: Path) -> dict[str, list[dict[str, Any]]]:
    """Return every row of an archive, but for how the history is chained, and what came after the last one."""
    with zipfile.ZipFile(archive) as opened:
        names = [name for name in opened.namelist() if name.startswith("data/")]
        tables = {name[5:-5]: json.loads(opened.read(name)) for name in names}
    return {
        name: [{key: value for key, value in row.items() if key not in _CHAIN.get(name, ())} for row in rows]
        for name, rows in tables.items()
    }


def files(archive: Path) -> dict[str, str]:
    """Return the files of an archive, each with the digest of what it holds."""
    with zipfile.ZipFile(archive) as opened:
        names = [name for name in opened.namelist() if name.startswith("files/")]
        return {name: sha256(opened.read(name)).hexdigest() for name in names}


def changed(archive: Path, to: Path, change: Change, *, sealed_by: Machine | None = None, **told_so: Any) -> Path:
    """Write an archive anew with its members changed; `sealed_by` sets its manifest right, and `told_so` in it."""
    with zipfile.ZipFile(archive) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    change(members)
    if sealed_by is not None:
        manifest = json.loads(members[MANIFEST])
        manifest["members"] = [
            {"name": name, "size": len(content), "sha256": sha256(content).hexdigest()}
            for name, content in members.items()
            if name not in {MANIFEST, SEAL}
        ]
        manifest |= told_so
        members[MANIFEST] = json.dumps(manifest).encode()
        Manifest.read(members[MANIFEST])
        with sealed_by.start().app_context():
            key, seal = signing.vouch(members[MANIFEST])
        members[SEAL] = json.dumps({"key": key.hex(), "seal": seal.hex()}).encode()
    with zipfile.ZipFile(to, "w") as out:
        for name, content in members.items():
            out.writestr(name, content)
    return to


def seeded(new: NewMachine) -> Machine:
    machine = new()
    machine.run("init")
    assert machine.run("seed", "--centers", 1, "--people", 4, "--completions", 3).code == 0
    return machine


def empty(new: NewMachine) -> Machine:
    machine = new()
    assert machine.run("init").code == 0
    return machine


def nothing_is_there(machine: Machine) -> bool:
    with machine.inside():
        return not any(
            db.session.scalar(sa.select(sa.func.count(model.id))) for model in (Center, Account, HistoryEntry)
        )
