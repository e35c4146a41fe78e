"""Trainings of the team once more, plainly and slowly, from what `docs/standards.md` says; as `oracle` does for people.

A team has no first day: what it lacks, it lacks at once, except where the site visit is what the window ends with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.domain.oracle import tree_status
from tests.domain.oracle_leave import DAY, last_day
from tracker.domain.record import Person, TeamEvent
from tracker.domain.rules import AllOf, AnyOf, AtLeast, TeamTraining, Window, WindowKind
from tracker.domain.standard import Rule
from tracker.domain.verdict import Status


@dataclass(frozen=True)
class Team:
    """Who is on the team, what was held, and the day that is asked about."""

    people: tuple[Person, ...]
    events: tuple[TeamEvent, ...]
    as_of: date
    visit_on: date | None = None
    due_soon_days: int = 90


def team_status(rule: Rule, team: Team) -> Status:
    """Say how a rule on the team's trainings stands."""
    if isinstance(rule, AllOf | AnyOf | AtLeast):
        return tree_status(rule, [team_status(part, team) for part in rule.parts])
    assert isinstance(rule, TeamTraining)
    of_visit = rule.window.kind is WindowKind.VISIT and team.visit_on is not None
    due_on = team.visit_on if of_visit else None
    if enough(rule, team, team.as_of, team.as_of):
        for ahead in range(1, team.due_soon_days + 1):
            day = team.as_of + ahead * DAY
            if not enough(rule, team, day, team.as_of) and (due_on is None or day > due_on):
                return Status.DUE_SOON
        return Status.MET
    if due_on is not None and team.as_of <= due_on:
        return Status.NOT_YET_DUE
    days = sorted({each.held_on for each in team.events if each.held_on <= team.as_of})
    # What was enough on some day was enough on the day of a training, when none of them had run out.
    held = not of_visit and any(enough(rule, team, day, day) for day in days)
    return Status.LAPSED if held else Status.NOT_MET


def enough(rule: TeamTraining, team: Team, day: date, known: date) -> bool:
    """Tell whether the window that a day asks about holds enough trainings, of those until another day."""
    held = [each.held_on for each in team.events if each.held_on <= known and fits(rule, each, team.people)]
    return any(len([on for on in held if on in span]) >= rule.count for span in spans(rule.window, day, team.visit_on))


def fits(rule: TeamTraining, event: TeamEvent, people: Sequence[Person]) -> bool:
    """Tell whether a training is on what is asked for, and everybody was there who must be."""
    there = set(event.disciplines) | {person.discipline for person in people if person.key in event.attendees}
    listed = rule.counts.approved.trainings if rule.counts.approved else None
    return (
        (not rule.counts.topics or any(topic in rule.counts.topics for topic in event.topics))
        and (not listed or event.training in listed)
        and all(discipline in there for discipline in rule.disciplines)
        and len(there) >= rule.least_disciplines
    )


class Span:
    """Days from one that lies within to one that lies within; either may be any day."""

    def __init__(self, begins: date, ends: date) -> None:
        """Keep both ends."""
        self.begins, self.ends = begins, ends

    def __contains__(self, day: date) -> bool:
        """Tell whether a day lies within."""
        return self.begins <= day <= self.ends


def spans(window: Window, day: date, visit_on: date | None) -> list[Span]:
    """Return the spans of days of which one must hold enough."""
    if window.kind is WindowKind.CALENDAR_YEARS:
        years = window.months // 12
        return [Span(date(last - years + 1, 1, 1), date(last, 12, 31)) for last in (day.year, day.year - 1)]
    ends = visit_on if window.kind is WindowKind.VISIT and visit_on is not None else day
    begins = ends
    while last_day(begins - DAY, window.months) >= ends:
        begins -= DAY
    return [Span(begins, ends)]
