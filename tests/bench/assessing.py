"""How many person-requirements are assessed a second, where hours serve every requirement and where they serve one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from time import process_time

from tests.domain.build import requirement, standard
from tracker.domain.assessment import assess
from tracker.domain.record import Completion, Person, Record, RoleTerm
from tracker.domain.rules import FirstDue, Hours, RecurringHours, Selection, Window, WindowKind
from tracker.domain.standard import CountsOnce, Requirement, Standard
from tracker.domain.vocabulary import CompletionState, Discipline, Role

PEOPLE, FEW, COMPLETIONS = 200, 30, 40
SIZES = (0, 2, 4)
TODAY, TOPICS = date(2026, 11, 24), ("trauma", "screening", "boys", "advocacy")


def figures(people: int = PEOPLE) -> Iterator[str]:
    """Yield a line for no group and for groups of several sizes, among eight requirements of hours."""
    record, asked = Record(people=tuple(somebody(number) for number in range(people))), _asked()
    yield f"Assessing {people} people with {COMPLETIONS} completions each by {len(asked.requirements)} requirements:"
    for size in SIZES:
        names = tuple(entry.id for entry in asked.requirements[:size])
        shared = replace(asked, counts_once=(CountsOnce(names),) if size else ())
        began = process_time()
        found = assess(shared, record, TODAY)
        seconds = process_time() - began
        what = f"an hour serves one of {size}" if size else "an hour serves all"
        yield (
            f"  {what}: {len(found.findings) / seconds:,.0f} person-requirements a second, "
            f"{1000 * seconds / people:.2f} ms a person, {found.counts().met:,} met"
        )


def _asked() -> Standard:
    """Four requirements that are asked for once and four that come round again, some on topics."""
    entries: list[Requirement] = []
    for number, topic in enumerate(TOPICS):
        counts = Selection(topics=frozenset({topic, "trauma"}) if number else frozenset())
        entries.append(requirement(Hours(hours=Decimal(8 * number + 8), counts=counts, due_days=180), f"once-{number}"))
        kind = list(WindowKind)[number]
        window = Window(24, kind, FirstDue.FULL_WINDOW)
        rule = RecurringHours(hours=Decimal(4 * number + 4), counts=counts, window=window)
        entries.append(requirement(rule, f"again-{number}"))
    return standard(*entries)


def somebody(number: int, completions: int = COMPLETIONS) -> Person:
    """Return an advocate by chance, the same for a number, with so many completions."""
    chance = Random(number)
    began = TODAY - timedelta(days=chance.randrange(200, 3000))
    return Person(
        key=f"person {number}",
        name=f"Person {number}",
        discipline=Discipline.CAC,
        role_terms=(RoleTerm(Role.VICTIM_ADVOCATE, began),),
        completions=tuple(_completion(chance, began, f"{number} {each}") for each in range(completions)),
    )


def _completion(chance: Random, began: date, key: str) -> Completion:
    return Completion(
        key=key,
        title="A training",
        completed_on=began + timedelta(days=chance.randrange((TODAY - began).days)),
        state=CompletionState.ACCEPTED,
        hours=Decimal(chance.randint(1, 16)) / 4,
        topics=frozenset(topic for topic in TOPICS if chance.random() < 0.4),
    )
