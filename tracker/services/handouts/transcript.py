"""The transcript of one person: what they completed, in which roles, and how they stand; with the same data inside."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from tracker.domain.finding import Finding, Status
from tracker.domain.handout import Attachment, Cell, Column, Handout, Kind, Table, file_name, joined
from tracker.domain.transcripts import FILE
from tracker.domain.vocabulary import CLAIMED, CompletionState, Grade
from tracker.formatting import format_count, format_number, join_names
from tracker.services import completions, standing, transcript_data
from tracker.services.actor import Actor
from tracker.services.completions import Book, CompletionView, CreditLine
from tracker.services.handouts import heads
from tracker.services.standing import Overview

COMPLETIONS = (
    Column("Training", Kind.NAME),
    Column("Completed", Kind.DATE),
    Column("Hours", Kind.HOURS),
    Column("Topics", Kind.SHORT),
    Column("Credits", Kind.SHORT),
    Column("Provider", Kind.SHORT),
    Column("Proof", Kind.SHORT),
    Column("State", Kind.SHORT),
    Column("Decided by", Kind.SHORT),
    Column("Decided on", Kind.DATE),
)
YEARS = (
    Column("Year", Kind.NAME),
    Column("Completions", Kind.NUMBER),
    Column("Accepted hours", Kind.HOURS),
    Column("All hours so far", Kind.HOURS),
)
ROLES = (Column("Role", Kind.NAME), Column("From", Kind.DATE), Column("To", Kind.DATE))
FINDINGS = (
    Column("Requirement", Kind.NAME),
    Column("Standard", Kind.SHORT),
    Column("Stands", Kind.STATUS),
    Column("Why"),
    Column("What would close it"),
)
NOTE = "Drafts, and what was returned or withdrawn, are not listed: nobody claims them."


def of_person(actor: Actor, person: str = "") -> Handout:
    """Return somebody's transcript by public id, one's own where none is named. Raises NotFound."""
    book = completions.book(actor, person)
    claimed = tuple(each for each in book.completions if each.state in CLAIMED)
    overview = standing.of(actor, book.person, actor.today) if book.person else standing.Overview(None, actor.today)
    data = transcript_data.as_json(actor, book.person_name, overview, claimed)
    return Handout(
        name=file_name("transcript", book.person_name, actor.today.isoformat()),
        title=f"Training transcript: {book.person_name}",
        center=actor.center_name,
        made_on=actor.today,
        lines=_lines(actor, book, overview, claimed),
        notice=heads.notice([each.followed.standard for each in overview.standards]),
        tables=(_completions(claimed), _years(claimed), _roles(overview), _findings(overview)),
        attachment=Attachment(FILE, "The same transcript as data, for another center's tracker", data),
    )


def _lines(actor: Actor, book: Book, overview: Overview, claimed: Sequence[CompletionView]) -> tuple[str, ...]:
    who = overview.person
    accepted = _accepted_hours(claimed)
    weak = sum(each.grade is Grade.OWN_WORD for each in claimed)
    said = f"{format_count(len(claimed), 'completion')}, {format_number(accepted)} accepted hours."
    if weak:
        said += f" {format_number(weak)} self-reported: nothing but their own word says so."
    field = joined((who.discipline.label, who.agency), ", ") if who else ""
    return tuple(filter(None, (field, heads.of_day(actor.today), said)))


def _completions(claimed: Sequence[CompletionView]) -> Table:
    return Table(
        title="Completions",
        columns=COMPLETIONS,
        rows=tuple(map(_completion, claimed)),
        note=NOTE,
        empty="Nothing is logged yet.",
    )


def _completion(each: CompletionView) -> tuple[Cell, ...]:
    decided_on = each.decided_at.date() if each.decided_at else None
    topics, credit = join_names(each.topic_words), "; ".join(map(_credit, each.credits))
    what = (each.title, each.completed_on, each.hours, topics, credit, each.provider)
    return (*what, each.grade.label, each.state.label, each.decided_by or "", decided_on)


def _credit(line: CreditLine) -> str:
    amount = "" if line.amount is None else format_number(line.amount)
    return joined((amount, line.body, line.number), " ")


def _accepted_hours(those: Sequence[CompletionView]) -> Decimal:
    accepted = (each.hours for each in those if each.state is CompletionState.ACCEPTED and each.hours)
    return sum(accepted, Decimal(0))


def _years(claimed: Sequence[CompletionView]) -> Table:
    years = sorted({each.completed_on.year for each in claimed})
    of_year = [[each for each in claimed if each.completed_on.year == year] for year in years]
    hours = [_accepted_hours(those) for those in of_year]
    rows = zip(map(str, years), map(len, of_year), hours, accumulate(hours), strict=True)
    return Table(title="Hours by year", columns=YEARS, rows=tuple(rows), empty="No hours yet.")


def _roles(overview: Overview) -> Table:
    terms = overview.person.role_terms if overview.person else ()
    rows: list[tuple[Cell, ...]] = [(term.role.label, term.starts_on, term.ends_on) for term in terms]
    return Table(title="Roles", columns=ROLES, rows=tuple(rows), note="No last day: still held.", empty="No role yet.")


def _findings(overview: Overview) -> Table:
    rows = tuple(
        _finding(each.followed.standard.title, it.finding) for each in overview.standards for it in each.standings
    )
    return Table(title="Findings", columns=FINDINGS, rows=rows, empty="No requirement applies.")


def _finding(standard: str, finding: Finding) -> tuple[Cell, ...]:
    closes = "" if finding.status is Status.MET else finding.gap
    return (finding.requirement.title, standard, finding.status, finding.reason, closes)
