"""Where in a spreadsheet something stands that is wrong with a row, and what stands there."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tracker.domain.imports.grid import letters
from tracker.domain.imports.plan import Column, Plan
from tracker.domain.vocabulary import Topic
from tracker.formatting import format_date, format_number, format_short
from tracker.models import Import
from tracker.services.imports.entries import Wrong
from tracker.services.imports.said import Said

Letters = Mapping[tuple[str, Column], str]
LONGEST = 60
_COLUMNS = {
    "name": Column.PERSON,
    "title": Column.TITLE,
    "completed_on": Column.COMPLETED_ON,
    "expires_on": Column.EXPIRES_ON,
    "hours": Column.HOURS,
    "topic_hours": Column.TOPICS,
    "provider": Column.PROVIDER,
    "certificate_number": Column.CERTIFICATE_NUMBER,
}


def letters_of(row: Import) -> Letters:
    """Return the letter of each column of an import by its sheet and what it is taken for; none before it was read."""
    plan = Plan.from_form(row.plan) if row.plan else Plan(())
    return {(sheet.sheet, each.column): letters(each.index) for sheet in plan.sheets for each in sheet.columns}


def told(said: Said, wrong: Wrong, at: Letters) -> str:
    """Say sheet, row, column and value of what is wrong, and what would be right."""
    column = _COLUMNS.get(wrong.field)
    letter = at.get((said.sheet, column), "") if column and not said.letter else ""
    value = _shown(getattr(said, wrong.field, None)) if column else ""
    place = said.place + (f", column {letter}" if letter else "") + (f", “{value}”" if value else "")
    return f"{place}: {wrong.words[0].lower()}{wrong.words[1:]}"


def _shown(value: object) -> str:
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, Decimal):
        return format_number(value)
    if isinstance(value, tuple):  # hours by topic
        value = "; ".join(f"{Topic(topic).label} {share}" for topic, share in value)
    return format_short(str(value or ""), LONGEST)
