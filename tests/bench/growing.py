"""How assessing grows: person-requirements a second over many people, time and memory by completions, one matrix."""

import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from math import log
from time import process_time

from tests.bench.assessing import COMPLETIONS, TODAY, TOPICS, somebody
from tests.domain.build import requirement, standard
from tracker import memory
from tracker.domain.assessment import assess, assess_person
from tracker.domain.record import Person, Record
from tracker.domain.rules import FirstDue, Hours, Item, RecurringHours, Selection, TopicCoverage, Window, WindowKind
from tracker.domain.standard import Requirement, Rule, Standard
from tracker.services import matrix
from tracker.standards.editions import edition

MANY, FEW, AT_ONCE = 50_000, 500, 500
REQUIREMENTS, ON_A_MATRIX = 60, 60
# Completions of one person, each twice the one before.
LADDER = (20, 40, 80, 160, 320, 640)
TIMES = 20


def figures(people: int = MANY) -> Iterator[str]:
    """Yield lines for the speed, for how time and memory grow, and for a matrix, with memory as in a served process."""
    memory.settle()
    asked = _asked()
    yield _speed(asked, people)
    yield from _growth(asked)
    # As many requirements as the CSEC standard has, all of which bind everybody.
    yield _matrix(replace(asked, requirements=asked.requirements[:11]), "11 requirements of hours, topics and things")
    yield _matrix(edition("nca-csec", "2023"), "the shipped CSEC standard")


def _speed(asked: Standard, people: int) -> str:
    """Assess people a few hundred at a time, so that what is held does not grow with how many there are."""
    found, seconds = 0, 0.0
    for first in range(0, people, AT_ONCE):
        record = Record(people=tuple(somebody(number) for number in range(first, min(people, first + AT_ONCE))))
        began = process_time()
        found += len(assess(asked, record, TODAY).findings)
        seconds += process_time() - began
    return (
        f"Assessing {people:,} people with {COMPLETIONS} completions by {REQUIREMENTS} requirements each: "
        f"{found / seconds:,.0f} person-requirements a second on one core, {1000 * seconds / people:.2f} ms a person"
    )


def _growth(asked: Standard) -> Iterator[str]:
    times, peaks = [], []
    for completions in LADDER:
        person = somebody(1, completions)
        assess_person(asked, person, TODAY)
        times.append(min(_seconds(asked, person) for _ in range(TIMES)))
        tracemalloc.start()
        assess_person(asked, person, TODAY)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    for what, values in (("time", times), ("memory", peaks)):
        steps = " ".join(f"{later / earlier:.2f}" for earlier, later in pairwise(values))
        yield (
            f"  {what} by completions of a person, {LADDER[0]} to {LADDER[-1]}, each twice the one before: "
            f"{steps}; exponent {_exponent(values):.2f}"
        )
    yield f"  {1000 * times[-1]:.1f} ms and {peaks[-1] / 1024:,.0f} KiB with {LADDER[-1]} completions"


def _seconds(asked: Standard, person: Person) -> float:
    began = process_time()
    assess_person(asked, person, TODAY)
    return process_time() - began


def _exponent(values: Sequence[float]) -> float:
    """Return the slope of the logarithms by least squares: 1 is linear."""
    xs, ys = [log(each) for each in LADDER], [log(each) for each in values]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - mean_x) ** 2 for x in xs)


def _matrix(asked: Standard, what: str) -> str:
    """Assess and arrange a matrix from a record that is loaded."""
    record = Record(people=tuple(somebody(number) for number in range(ON_A_MATRIX)))
    seconds = []
    for _ in range(TIMES):
        began = process_time()
        matrix.arrange(assess(asked, record, TODAY))
        seconds.append(process_time() - began)
    return (
        f"A matrix of {ON_A_MATRIX} people by {what} from a loaded record: "
        f"{1000 * min(seconds):.1f} ms, {1000 * sorted(seconds)[TIMES // 2]:.1f} ms in the middle of {TIMES}"
    )


def _asked() -> Standard:
    return standard(*(_requirement(number) for number in range(REQUIREMENTS)))


def _requirement(number: int) -> Requirement:
    """Return one of many: hours once, hours again in each kind of window, topics, and a thing, on changing topics."""
    topic = TOPICS[number % len(TOPICS)]
    counts = Selection(topics=frozenset({topic, TOPICS[0]}))
    window = Window(24, list(WindowKind)[number % 4], FirstDue.FULL_WINDOW)
    rules: tuple[Rule, ...] = (
        Hours(hours=Decimal(number + 4), counts=counts, due_days=180),
        RecurringHours(hours=Decimal(number % 12 + 2), counts=counts, window=window),
        TopicCoverage(counts=Selection(topics=frozenset(TOPICS[: number % 4 + 1]))),
        Item(what="a training", counts=counts, valid_months=36),
    )
    return requirement(rules[number % len(rules)], f"asked-{number}")
