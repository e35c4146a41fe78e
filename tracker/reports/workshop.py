"""Jobs in processes of their own: each is a fork with a limit on memory and on time, and its end harms nobody else.

A damaged PDF can abort the process that reads it, and a document can outgrow the machine. So every file is read and
every piece drawn in a fork that is told what it may use; what a fork returns comes back through a pipe. The process
that forks must have one thread: it is made for this (`tracker.reports.production`), and has loaded everything
already, so that a fork costs milliseconds and not an import.
"""

import gc
import json
import os
import resource
import selectors
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any, NoReturn

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Job:
    """Something to do in a fork: what it returns comes back as JSON. Limits are megabytes and seconds."""

    key: str
    work: Callable[..., Any]
    arguments: tuple[Any, ...]
    megabytes: int = 1024
    seconds: int = 300


@dataclass(frozen=True)
class Outcome:
    """What became of a job; `died` is how its process ended where it did not return."""

    job: Job
    value: Any = None
    died: str = ""


@dataclass
class _Fork:
    job: Job
    process: int
    pipe: int
    until: float
    said: bytearray


def run(jobs: Iterable[Job], workers: int) -> Iterator[Outcome]:
    """Do jobs, `workers` at a time, and yield each outcome as it comes; jobs begin in the order given."""
    waiting, busy = deque(jobs), selectors.DefaultSelector()
    gc.freeze()
    try:
        while waiting or busy.get_map():
            while waiting and len(busy.get_map()) < workers:
                fork = _start(waiting.popleft())
                busy.register(fork.pipe, selectors.EVENT_READ, fork)
            for fork in _heard(busy):
                yield _collect(fork)
    finally:
        for key in list(busy.get_map().values()):
            _end(key.data)
        busy.close()


def _start(job: Job) -> _Fork:
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _work(job, writing)
    os.close(writing)
    return _Fork(job, process, reading, monotonic() + job.seconds, bytearray())


def _work(job: Job, pipe: int) -> NoReturn:
    code = 1
    try:
        # A core file would lay evidence on the disk where nobody looks after it.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with suppress(ValueError, OSError):  # macOS knows the limit and refuses to set it
            resource.setrlimit(resource.RLIMIT_AS, (job.megabytes * MEGABYTE,) * 2)
        answer = json.dumps(with_room(job.work, *job.arguments)).encode()
        with os.fdopen(pipe, "wb") as out:
            out.write(answer)
        code = 0
    finally:
        # Leave at once: what the parent opened is not ours to close.
        os._exit(code)


def with_room(work: Callable[..., Any], *arguments: Any) -> Any:
    """Call something deep where the interpreter has room for its frames.

    CPython keeps frames in pieces of 16 KB and gives a piece back to the system as soon as it is empty. Layout goes up
    and down a hundred frames at a time; where that happens to cross the edge of a piece, every call and return asks the
    system for memory (670,000 times for 100 people, a fifth of the time). This frame asks for half a megabyte, so the
    piece that holds it is a megabyte, and all deeper frames fit behind it.
    """
    return work(*arguments)


with_room.__code__ = with_room.__code__.replace(co_stacksize=66_000)


def _heard(busy: selectors.BaseSelector) -> list[_Fork]:
    """Wait until a fork says something, and return those that are done, or past their time."""
    done = []
    wait = min(key.data.until for key in busy.get_map().values()) - monotonic()
    for key, _ in busy.select(max(wait, 0)):
        chunk = os.read(key.fd, 1 << 20)
        key.data.said += chunk
        if not chunk:
            done.append(key.data)
    late = [key.data for key in busy.get_map().values() if key.data.until <= monotonic() and key.data not in done]
    for fork in late:
        os.kill(fork.process, signal.SIGKILL)
    for fork in done + late:
        busy.unregister(fork.pipe)
    return done + late


def _collect(fork: _Fork) -> Outcome:
    os.close(fork.pipe)
    _, status = os.waitpid(fork.process, 0)
    if status == 0:
        return Outcome(fork.job, value=json.loads(fork.said))
    late = fork.until <= monotonic()
    return Outcome(fork.job, died=f"took longer than {fork.job.seconds} seconds" if late else "ended early")


def _end(fork: _Fork) -> None:
    with suppress(ProcessLookupError):
        os.kill(fork.process, signal.SIGKILL)
    os.waitpid(fork.process, 0)
    os.close(fork.pipe)
