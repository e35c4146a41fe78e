"""The sign-in sheet of a training: who is expected, rows for others, and a place for whoever led it to sign."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tracker.domain.access import Action
from tracker.domain.handout import Cell, Code, Column, Handout, Kind, Table, file_name, joined
from tracker.domain.vocabulary import CompletionState
from tracker.formatting import format_date, format_hours
from tracker.services import completions, event_views, installation, planned_events
from tracker.services.actor import Actor

COLUMNS = (
    Column("Name", Kind.NAME),
    Column("Agency, field or role", Kind.SHORT),
    Column("Signature", Kind.BLANK),
    Column("Hours present", Kind.BLANK),
)
NUMBERED = (Column("Row", Kind.NUMBER), *COLUMNS)
FINDS = "Scanned or photographed, this code leads to the event."
SAID = "Sign beside your name, and write how long you were there."
TO_SIGN = ("Led by (name, signature, day)",)


def of_event(actor: Actor, event: str) -> Handout:
    """Return the sheet of a recorded event, with those who are ticked. Raises NotFound, Refused."""
    found = event_views.get(actor, event)
    names = [(each.name, each.discipline.label) for each in found.attendees if each.state != CompletionState.WITHDRAWN]
    return _sheet(actor, found.title, found.held_on, found.hours, found.provider, names)


def of_day(actor: Actor, title: str, held_on: date, hours: Decimal | None = None, provider: str = "") -> Handout:
    """Return the sheet of a training that is still to come, with everybody who is here today. Raises Refused."""
    actor.must(Action.MANAGE_EVENTS, event_views.NOT_YOURS)
    names = [(each.name, each.agency or each.role_words) for each in completions.people_to_choose(actor)]
    return _sheet(actor, title, held_on, hours, provider, names)


def of_planned(actor: Actor, planned: str) -> Handout:
    """Return the sheet of a planned event: a row for each who is expected, which stays theirs, and its code.

    Raises NotFound, Refused.
    """
    actor.must(Action.MANAGE_EVENTS, event_views.NOT_YOURS)
    found = planned_events.get(actor, planned)
    names = [(each.name, each.agency) for each in found.expected]
    sheet = _sheet(actor, found.title, found.held_on, found.hours, found.provider, names)
    numbers = [each.number for each in found.expected]
    (table,) = sheet.tables
    rows = zip((*numbers, *planned_events.blank_rows(found)), table.rows, strict=True)
    numbered = replace(table, columns=NUMBERED, rows=tuple((number, *row) for number, row in rows))
    path = planned_events.address(actor.center, found.public_id)
    code = Code(f"{installation.current().base_url}{path}", FINDS)
    return replace(sheet, tables=(numbered,), code=code)


def _sheet(
    actor: Actor, title: str, held_on: date, hours: Decimal | None, provider: str, names: Sequence[tuple[str, str]]
) -> Handout:
    length = format_hours(hours) if hours is not None else ""
    expected: list[tuple[Cell, ...]] = [(name, agency, None, None) for name, agency in names]
    blank: list[tuple[Cell, ...]] = [("", "", None, None)] * planned_events.BLANK_ROWS
    return Handout(
        name=file_name("sign-in-sheet", title, held_on.isoformat()),
        title=f"Sign-in sheet: {title}",
        center=actor.center_name,
        made_on=actor.today,
        lines=(
            joined((format_date(held_on), length, provider)),
            SAID,
        ),
        tables=(Table(title="Sign-in sheet", columns=COLUMNS, rows=(*expected, *blank)),),
        landscape=False,
        to_sign=TO_SIGN,
    )
