"""How a sheet is laid out, and what each of its columns is: by headings, and by what the cells look like."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker.domain.imports.above import person_above, person_in_name, title_in_name, told_above, year_of
from tracker.domain.imports.cells import fold, plain
from tracker.domain.imports.choosing import OF_PEOPLE, Head, single
from tracker.domain.imports.grid import LONGEST_CELL, Sheet
from tracker.domain.imports.headings import exact, held_on, of_training
from tracker.domain.imports.heads import ROWS_SEARCHED, Heads, find_heads
from tracker.domain.imports.people import looks_like_name
from tracker.domain.imports.plan import Column, ColumnPlan, Layout, SheetPlan, Throughout
from tracker.domain.imports.profile import Profile, profile
from tracker.domain.imports.telling import MONTHS

_NAMES = {Column.PERSON, Column.FIRST_NAME, Column.LAST_NAME, Column.EMAIL}
_IN_SETS = {Column.TITLE, Column.COMPLETED_ON, Column.HOURS, Column.PROVIDER, Column.CREDITS, Column.EXPIRES_ON}
_MONTHS = frozenset((*map(str.casefold, MONTHS), *(month[:3].casefold() for month in MONTHS), "sept"))
_NEVER_TRAININGS = {Column.ROLE_SINCE, Column.ROLE_UNTIL, Column.IGNORED, Column.EXPIRES_ON}


def plan_sheet(sheet: Sheet, remembered: Sequence[SheetPlan] = ()) -> SheetPlan:
    """Return how a sheet is to be read; `remembered` are plans of earlier sheets, of which one may have these heads."""
    heads = _remembered_heads(sheet, remembered) or find_heads(sheet)
    first = heads.row + heads.rows if heads else 1
    width = max((len(row) for row in sheet.rows), default=0)
    found = [
        Head(
            index,
            heads.texts[index][:LONGEST_CELL] if heads and index < len(heads.texts) else "",
            heads.tops[index] if heads and index < len(heads.tops) else "",
            profile(sheet, first, index),
        )
        for index in range(width)
    ]
    found = [head for head in found if head.text or head.top or head.looks.filled]
    if heads is None:
        return _without_heads(sheet, found)
    known = _known(heads, found, remembered)
    layout, columns = (known.layout, known.columns) if known else _laid_out(found)
    if layout in {Layout.PEOPLE, Layout.SKIP} and _tells_one_training(sheet, heads.row, columns):
        layout = Layout.COMPLETIONS
    plan = SheetPlan(sheet.name, layout, heads.row, columns, heads.rows, year=year_of(sheet, heads.row))
    return replace(plan, throughout=_throughout(sheet, plan))


def _tells_one_training(sheet: Sheet, header_row: int, columns: Iterable[ColumnPlan]) -> bool:
    """Tell whether a list of people stands below a training and the day on which it was held."""
    above = told_above(sheet, header_row)
    is_of_people = any(each.column in _NAMES for each in columns)
    return is_of_people and Column.COMPLETED_ON in above and (Column.TITLE in above or bool(title_in_name(sheet)))


def _remembered_heads(sheet: Sheet, remembered: Sequence[SheetPlan]) -> Heads | None:
    """Return the row that holds the headings of a remembered plan, whatever they are called."""
    plans = [plan for plan in remembered if plan.header_row and plan.header_rows == 1]
    for row in range(1, min(len(sheet.rows), ROWS_SEARCHED) + 1):
        texts = tuple(plain(cell) for cell in sheet.rows[row - 1])
        there = {index: fold(text) for index, text in enumerate(texts) if text}
        if len(there) > 1 and any(there == _headings(plan) for plan in plans):
            return Heads(row, 1, texts)
    return None


def _headings(plan: SheetPlan) -> dict[int, str]:
    return {each.index: fold(each.heading) for each in plan.columns if each.heading}


def _known(heads: Heads, found: Sequence[Head], remembered: Sequence[SheetPlan]) -> SheetPlan | None:
    these = tuple(fold(head.text) for head in found)
    for plan in remembered:
        if (
            tuple(map(fold, plan.headings)) == these
            and plan.header_rows == heads.rows
            and [each.index for each in plan.columns] == [head.index for head in found]
        ):
            return plan
    return None


def _laid_out(found: Sequence[Head]) -> tuple[Layout, tuple[ColumnPlan, ...]]:
    if sets := _sets(found):
        return Layout.COMPLETIONS, sets
    people = any(head.likely in _NAMES for head in found)
    titled = any(
        head.named is Column.TITLE and fold(head.text) != "title" and head.looks.mostly(_texts(head.looks))
        for head in found
    )
    if people and not titled:
        wide = _wide(found)
        if wide:
            return Layout.WIDE, wide
    if not people and (across := _crosswise(found)):
        return Layout.CROSSWISE, across
    columns = single(found)
    return _layout({column.column for column in columns}), columns


def _sets(found: Sequence[Head]) -> tuple[ColumnPlan, ...]:
    """Return the columns of a sheet whose rows tell several trainings side by side, each with a date of its own.

    "Training 1, Date 1, Training 2, Date 2", or the same headings again without a number.
    """
    by_kind: dict[Column, list[Head]] = {}
    for head in found:
        kind = exact(_unnumbered(head))
        if kind in _IN_SETS:
            by_kind.setdefault(kind, []).append(head)
    titles, dates = by_kind.get(Column.TITLE, []), by_kind.get(Column.COMPLETED_ON, [])
    if len(titles) < 2 or len(titles) != len(dates) or len({_unnumbered(head) for head in titles}) > 1:
        return ()
    columns = []
    for kind, heads in by_kind.items():
        for place, head in enumerate(heads, start=1):
            label = f"{place}" if len(heads) == len(titles) else ""
            columns.append(ColumnPlan(head.index, head.text, kind if label or place == 1 else Column.IGNORED, label))
    told = {each.index for each in columns}
    rest = single([head for head in found if head.index not in told], _NAMES | OF_PEOPLE | {Column.NOTE})
    return tuple(sorted((*columns, *rest), key=lambda each: each.index))


def _unnumbered(head: Head) -> str:
    return re.sub(r"\s*#?\d+$", "", head.text).casefold()


def _texts(looks: Profile) -> int:
    return looks.filled - looks.days - looks.marks - looks.hours


def _names_a_time(heading: str) -> bool:
    """Tell whether a heading is a year, a month or a number, which no training is called."""
    words = fold(heading).split()
    return not re.search(r"[^\W\d_]", heading) or (words[0] in _MONTHS and len(words) < 3)


def _wide(found: Sequence[Head]) -> tuple[ColumnPlan, ...]:
    """Return the columns of a wide sheet, or none where there is no column for a training."""
    columns = []
    for head in found:
        about = (head.top, head.named) if head.top else of_training(head.text) if head.named is None else None
        if about and about[1]:
            columns.append(ColumnPlan(head.index, head.text, about[1], about[0]))
        elif (
            head.text
            and _tells_of_training(head)
            and not _names_a_time(head.text)
            and head.likely not in _NEVER_TRAININGS | _NAMES
        ):
            if head.named in {Column.COMPLETED_ON, Column.STATUS}:
                return ()
            columns.append(ColumnPlan(head.index, head.text, Column.TRAINING, head.text))
    dated = [each for each in columns if each.column in {Column.TRAINING, Column.COMPLETED_ON}]
    if not dated:
        return ()
    columns += _sparse(found, columns)
    told = {each.index for each in columns}
    rest = single([head for head in found if head.index not in told], _NAMES | OF_PEOPLE | {Column.NOTE})
    return tuple(sorted((*columns, *rest), key=lambda each: each.index))


def _tells_of_training(head: Head) -> bool:
    looks = head.looks
    return looks.is_of_trainings or (bool(held_on(head.text)) and looks.mostly(looks.hours + looks.marks))


def _sparse(found: Sequence[Head], columns: Sequence[ColumnPlan]) -> list[ColumnPlan]:
    """Return the columns of trainings that few have completed: they stand among the others, and name nothing else."""
    first, told = min(each.index for each in columns), {each.index for each in columns}
    return [
        ColumnPlan(head.index, head.text, Column.TRAINING, head.text)
        for head in found
        if head.index > first
        and head.index not in told
        and head.text
        and head.likely in {None, Column.TITLE}
        and not _names_a_time(head.text)
    ]


def _crosswise(found: Sequence[Head]) -> tuple[ColumnPlan, ...]:
    people = [
        head for head in found if looks_like_name(head.text) and (head.looks.is_of_trainings or not head.looks.filled)
    ]
    if (
        len(people) < 2
        or not any(head.looks.filled for head in people)
        or not any(head.named is Column.TITLE for head in found)
    ):
        return ()
    told = {head.index for head in people}
    wanted = {Column.TITLE, Column.HOURS, Column.PROVIDER, Column.FORMAT, Column.TOPICS}
    rest = single([head for head in found if head.index not in told], wanted)
    named = [ColumnPlan(head.index, head.text, Column.PERSON) for head in people]
    return tuple(sorted((*named, *rest), key=lambda each: each.index))


def _layout(told: set[Column]) -> Layout:
    people = bool(told & {Column.PERSON, Column.LAST_NAME, Column.FIRST_NAME, Column.EMAIL})
    if Column.COMPLETED_ON in told and (people or Column.TITLE in told):
        return Layout.COMPLETIONS
    if Column.TITLE in told and (people or Column.HOURS in told):
        return Layout.COMPLETIONS
    if people and told & OF_PEOPLE:
        return Layout.PEOPLE
    return Layout.AGENCIES if Column.AGENCY in told and not people else Layout.SKIP


def _throughout(sheet: Sheet, plan: SheetPlan) -> tuple[Throughout, ...]:
    """Return what holds for all rows, of what no column tells."""
    if plan.layout not in {Layout.COMPLETIONS, Layout.CROSSWISE}:
        return ()
    there = {column.column for column in plan.columns}
    told = {column: text for column, text in told_above(sheet, plan.header_row).items() if column not in there}
    if there & {Column.PERSON, Column.FIRST_NAME, Column.LAST_NAME, Column.EMAIL}:
        told.pop(Column.PERSON, None)
        if Column.TITLE not in there and Column.TITLE not in told and (title := title_in_name(sheet)):
            told[Column.TITLE] = title
    elif Column.PERSON not in told and (name := person_in_name(sheet) or person_above(sheet, plan.header_row)):
        told[Column.PERSON] = name
    return tuple(Throughout(column, text[:LONGEST_CELL]) for column, text in told.items())


def _looks_like(looks: Profile, kind: Column) -> bool:
    counts = {Column.COMPLETED_ON: looks.days, Column.PERSON: looks.names, Column.HOURS: looks.hours}
    return looks.mostly(counts.get(kind, looks.filled))


def _without_heads(sheet: Sheet, found: Sequence[Head]) -> SheetPlan:
    """Take a sheet without headings by what its cells look like: a day, a name, a longer text, hours."""
    told: dict[int, Column] = {}
    for kind in (Column.COMPLETED_ON, Column.PERSON, Column.HOURS, Column.TITLE):
        place = next((head.index for head in found if head.index not in told and _looks_like(head.looks, kind)), None)
        if place is not None:
            told[place] = kind
    columns = tuple(ColumnPlan(head.index, "", told.get(head.index, Column.IGNORED)) for head in found)
    is_whole = {Column.COMPLETED_ON, Column.PERSON, Column.TITLE} <= set(told.values())
    layout = Layout.COMPLETIONS if is_whole else Layout.SKIP
    return SheetPlan(sheet.name, layout, 0, columns, 1, (), year_of(sheet, 0))
