"""A verdict of the recount: how something stands on a day, and the sentences that a packet prints of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from tests.promises.packet_tables import Fact
from tests.promises.packet_words import day, number

ONE_DAY = timedelta(days=1)
# From the greatest risk to none.
STANDING = ("not_met", "lapsed", "not_yet_due", "in_review", "due_soon", "met")
MET = ("due_soon", "met")
DECIDE = "What waits for review needs a decision."
Left = tuple[Fact, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Of whom a rule asks and when: what is accepted, what waits, and since when they serve (the team: never)."""

    as_of: date
    soon: int
    began: date | None
    accepted: Sequence[Fact]
    waiting: Sequence[Fact] = ()
    events: Sequence[Fact] = ()
    disciplines: dict[str, set[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A verdict: how it stands, its sentences, what counted, what did not and why, and its days."""

    status: str
    reason: str
    gap: str = ""
    counted: Sequence[Fact] = ()
    left: Sequence[Left] = ()
    due: date | None = None
    lapses: date | None = None
    late: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    have: Decimal
    need: Decimal
    short: Decimal
    waiting: Decimal
    unit: str
    since: str = ""


def of_amount(status: str, it: Amount, due: date | None, holds: date | None, held: date | None) -> Found:
    """Write the sentences of what asks for an amount."""
    if it.have > it.need:
        progress = f"{number(it.have)} {it.unit} counted{it.since}, {number(it.need)} needed"
    else:
        progress = f"{number(it.have)} of {number(it.need)} {it.unit} counted{it.since}"
    more = f"{number(it.short)} more {it.unit}"
    waits = f" {number(it.waiting)} {it.unit} wait for review." if it.waiting else ""
    fine = max(holds, due or holds) if holds else None
    until = f" Met through {day(fine)}." if fine else ""
    reason, gap = {
        "met": (f"{progress}.{until}", ""),
        "due_soon": (f"{until}: {progress}. {waits}", f"Complete {more} by {day(fine) if fine else ''} to stay met."),
        "in_review": (f"{number(it.waiting)} {it.unit} wait for review: {progress}.", DECIDE),
        "not_yet_due": (f"Needs {more} by {by(due)}: {progress}. {waits}", f"Complete {more} by {by(due)}."),
        "lapsed": (f"Met only through {by(held)}. Needs {more}: {progress}. {waits}", f"Complete {more}."),
        "not_met": (f"Needs {more}: {progress}. {was_due(due, status)} {waits}", f"Complete {more}."),
    }[status]
    return Found(status=status, reason=reason, gap=gap)


def standing(
    asked: Asked, satisfied: bool, holds: date | None, due: date | None, closes: bool, held: date | None
) -> str:
    if satisfied:
        fine = max(holds, due or holds) if holds else None
        return "due_soon" if fine and (fine + ONE_DAY - asked.as_of).days <= asked.soon else "met"
    if closes:
        return "in_review"
    if due and asked.as_of <= due:
        return "not_yet_due"
    return "lapsed" if held else "not_met"


def was_due(due: date | None, status: str) -> str:
    """Say when something was due that is not there; nothing where it still is."""
    return f"This was due by {day(due)}." if due and status != "not_yet_due" else ""


def by(on: date | None) -> str:
    """Write a day that must be there, nothing where it is not: the sentence then lacks it."""
    return day(on) if on else ""
