"""A fault at each system call on files: out of room, an I/O error, death. And a disk that is full for a while.

Every call that one logged completion, and one sealed packet, makes on a file of the installation is broken in turn.
Then nothing half-done is visible, what was said to be saved is there whole, `check` finds nothing, and the same process
goes on without a restart.
"""

import multiprocessing
import time
from collections.abc import Iterator
from pathlib import Path

from tests.promises.durability_cases import ACTS, Case, count_calls, faults_in
from tests.promises.durability_tracing import NEED_ROOM, Call, is_possible
from tests.promises.durability_world import Desk, World, application, copy, prepare
from tests.promises.figures import Figure, Size
from tests.promises.full_disk import figure as full_disk

PROMISE = "fault at each file-system call (kill, no space, I/O error)"
GOAL = "0 bad"
HOWS = ("error=ENOSPC", "error=EIO", "signal=KILL")
SECONDS = {"save": 26, "seal": 16}
AT_ONCE = 2
Numbered = tuple[int, Case]


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Yield the figures of both. Takes about 75 s, or with every call about an hour."""
    if is_possible():
        source = folder / "prepared"
        world = prepare(source)
        with application(copy(source, folder / "warm")) as app:
            # What is loaded at the first packet is loaded before the forks.
            Desk(app, world).make_what_waits()
        for act in ACTS:
            yield _figure(act, world, folder, SECONDS[act] if size is Size.SHORT else None)
    else:
        yield Figure(PROMISE, GOAL, "not measured here: no strace, or it may not look into processes", kept=False)
    yield full_disk(folder)


def _figure(act: str, world: World, folder: Path, seconds: float | None) -> Figure:
    cases = list(cases_of(act, count_calls(world, folder / "prepared", folder / f"{act}-counted", act)))
    lots = [[each for each in enumerate(_spread(cases)) if each[0] % AT_ONCE == lot] for lot in range(AT_ONCE)]
    until = None if seconds is None else time.monotonic() + seconds
    forks = multiprocessing.get_context("fork")
    results = forks.SimpleQueue()
    workers = [forks.Process(target=_work, args=(lot, world, folder, until, results.put)) for lot in lots]
    for worker in workers:
        worker.start()
    done = [results.get() for _ in workers]
    for worker in workers:
        worker.join()
    tried = sum(count for count, _ in done)
    bad = [line for _, lines in done for line in lines]
    reached = f"{len(bad)} bad of {tried} faults tried, of {len(cases)} there are, while {_WORDS[act]}"
    return Figure(PROMISE, GOAL, "; ".join([reached, *bad[:5]]), kept=bool(tried) and not bad)


_WORDS = {"save": "a completion is logged with its certificate", "seal": "a packet is made and sealed"}


def cases_of(act: str, calls: list[Call]) -> Iterator[Case]:
    """Yield every fault there is to try."""
    for call in calls:
        for how in HOWS:
            if how != "error=ENOSPC" or call.name in NEED_ROOM:
                yield Case(act, call, how)


def _spread(cases: list[Case]) -> list[Case]:
    """Order cases so that however many are tried, they lie evenly over the act: steps of the golden ratio."""
    count = len(cases)
    return sorted(cases, key=lambda case: cases.index(case) * 0.6180339887 % 1) if count else []


def _work(lot: list[Numbered], world: World, folder: Path, until: float | None, tell: object) -> None:
    tried, bad = 0, []
    for number, case in lot:
        if until is not None and time.monotonic() > until:
            break
        place = folder / f"{case.act}-{number}"
        wrong = faults_in(case, world, folder / "prepared", place)
        bad += [f"{case.call} {case.how}: {line}" for line in wrong]
        tried += 1
    tell((tried, bad))  # type: ignore[operator]  # a queue's own method, made for each run
