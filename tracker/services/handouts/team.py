"""The matrix on one sheet, what is missing, and what lapses: the team's assessment to take along."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.domain.access import Action
from tracker.domain.finding import Finding, Status
from tracker.domain.handout import Cell, Column, Handout, Kind, Table, file_name
from tracker.domain.windows import anniversary, day_before
from tracker.formatting import format_count, format_date
from tracker.services import assessments, standards
from tracker.services.actor import Actor
from tracker.services.handouts import heads
from tracker.services.matrix import Matrix
from tracker.services.standards import Followed

NOT_YOURS = "Only a director or deputy takes the team's lists along."
LACKING = frozenset({Status.NOT_MET, Status.LAPSED, Status.IN_REVIEW, Status.NOT_YET_DUE})
A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of one of the followed standards."""

    followed: Followed
    finding: Finding

    @property
    def key(self) -> str:
        """The person's public id; empty for the team."""
        return self.finding.cell[0]


def of_matrix(
    actor: Actor, followed: Followed, shown: Matrix, filters: Sequence[str] = (), known_on: date | None = None
) -> Handout:
    """Return the matrix as the page shows it; `filters` are the words of what narrows it."""
    found = shown.assessment
    counts = found.counts()
    people = format_count(len(shown.rows), "person")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (row.person.name, *(each.status for each in row.findings), row.hours_done, str(row.counts))
        for row in shown.rows
    )
    columns = (
        Column("Person", Kind.NAME),
        *(Column(each.title, Kind.STATUS) for each in shown.columns),
        Column("Hours done", Kind.HOURS),
        Column("Met", Kind.SHORT),
    )
    narrowed = f"Only {'; '.join(filters)}: {people} of {shown.bound}." if filters else f"{people}."
    return Handout(
        name=file_name("matrix", followed.key, found.as_of.isoformat()),
        title=f"Matrix: {followed.standard.title}",
        center=actor.center_name,
        made_on=actor.today,
        lines=(
            f"{followed.standard.edition_words} · {heads.of_day(found.as_of, found.visit_on, known_on)}",
            f"{counts} met, the team's own included. {narrowed}",
        ),
        notice=heads.notice([followed.standard]),
        dense=True,
        tables=(Table(title="Matrix", columns=columns, rows=rows, note=_of_team(shown.team), empty="Nobody."),),
    )


def _of_team(findings: Sequence[Finding]) -> str:
    said = "; ".join(f"{each.requirement.title}: {each.status.label.lower()}" for each in findings)
    return f"The team as one. {said}." if said else ""


def of_gaps(actor: Actor, as_of: date, key: str = "") -> Handout:
    """Return who lacks what on a day, what closes it and by when; of one standard or, without a key, of all."""
    followed = _followed(actor, key)
    found = [each for each in _findings(actor, followed, as_of) if each.finding.status in LACKING]
    found.sort(key=_worst_first)
    missing = sum(each.finding.status.is_gap for each in found)
    rest = len(found) - missing
    lines = [heads.of_standards(followed), heads.of_day(as_of, _visit(actor)), f"{format_count(missing, 'gap')}."]
    if rest:
        lines[-1] = f"{format_count(missing, 'gap')}, and {rest} in review or not due yet."
    columns = ("Why", "What would close it")
    return Handout(
        name=file_name("gaps", key, as_of.isoformat()),
        title="Gap list",
        center=actor.center_name,
        made_on=actor.today,
        lines=tuple(lines),
        notice=heads.notice([each.standard for each in followed]),
        tables=(
            Table(
                title="Gaps",
                columns=(*_heads(followed), *map(Column, columns), Column("Due", Kind.DATE)),
                rows=tuple(
                    (*_row(each, followed), each.finding.reason, each.finding.gap, _due(each.finding)) for each in found
                ),
                empty="Nothing is missing, and nothing waits.",
                keys=tuple(each.key for each in found),
            ),
        ),
    )


def _worst_first(each: Found) -> tuple[Any, ...]:
    finding = each.finding
    return finding.status.standing, finding.due_on or date.max, finding.whose.casefold()


def _due(finding: Finding) -> date | None:
    """Return by when it is to be done; what lapsed is past that already."""
    return None if finding.status is Status.LAPSED else finding.due_on


def of_lapses(actor: Actor, until: date) -> Handout:
    """Return what is met today and no longer holds by a day to come, if nothing more is done; the first first."""
    followed = _followed(actor, "")
    found = [
        (each.finding.lapses_on, each)
        for each in _findings(actor, followed, actor.today)
        if each.finding.status.counts_as_met and each.finding.lapses_on and each.finding.lapses_on <= until
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].finding.whose.casefold()))
    return Handout(
        name=file_name("lapses", "until", until.isoformat()),
        title=f"What lapses by {format_date(until)}",
        center=actor.center_name,
        made_on=actor.today,
        lines=(
            heads.of_standards(followed),
            heads.of_day(actor.today, _visit(actor)),
            f"Met today, and no longer by then if nothing more is done: {len(found)}.",
        ),
        notice=heads.notice([each.standard for each in followed]),
        tables=(
            Table(
                title="What lapses",
                columns=(
                    *_heads(followed),
                    Column("Holds through", Kind.DATE),
                    Column("Why"),
                    Column("What would keep it"),
                ),
                rows=tuple(
                    (*_row(each, followed), day_before(day), each.finding.reason, each.finding.gap)
                    for day, each in found
                ),
                empty="Nothing that is met today lapses by then.",
                keys=tuple(each.key for _, each in found),
            ),
        ),
    )


def horizons(actor: Actor) -> dict[str, tuple[str, date]]:
    """Return how far one may look ahead for what lapses: by a word, its label and its day; the first is proposed."""
    visit = _visit(actor)
    found = {"visit": (f"The site visit, {format_date(visit)}", visit)} if visit and visit > actor.today else {}
    return found | {
        str(months): (f"{months} months from today", anniversary(actor.today, months)) for months in (A_YEAR, 6, 3)
    }


def _visit(actor: Actor) -> date | None:
    return assessments.record(actor).visit_on


def _followed(actor: Actor, key: str) -> tuple[Followed, ...]:
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    return (standards.one_followed(actor, key),) if key else standards.followed(actor)


def _findings(actor: Actor, followed: Iterable[Followed], as_of: date) -> Iterable[Found]:
    for each in followed:
        found = assessments.of_team(actor, each, as_of)
        yield from (Found(each, finding) for finding in found.all_findings)


def _heads(followed: Sequence[Followed]) -> tuple[Column, ...]:
    standard = (Column("Standard", Kind.SHORT),) if len(followed) > 1 else ()
    return (Column("Who", Kind.NAME), Column("Requirement", Kind.SHORT), *standard, Column("Stands", Kind.STATUS))


def _row(each: Found, followed: Sequence[Followed]) -> tuple[Cell, ...]:
    standard = (each.followed.standard.title,) if len(followed) > 1 else ()
    return (each.finding.whose, each.finding.requirement.title, *standard, each.finding.status)
