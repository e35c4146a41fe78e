"""Cells that stand for a training each: "3/4/2024", "3/4/24 (2 hrs)", "x"; or a column for a date and one for hours."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from tracker.domain.imports.cells import plain, says_nothing
from tracker.domain.imports.cells_told import RowTold
from tracker.domain.imports.days import read_day
from tracker.domain.imports.grid import Value
from tracker.domain.imports.headings import IN_MINUTES, held_on, without_day
from tracker.domain.imports.hours import read_hours
from tracker.domain.imports.lines import CompletionLine, CreditWords, PersonWords, Place
from tracker.domain.imports.people import named
from tracker.domain.imports.plan import Column, ColumnPlan, SheetPlan
from tracker.domain.imports.profile import A_LEAP_YEAR, is_known, is_mark, is_not_done
from tracker.domain.imports.telling import NO_TITLE, mark_without_day, missing, no_day, no_hours

_BESIDE = re.compile(
    r"^(?P<day>.*?\d.*?)\s*(?:[(\[]|,\s+(?!\d{4}\b)(?=[\d.]+\s*[a-z])|;|\s[-\u2013]\s(?=[\d.]+\s*h)|\n"
    r"|(?<=\d{4})\s+(?=[A-Za-z]))\s*(?P<rest>[^)\]]*)[)\]]?$"
)
_NO_DATE = "there is no date for “{title}”. Write the day on which it was completed, like 3/14/2024."


def cells_of_trainings(
    told: RowTold, plan: SheetPlan, cells: Mapping[int, Value], person: PersonWords
) -> Iterator[CompletionLine]:
    """Return a line for each training that the row of a person tells something of."""
    titles = list(dict.fromkeys(filter(None, map(plan.training, plan.columns))))
    for title in titles:
        columns = [each for each in plan.columns if plan.training(each) == title]
        if line := _training(told, person, title, columns, cells):
            yield line


def crossed(told: RowTold, plan: SheetPlan, cells: Mapping[int, Value]) -> Iterator[CompletionLine]:
    """Return a line for each person whom the row of a training tells something of."""
    title = told.text(Column.TITLE)
    if not title:
        told.problems.append(missing(told.place(Column.TITLE), NO_TITLE))
    hours, credits = told.hours()
    form, no_form = told.format()
    problems, assumed = tuple(told.problems), tuple(told.assumed)
    for each in plan.columns:
        cell = cells.get(each.index)
        if each.column is Column.PERSON and not says_nothing(cell) and not is_not_done(cell):
            # What is told of the row holds for each of its people, what is told of a cell for one.
            told.problems, told.assumed = list(problems), list(assumed)
            day, own, more = _one_cell(told, each, cell)
            yield _line(
                told.place(index=each.index),
                named(each.heading),
                title,
                day,
                own or hours,
                (*credits, *more),
                told,
                provider=told.text(Column.PROVIDER),
                format=form,
                note=no_form,
            )


def _training(
    told: RowTold, person: PersonWords, title: str, columns: list[ColumnPlan], cells: Mapping[int, Value]
) -> CompletionLine | None:
    filled = [each for each in columns if not says_nothing(cells.get(each.index))]
    filled = [each for each in filled if not is_not_done(cells.get(each.index))]
    if not filled or all(each.column is Column.NOTE for each in filled):
        return None
    told.problems.clear()
    told.assumed.clear()
    by = {each.column: each for each in filled}
    main = by.get(Column.TRAINING) or by.get(Column.COMPLETED_ON)
    day: date | None = None
    hours: Decimal | None = None
    credits: tuple[CreditWords, ...] = ()
    if main:
        day, hours, credits = _one_cell(told, main, cells[main.index])
    else:
        told.problems.append(missing(told.place(index=filled[0].index), _NO_DATE.format(title=title)))
    if own := by.get(Column.HOURS):
        apart = read_hours(cells[own.index], in_minutes=bool(IN_MINUTES.search(own.heading)))
        if not apart.is_understood:
            told.problems.append(no_hours(told.place(index=own.index), cells[own.index]))
        hours, credits = apart.hours or hours, (*credits, *apart.credits)
    if own := by.get(Column.CREDITS):
        credits = (*credits, *told.credits(own, cells[own.index]))
    ends = by.get(Column.EXPIRES_ON)
    expires_on = told.day_of(cells[ends.index], ends.index, is_fatal=False) if ends else None
    note = plain(cells[by[Column.NOTE].index]) if Column.NOTE in by else ""
    place = told.place(index=(main or filled[0]).index)
    return _line(place, person, without_day(title), day, hours, credits, told, expires_on=expires_on, note=note)


def _line(
    place: Place,
    person: PersonWords,
    title: str,
    day: date | None,
    hours: Decimal | None,
    credits: tuple[CreditWords, ...],
    told: RowTold,
    **more: object,
) -> CompletionLine:
    return CompletionLine(
        place=place,
        person=person,
        title=title,
        completed_on=day,
        hours=hours,
        credits=credits,
        assumed=tuple(dict.fromkeys(told.assumed)),
        problems=tuple(told.problems),
        **more,  # type: ignore[arg-type]  # named as the fields are
    )


def _one_cell(
    told: RowTold, column: ColumnPlan, cell: Value
) -> tuple[date | None, Decimal | None, tuple[CreditWords, ...]]:
    """Return the day of a cell, and the hours and credits that stand beside it."""
    if is_known(read_day(cell, year=A_LEAP_YEAR)):
        return told.day_of(cell, column.index), None, ()
    found = _BESIDE.match(cell.strip()) if isinstance(cell, str) else None
    if found and is_known(read_day(found["day"], year=A_LEAP_YEAR)):
        beside = read_hours(found["rest"])
        day = told.day_of(found["day"], column.index)
        if not beside.is_understood:
            told.assumed.append(f"“{found['rest'].strip()}” beside the date is not brought in.")
        return day, beside.hours, beside.credits
    place = told.place(index=column.index)
    on = held_on(column.title or column.heading)
    hours = read_hours(cell)
    if on and (is_mark(cell) or hours.hours is not None):
        told.assumed.append("The date is that of the heading.")
        return told.day_of(on, column.index), hours.hours, hours.credits
    if is_mark(cell) or (hours.hours is not None and hours.hours < 100) or hours.credits:
        told.problems.append(mark_without_day(place, cell))
        return None, hours.hours, hours.credits
    told.problems.append(no_day(place, cell, read_day(cell)))
    return None, None, ()
