"""From rows to lines, by the layout of the sheet: each row has a line or more, or a reason why it has none."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from tracker.domain.imports.carrying import Carried
from tracker.domain.imports.cells import plain, says_nothing
from tracker.domain.imports.cells_told import RowTold
from tracker.domain.imports.deciding import Order
from tracker.domain.imports.grid import Sheet, Value, letters
from tracker.domain.imports.lines import AgencyLine, CompletionLine, Line, Passed, PersonLine, Place
from tracker.domain.imports.people import named, several
from tracker.domain.imports.plan import Column, Layout, SheetPlan
from tracker.domain.imports.sorting import filled, sort_row
from tracker.domain.imports.statements import VOIDED
from tracker.domain.imports.telling import NO_TITLE, missing
from tracker.domain.imports.wide import cells_of_trainings, crossed
from tracker.domain.imports.words import is_done

_NAMES = (Column.PERSON, Column.FIRST_NAME, Column.LAST_NAME, Column.EMAIL)
_NO_AGENCY = "there is no name of an agency here."


def rows_of(sheet: Sheet, plan: SheetPlan, order: Order) -> Iterator[tuple[int, Passed | tuple[Line, ...]]]:
    """Return what comes of each row, by its number as people see it."""
    for number in range(1, min(plan.first_row, len(sheet.rows) + 1)):
        yield number, Passed.HEADING if number >= plan.header_row else Passed.ABOVE
    carried = Carried(sheet, plan)
    for number in range(plan.first_row, len(sheet.rows) + 1):
        row = sheet.rows[number - 1]
        why = sort_row(row, plan)
        below = next((each for each in sheet.rows[number:] if filled(each)), None)
        if why is None and plan.layout is Layout.COMPLETIONS:
            why = carried.group(row, below)
        yield number, _lines(plan, order, carried, number, row) if why is None else why


def _lines(
    plan: SheetPlan, order: Order, carried: Carried, number: int, row: tuple[Value, ...]
) -> Passed | tuple[Line, ...]:
    cells, assumed = carried.row(row)
    told = RowTold(plan, order, number, cells, assumed)
    if plan.layout is Layout.PEOPLE:
        return _person(told, cells)
    if plan.layout is Layout.AGENCIES:
        return _agency(told)
    if plan.layout is Layout.WIDE:
        return _of_trainings(told, plan, cells) or Passed.NOTHING_DONE
    if plan.layout is Layout.CROSSWISE:
        return tuple(crossed(told, plan, cells)) or Passed.NOTHING_DONE
    if len(sets := plan.sets) > 1:
        return _of_sets(sets, order, carried, number, cells) or Passed.NOTHING_DONE
    return _completions(told, plan, carried, cells)


def _of_sets(
    sets: tuple[SheetPlan, ...], order: Order, carried: Carried, number: int, cells: Mapping[int, Value]
) -> tuple[Line, ...]:
    """Return a line for each set of columns in which the row tells something."""
    lines: list[Line] = []
    for plan in sets:
        own = [each.index for each in plan.columns if each.title]
        if any(not says_nothing(cells.get(index)) for index in own):
            found = _completions(RowTold(plan, order, number, cells), plan, carried, cells)
            place = Place(plan.sheet, number, letters(min(own)))
            lines += () if isinstance(found, Passed) else (replace(line, place=place) for line in found)
    return tuple(lines)


def _completions(
    told: RowTold, plan: SheetPlan, carried: Carried, cells: Mapping[int, Value]
) -> Passed | tuple[Line, ...]:
    status = told.text(Column.STATUS)
    if status == VOIDED:
        return Passed.VOIDED
    if status and is_done(status) is False:
        return Passed.NOT_COMPLETED
    if len(cells) == 1 and (alone := _alone(plan, next(iter(cells)))):
        return alone
    names = several(_with_lines(told.cell(Column.PERSON)))
    in_row = any(each.column in _NAMES and each.index in cells for each in plan.columns)
    if not in_row and carried.of_group(Column.PERSON):
        names = (carried.of_group(Column.PERSON),)
        told.assumed.append("Person's name is the name of the group above.")
    first = _completion(told, carried, names[0])
    if len(names) == 1:
        return (first,)
    assumed = (*first.assumed, f"One of {len(names)} names in the cell.")
    return tuple(replace(first, person=person, assumed=assumed) for person in map(named, names))


def _with_lines(cell: Value) -> str:
    return cell if isinstance(cell, str) else plain(cell)


def _alone(plan: SheetPlan, index: int) -> Passed | None:
    """Return why a row with one cell is no line: a name without anything, or a remark."""
    kind = next((each.column for each in plan.columns if each.index == index), Column.IGNORED)
    if kind in _NAMES:
        return Passed.NOTHING_DONE
    return Passed.REMARK if kind in {Column.NOTE, Column.IGNORED, Column.HOURS, Column.FILE} else None


def _completion(told: RowTold, carried: Carried, name: str) -> CompletionLine:
    person = told.person(name)
    title = told.text(Column.TITLE) or carried.of_group(Column.TITLE)
    if not title:
        told.problems.append(missing(told.place(Column.TITLE), NO_TITLE))
    elif not told.text(Column.TITLE):
        told.assumed.append("Title of the training is the name of the group above.")
    completed_on, expires_on = told.day(Column.COMPLETED_ON, is_needed=True), told.day(Column.EXPIRES_ON)
    hours, credits = told.hours()
    form, no_form = told.format()
    topics = told.topics(hours)
    return CompletionLine(
        place=told.place(),
        person=person,
        title=title,
        completed_on=completed_on,
        expires_on=expires_on,
        hours=hours,
        provider=told.text(Column.PROVIDER),
        format=form,
        topics=topics.keys,
        topic_hours=topics.hours,
        certificate_number=told.text(Column.CERTIFICATE_NUMBER),
        credits=credits,
        note=told.note(no_form, ", ".join(topics.others)),
        file=told.text(Column.FILE),
        activity=told.text(Column.ACTIVITY),
        statement=told.text(Column.STATEMENT),
        **_of_person(told),
        assumed=tuple(dict.fromkeys(told.assumed)),
        problems=tuple(told.problems),
    )


def _of_person(told: RowTold) -> dict[str, Any]:
    return {
        "agency": told.text(Column.AGENCY),
        "discipline": told.key(Column.DISCIPLINE),
        "role": told.key(Column.ROLE),
    }


def _of_trainings(told: RowTold, plan: SheetPlan, cells: Mapping[int, Value]) -> tuple[Line, ...]:
    person = told.person()
    about = _of_person(told)
    problems, assumed = tuple(told.problems), tuple(told.assumed)
    return tuple(
        replace(line, problems=(*problems, *line.problems), assumed=(*assumed, *line.assumed), **about)
        for line in cells_of_trainings(told, plan, cells, person)
    )


def _person(told: RowTold, cells: Mapping[int, Value]) -> Passed | tuple[Line, ...]:
    person = told.person()
    if not person.full and not person.email and len(cells) == 1:
        return Passed.REMARK
    about = _of_person(told)
    since, until = told.day(Column.ROLE_SINCE), told.day(Column.ROLE_UNTIL)
    line = PersonLine(
        place=told.place(),
        person=person,
        since=since,
        until=until,
        **about,
        assumed=tuple(told.assumed),
        problems=tuple(told.problems),
    )
    return (line,)


def _agency(told: RowTold) -> Passed | tuple[Line, ...]:
    name = told.text(Column.AGENCY)
    discipline = told.key(Column.DISCIPLINE)
    if not name:
        told.problems.append(missing(told.place(Column.AGENCY), _NO_AGENCY))
    return (AgencyLine(place=told.place(), name=name, discipline=discipline, problems=tuple(told.problems)),)
