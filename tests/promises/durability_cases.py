"""One case of a fault: a process does its act, one system call of it breaks, and then everything is looked at.

The process is a fork of one that has loaded the product already. It acts when told, says how it went, and acts again
once the fault is gone: nobody starts anything anew. Where it was killed, another process goes on.
"""

import json
import os
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask

from tests.promises.durability_tracing import Call, breaking, calls_below, traced
from tests.promises.durability_world import Desk, World, application, certificate, copy, faults_of
from tracker.domain.vocabulary import PacketState
from tracker.services import packets

TITLE = "Broken into"
PATIENCE = 120
# What a form with another key hears of a completion that is there already.
ASKED = "This may be there already."
CLEAR = {200, 303, 422, 503}


@dataclass(frozen=True)
class Case:
    """What is done, which call of it breaks, and how: `error=ENOSPC`, `error=EIO`, `signal=KILL`."""

    act: str
    call: Call
    how: str


class Act:
    """Something that is done at a desk, and then done again or finished."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def do(self) -> bool:
        """Do it; tell whether it was said to be done."""
        raise NotImplementedError

    def faults(self, said: bool | None) -> list[str]:
        """Say what is wrong after it; None where nobody was told anything."""
        raise NotImplementedError

    def finish(self) -> list[str]:
        """Do it again, now that nothing breaks, as people or the schedule would; say what is wrong then."""
        raise NotImplementedError


class Save(Act):
    """A completion is logged with its certificate."""

    def do(self) -> bool:
        """Send the form."""
        return self.desk.log(TITLE, certificate(7))

    def faults(self, said: bool | None) -> list[str]:
        """Nothing, or all of it; and a page that says which."""
        wrong = faults_of(self.desk.app, TITLE, whole=said)
        if said is not None and self.desk.status not in CLEAR:
            wrong.append(f"the page answered {self.desk.status}")
        return wrong

    def finish(self) -> list[str]:
        """Send it again, and read. Whoever comes after one who was killed has a form of their own, which asks them."""
        if not self.desk.log(TITLE, certificate(7)) and ASKED not in self.desk.words:
            return [f"sent again, it answered {self.desk.status}"]
        wrong = [] if self.desk.read() == 200 else ["the record is not shown"]
        return wrong + faults_of(self.desk.app, TITLE, whole=True)


class Seal(Act):
    """A packet that waits is made and sealed."""

    def do(self) -> bool:
        """Look for what waits, as the background process does."""
        with suppress(Exception):
            self.desk.make_what_waits()
        return True

    def faults(self, said: bool | None) -> list[str]:
        """Whatever state it is in, the installation is whole."""
        return faults_of(self.desk.app, TITLE, whole=False)

    def finish(self) -> list[str]:
        """Look again; ask again where it failed and said so."""
        packet = self.desk.world.packet
        self.desk.make_what_waits()
        if self.desk.packet(packet).state == PacketState.FAILED:
            actor = self.desk.center.actor()
            with self.desk.center.working():
                packets.ask_again(actor, packet)
            self.desk.make_what_waits()
        state = self.desk.packet(packet).state
        wrong = [] if state == PacketState.ISSUED else [f"in the end the packet is {state}"]
        return wrong + faults_of(self.desk.app, TITLE, whole=False)


ACTS: dict[str, type[Act]] = {"save": Save, "seal": Seal}


def count_calls(world: World, source: Path, folder: Path, act: str) -> list[Call]:
    """Do an act once with nothing broken; return its calls on files of the installation, in their order."""
    log = folder.with_suffix(".log")
    place = copy(source, folder)
    with fork(lambda: _steps(world, place, act)) as child:
        with traced(child.pid, log):
            child.go_on()
        assert child.heard is not None, f"{act} ended by itself"
        child.go_on()
        assert child.heard == {"wrong": []}, f"{act} with nothing broken: {child.heard}"
    return calls_below(folder, log)


def faults_in(case: Case, world: World, source: Path, folder: Path) -> list[str]:
    """Run a case on a copy of a prepared installation; return what is wrong after it, nothing where all is well."""
    place = copy(source, folder)
    with fork(lambda: _steps(world, place, case.act)) as child:
        with traced(child.pid, folder.with_suffix(".log"), *breaking(case.call, case.how)):
            child.go_on()
        if child.heard is not None:
            child.go_on()
            return list((child.heard or {"wrong": ["it died afterwards"]})["wrong"])
    with fork(lambda: _steps(world, place, "after " + case.act)) as other:
        other.go_on()
        return list((other.heard or {"wrong": ["whoever came after it died"]})["wrong"])


def fork(lives: Callable[[], Iterator[dict[str, Any]]]) -> "Child":
    """Begin a child that does what lies between two of its words each time it is told to go on."""
    return Child(lives)


class Child:
    """A fork that says when it is ready, then goes on each time it is told, and says what it found."""

    def __init__(self, lives: Callable[[], Iterator[dict[str, Any]]]) -> None:
        told, self._tell = os.pipe()
        self._hear, says = os.pipe()
        self.heard: dict[str, Any] | None = None
        self.pid = os.fork()
        if not self.pid:
            os.close(self._tell)
            os.close(self._hear)
            _live(lambda: os.read(told, 1), says, lives)
        os.close(told)
        os.close(says)
        self._listen()

    def __enter__(self) -> "Child":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._tell)
        os.close(self._hear)
        os.waitpid(self.pid, 0)

    def go_on(self) -> None:
        """Let it do what is next, and keep what it says; None where it is dead."""
        os.write(self._tell, b".")
        self._listen()

    def _listen(self) -> None:
        line = b""
        while not line.endswith(b"\n") and (more := os.read(self._hear, 65_536)):
            line += more
        self.heard = json.loads(line) if line else None


def _live(wait: Callable[[], bytes], says: int, lives: Callable[[], Iterator[dict[str, Any]]]) -> None:
    """Live as a child does, and never return."""
    signal.alarm(PATIENCE)  # one that hangs dies, which is heard
    try:
        for found in lives():
            os.write(says, json.dumps(found).encode() + b"\n")
            if not wait():
                break
    except BaseException:
        fault = traceback.format_exc()[-1500:]
        os.write(says, json.dumps({"wrong": [fault]}).encode() + b"\n")
    finally:
        os._exit(0)


def _steps(world: World, folder: Path, act: str) -> Iterator[dict[str, Any]]:
    with application(folder) as app:
        if act.startswith("after "):
            yield {}
            yield {"wrong": _go_on_after(app, world, ACTS[act.removeprefix("after ")])}
            return
        does = ACTS[act](Desk(app, world))
        yield {}
        said = does.do()
        yield {"said": said}
        yield {"wrong": does.faults(said) + does.finish()}


def _go_on_after(app: Flask, world: World, act: type[Act]) -> list[str]:
    """Look at what a killed process left, and go on as the next one does."""
    does = act(Desk(app, world))
    wrong = does.faults(None)
    with app.app_context():
        packets.take_up_again()
    return wrong + does.finish()
