"""What a packet does not hold at its level of names, in numbers: so that nothing left out is taken for missing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCount:
    """How many people's findings on a requirement stand one way, by the status and the word people read."""

    value: str
    word: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementCounts:
    """What stands in place of people's findings on a requirement; `gaps` have something to do."""

    requirement_id: str
    standing: tuple[StatusCount, ...] = ()
    gaps: int = 0
    running_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Everything that is left out.

    `gaps`, `running_out`, `self_reported` and `waivers` are those of people, not the team's own.
    """

    exhibits: int = 0
    people: int = 0
    gaps: int = 0
    running_out: int = 0
    self_reported: int = 0
    undecided: int = 0
    waivers: int = 0
    counts: tuple[RequirementCounts, ...] = ()


NOTHING_LEFT_OUT = LeftOut()
