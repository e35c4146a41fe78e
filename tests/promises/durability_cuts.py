"""A run of mixed acts, recorded; and disks cut from it at random moments, opened by the product and judged."""

import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from tests.factories import open_session
from tests.pages.forms import submit
from tests.promises.durability_cases import fork
from tests.promises.durability_disks import Disk, Step
from tests.promises.durability_recording import WITH_CONTENT, Reader
from tests.promises.durability_tracing import traced
from tests.promises.durability_world import Desk, World, application, certificate, copy, half_done, prepare
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.models import Center, Completion, Packet
from tracker.services import inspection

PACKET_EVERY, RESTART_EVERY, SETTINGS_EVERY = 12, 7, 3


@dataclass(frozen=True)
class Recording:
    """A run: what the disk held at its start, every step since, and the center that it is about."""

    source: Path
    steps: list[Step]
    world: World

    @property
    def said(self) -> int:
        """How many acts were acknowledged."""
        return sum(step.kind == "said" for step in self.steps)


def record(folder: Path, acts: int, spoil: Callable[[], None] | None = None) -> Recording:
    """Do so many acts and listen to them; `spoil` breaks the product first, to see that this is found."""
    world = prepare(folder / "source")
    place, marks, log = copy(folder / "source", folder / "run"), folder / "marks", folder / "trace"
    with fork(lambda: _live(world, place, marks, acts, spoil)) as child:
        with traced(child.pid, log, *WITH_CONTENT):
            child.go_on()
        if child.heard is None or "wrong" in child.heard:
            raise RuntimeError(f"The run ended early: {child.heard}")
        child.go_on()
    reader = Reader(place, marks, Disk.of(folder / "source"))
    return Recording(folder / "source", reader.read(log), world)


def images(recording: Recording, folder: Path, count: int, seed: int) -> Iterator[tuple[int, list[str]]]:
    """Cut so many disks from a run; yield the moment of each, as the number of its step, and what is wrong with it."""
    chance = random.Random(seed)
    place = folder / "image"
    place.mkdir(mode=0o700)
    with application(place) as app:
        for _ in range(count):
            moment = chance.randint(0, len(recording.steps))
            shutil.rmtree(place)
            place.mkdir(mode=0o700)
            Disk.of(recording.source).take(recording.steps[:moment]).cut(chance, place)
            said = [json.loads(step.data) for step in recording.steps[:moment] if step.kind == "said"]
            yield moment, [f"cut at step {moment}: {fault}" for fault in _faults(app, place, said)]


def _live(world: World, place: Path, marks: Path, acts: int, spoil: Callable[[], None] | None) -> Iterator[Any]:
    yield {}
    if spoil is not None:
        spoil()
    with application(place) as app:
        handle = os.open(marks, os.O_WRONLY | os.O_CREAT)
        desk = Desk(app, world)
        director = app.test_client()
        open_session(app, director, world.director)
        for number in range(acts):
            for said in _act(desk, director, number):
                os.write(handle, json.dumps(said).encode())
            if number % RESTART_EVERY == RESTART_EVERY - 1:
                with app.app_context():
                    db.session.remove()
                    db.engine.dispose()  # the log is written into the database and goes, as at the end of a process
    yield {"done": acts}


def _act(desk: Desk, director: Any, number: int) -> Iterator[dict[str, str]]:
    """Do what is next; yield what was acknowledged."""
    if number % PACKET_EVERY == PACKET_EVERY - 1:
        desk.make_what_waits()
        if desk.packet(desk.world.packet).state == "issued":
            yield {"packet": desk.world.packet}
    elif number % SETTINGS_EVERY == SETTINGS_EVERY - 1:
        if submit(director, desk.center.path("settings"), contact=f"Contact {number}").status_code == 303:
            yield {"contact": f"Contact {number}"}
    else:
        desk.open_anew()
        if desk.log(f"Training {number}", certificate(number)):
            yield {"title": f"Training {number}"}


def _faults(app: Flask, place: Path, said: list[dict[str, str]]) -> list[str]:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
        found = [f"check: {problem}" for problem in inspection.problems()]
        try:
            with everywhere(db.session()):
                found += [*_lost(said), *_by_half()]
        except Exception as fault:
            found.append(f"the database is not read: {type(fault).__name__}")
        db.session.remove()
        db.engine.dispose()
    return found + list(_queue_faults(place))


def _lost(said: list[dict[str, str]]) -> Iterator[str]:
    titles = db.session.scalars(select(Completion.title)).all()
    contact = db.session.scalar(select(Center.contact)) or ""
    issued = set(db.session.scalars(select(Packet.public_id).where(Packet.state == "issued")))
    for each in said:
        if "title" in each and titles.count(each["title"]) != 1:
            yield f"lost: {each['title']} is there {titles.count(each['title'])} times"
        if "packet" in each and each["packet"] not in issued:
            yield "lost: the packet that was issued"
    saved = [each["contact"] for each in said if "contact" in each]
    if saved and _number(contact) < _number(saved[-1]):
        yield f"lost: {saved[-1]!r}, {contact!r} is there"


def _number(contact: str) -> int:
    return int(contact.rsplit(maxsplit=1)[-1]) if contact else -1


def _by_half() -> Iterator[str]:
    for row in db.session.scalars(select(Completion).where(Completion.title.like("Training %"))):
        yield from half_done(row)


def _queue_faults(place: Path) -> Iterator[str]:
    """The queue of the background work holds nothing that matters, but a damaged one would stop it."""
    queue = place / "jobs.sqlite"
    if queue.exists():
        try:
            with closing(sqlite3.connect(queue)) as database:
                told = database.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError as damage:
            told = str(damage)
        if told != "ok":
            yield f"the queue of work is damaged: {told}"
