"""Waivers and equivalents: a requirement set aside, or met by something else, because two people decided so.

A decision counts for one requirement of one edition, from a day to a day, and for one person or the team. It is never a
training: it adds no hours, and what was completed is said as before. Where the requirement is met without it, it says
nothing.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tracker.domain.record import Waiver, WaiverKind
from tracker.domain.verdict import Status, Verdict
from tracker.domain.windows import next_day
from tracker.domain.wording import day, inside_a_sentence

_NEEDS_NONE = frozenset({Status.MET, Status.DUE_SOON, Status.DOES_NOT_APPLY})
_OPENING = {WaiverKind.WAIVER: "Set aside", WaiverKind.EQUIVALENT: "Met by something else"}


def in_force(waivers: Iterable[Waiver], standard: str, edition: str, requirement: str, as_of: date) -> Waiver | None:
    """Return the decision that holds for a requirement on a day; of several the one that holds longest."""
    holding = (
        waiver
        for waiver in waivers
        if (waiver.standard, waiver.edition, waiver.requirement) == (standard, edition, requirement)
        and waiver.starts_on <= as_of <= waiver.ends_on
    )
    return max(holding, key=lambda waiver: (waiver.ends_on, waiver.key), default=None)


def set_aside(verdict: Verdict, waiver: Waiver) -> Verdict:
    """Return what is said of a requirement under a waiver: waived until its last day, and how it would stand without.

    A verdict that needs none comes back as it is.
    """
    if verdict.status in _NEEDS_NONE:
        return verdict
    return replace(
        verdict,
        status=Status.WAIVED,
        reason=f"{words(waiver)} Without this it is {inside_a_sentence(verdict.status.label)}. {verdict.reason}",
        gap="",
        due_on=None,
        lapses_on=next_day(waiver.ends_on),
        cautions=(),
    )


def words(waiver: Waiver) -> str:
    """Say what was decided, until when, by whom and why.

    "Set aside until Dec 31, 2026, proposed by Sam and decided by Dana on Feb 27, 2026: on leave."
    """
    decided = f"proposed by {waiver.proposed_by} and decided by {waiver.decided_by} on {day(waiver.decided_on)}"
    why = ": ".join(filter(None, (waiver.instead, waiver.reason)))
    return f"{_OPENING[waiver.kind]} until {day(waiver.ends_on)}, {decided}: {why.rstrip(' .')}."
