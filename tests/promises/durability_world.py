"""A small center to break: prepared once, copied for each case, used through its real pages, judged from its tables."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select

from tests.application import make_app
from tests.factories import CenterWorld, begin_center, open_session
from tests.intake import making
from tests.pages.forms import file, send
from tracker import clock
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.domain.access import AccessRole
from tracker.models import Center, Completion, Evidence, HistoryEntry
from tracker.services import inspection, packets
from tracker.services.packets import PacketView

STANDARD = "nca-csec"
SAVED = 303


@dataclass(frozen=True)
class World:
    """What a case needs to know of the center: its row, its address, who does what there, a packet that waits."""

    center_id: int
    public_id: str
    director: int
    director_person: int
    staff: int
    packet: str = ""


@contextmanager
def application(folder: Path) -> Iterator[Flask]:
    """Make the application over a folder, and let go of its database afterwards."""
    app = make_app(f"sqlite:///{folder / 'tracker.sqlite'}", folder, durable=True)
    try:
        yield app
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def prepare(folder: Path) -> World:
    """Make an installation with a center whose staff has one proved completion; some 0.5 s."""
    folder.mkdir(mode=0o700)
    with application(folder) as app:
        with app.app_context():
            upgrade()
        center = begin_center(app).invented()
        person = center.person(name="Ana Reyes")
        staff = center.member(AccessRole.STAFF, person_id=person)
        with center.working():
            db.session.get_one(Center, center.center_id).second_factor = "nobody"
        world = World(center.center_id, center.public_id, center.director, center.director_person, staff)
        desk = Desk(app, world)
        assert desk.log("Logged before", making.pdf(1)), "the prepared center logs nothing"
        return replace(world, packet=desk.ask())


def copy(source: Path, target: Path) -> Path:
    """Copy a prepared installation; nobody may have it open."""
    shutil.copytree(source, target)
    target.chmod(0o700)
    return target


class Desk:
    """Somebody at the center, who logs completions and asks for packets as people do, and remembers what was said."""

    def __init__(self, app: Flask, world: World) -> None:
        self.app, self.world = app, world
        self.center = CenterWorld(app, world.center_id, world.public_id, world.director, world.director_person)
        self.client = app.test_client()
        open_session(app, self.client, world.staff)
        self.status, self.words = 0, ""
        self.path = self.center.path("completions/new")
        self._opened = self.client.get(self.path)

    def log(self, title: str, content: bytes) -> bool:
        """Send the form that is open, with a certificate; tell whether it was said to be saved."""
        answer = send(
            self.client,
            self._opened,
            self.path,
            title=title,
            completed_on="2026-03-02",
            hours="1",
            files=[file(content)],
        )
        self.status, self.words = answer.status_code, answer.get_data(as_text=True)
        return answer.status_code == SAVED

    def read(self) -> int:
        """Look at one's own record; returns the status."""
        return self.client.get(self.center.path("my-record")).status_code

    def open_anew(self) -> None:
        """Open a new form, for another completion."""
        self._opened = self.client.get(self.path)

    def ask(self) -> str:
        """Ask for a packet as the director; returns its public id."""
        actor = self.center.actor()
        with self.center.working():
            return packets.ask(actor, STANDARD, actor.today)

    def packet(self, public_id: str) -> PacketView:
        """Look at a packet as the director."""
        actor = self.center.actor()
        with self.center.working():
            return packets.get(actor, public_id)

    def make_what_waits(self) -> None:
        """Do what the background process does at its next look."""
        with self.app.app_context():
            packets.make_waiting(clock.now)


def faults_of(app: Flask, title: str, *, whole: bool | None) -> list[str]:
    """Say what is wrong after a case: with the completion of a title, and with the installation as `check` sees it.

    `whole`: it must be there, it must not, or (None) either, but never half of it.
    """
    with app.app_context():
        found = [f"check: {problem}" for problem in inspection.problems()]
        with everywhere(db.session()):
            rows = db.session.scalars(select(Completion).where(Completion.title == title)).all()
            if len(rows) > 1 or (whole is not None and len(rows) != whole):
                found.append(f"{len(rows)} rows of {title!r}, saved: {whole}")
            for row in rows:
                found += half_done(row)
            db.session.rollback()
    return found


def half_done(row: Completion) -> list[str]:
    """Say what a completion lacks: the file that it came with, or a line of its history."""
    files = db.session.scalar(select(func.count(Evidence.id)).where(Evidence.completion_id == row.id))
    lines = db.session.scalar(select(func.count(HistoryEntry.id)).where(HistoryEntry.subject_id == row.public_id))
    # One line for the record and one for its file.
    return [] if (files, lines) == (1, 2) else [f"{row.title!r} has {files} files and {lines} lines of history"]


def certificate(number: int) -> bytes:
    """Return a certificate of one page that no other number has."""
    content = making.pdf(1)
    return content + f"\n% {number}\n".encode()
