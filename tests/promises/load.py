"""Load: pages stay quick for twenty-five centers while a large packet is drawn and many sign in at once.

Requests are sent by the clock, twenty a second, whether or not earlier ones were answered: a server that falls behind
is seen to fall behind.
"""

import random
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from time import monotonic, perf_counter, sleep

import requests

from tests.promises.figures import Figure, Size
from tests.promises.load_installation import Crowd, Member, crowd

SECONDS = {Size.SHORT: 45, Size.LONG: 300}
A_SECOND = 20
P95, SIGN_IN_P99 = 0.150, 1.0
SIGN_INS = 50
PROMISE = "load"


@dataclass
class Answers:
    """Seconds that each answer took, by kind of page, and what was answered otherwise than it must be."""

    taken: list[tuple[str, float]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, seconds: float, status: int) -> None:
        """Note an answer."""
        with self.lock:
            self.taken.append((kind, seconds))
            if status not in {200, 303}:
                self.wrong.append(f"{kind}: {status}")

    def percentile(self, hundredth: int) -> float:
        """Return the seconds within which so many hundredths of the answers came."""
        return quantiles([seconds for _, seconds in self.taken], n=100)[hundredth - 1]

    def slowest(self) -> str:
        """Return the kinds of page with their 95th percentile, slowest first."""
        kinds = {kind: [s for name, s in self.taken if name == kind] for kind, _ in self.taken}
        worst = {kind: sorted(times)[int(len(times) * 0.95)] for kind, times in kinds.items()}
        return ", ".join(f"{kind} {worst[kind] * 1000:.0f}" for kind in sorted(worst, key=worst.__getitem__)[:-5:-1])


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Yield what pages took under load, and during a wave of sign-ins."""
    with crowd(folder) as people:
        answers, packets = _mixed(people, SECONDS[size])
        asked = f"{A_SECOND} mixed requests a second while a large packet is made"
        yield Figure(
            PROMISE,
            f"{asked}: no errors",
            f"{len(answers.taken)} requests in {SECONDS[size]} s over {people.words}, {packets} packets made: "
            f"{len(answers.wrong)} errors {sorted(set(answers.wrong))[:5]}",
            not answers.wrong,
        )
        yield Figure(
            PROMISE,
            f"{asked}: p95 at most 150 ms",
            f"p95 {answers.percentile(95) * 1000:.0f} ms, median {answers.percentile(50) * 1000:.0f} ms "
            f"(slowest, p95 in ms: {answers.slowest()})",
            answers.percentile(95) <= P95,
            timed=True,
        )
        others, signed_in = _sign_ins(people)
        yield Figure(
            PROMISE,
            "50 parallel sign-ins: all come in, no errors for others",
            f"{signed_in} of {SIGN_INS} signed in; {len(others.taken)} pages of others: {sorted(set(others.wrong))}",
            signed_in == SIGN_INS and not others.wrong,
        )
        yield Figure(
            PROMISE,
            "50 parallel sign-ins leave others' p99 under 1 s",
            f"p99 {others.percentile(99) * 1000:.0f} ms",
            others.percentile(99) < SIGN_IN_P99,
            timed=True,
        )


def _mixed(people: Crowd, seconds: int) -> tuple[Answers, int]:
    done = threading.Event()
    with ThreadPoolExecutor(1) as background:
        packets = background.submit(_packets_without_end, people, done)
        try:
            answers = _by_the_clock(people, seconds, seed=25)
        finally:
            done.set()
        return answers, packets.result()


def _packets_without_end(people: Crowd, done: threading.Event) -> int:
    """Ask for one packet after the other, so that one is being drawn at every moment; return how many were made."""
    made = 0
    while not done.is_set():
        people.director().ask_for_packet()
        while not done.is_set() and people.packets_waiting():
            done.wait(0.5)
        made = people.packets_issued()
    return made


def _by_the_clock(people: Crowd, seconds: float, seed: int) -> Answers:
    answers = Answers()
    chance = random.Random(seed)  # another each time: what was logged once would be asked about when it comes again
    begun = monotonic()
    with ThreadPoolExecutor(40) as visitors:
        waiting: list[Future[None]] = []
        for number in range(int(seconds * A_SECOND)):
            sleep(max(0.0, begun + number / A_SECOND - monotonic()))
            member = people.somebody(chance)
            kind = member.kind(chance)
            waiting.append(visitors.submit(_visit, answers, member, kind, chance.random()))
        for one in waiting:
            one.result()
    return answers


def _visit(answers: Answers, member: Member, kind: str, seed: float) -> None:
    begun = perf_counter()
    try:
        for asked, answer in member.visit(kind, random.Random(seed)):
            answers.note(asked, answer.elapsed.total_seconds(), answer.status_code)
    except requests.ConnectionError:
        answers.note(kind, perf_counter() - begun, 0)


def _sign_ins(people: Crowd) -> tuple[Answers, int]:
    """Let fifty sign in at once while others go on reading; return the others' answers and how many came in."""
    with ThreadPoolExecutor(SIGN_INS) as door, ThreadPoolExecutor(1) as reading:
        others = reading.submit(_by_the_clock, people, 10, seed=50)
        sleep(1)
        came = list(door.map(people.sign_in_anew, range(SIGN_INS)))
        return others.result(), sum(came)
