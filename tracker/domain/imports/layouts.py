"""How a sheet is laid out, and what each of its columns is: by headings, and by what the cells look like."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.domain.imports.above import person_above, person_in_name, title_in_name, told_above, year_of
from tracker.domain.imports.cells import fold, plain
from tracker.domain.imports.grid import LONGEST_CELL, Sheet
from tracker.domain.imports.heading_names import NAMES
from tracker.domain.imports.headings import exact, held_on, likely, of_training
from tracker.domain.imports.heads import ROWS_SEARCHED, Heads, find_heads
from tracker.domain.imports.people import looks_like_name
from tracker.domain.imports.plan import Column, ColumnPlan, Layout, SheetPlan, Throughout
from tracker.domain.imports.profile import Profile, profile

_MANY = {Column.NOTE, Column.CREDITS, Column.TOPICS, Column.IGNORED, Column.TRAINING}
_NAMES = {Column.PERSON, Column.FIRST_NAME, Column.LAST_NAME, Column.EMAIL}
_OF_PEOPLE = {Column.ROLE, Column.AGENCY, Column.DISCIPLINE, Column.EMAIL, Column.ROLE_SINCE}
_NEVER_TRAININGS = {Column.ROLE_SINCE, Column.ROLE_UNTIL, Column.IGNORED, Column.EXPIRES_ON}
_BEFORE_THE_END = ("start date", "start", "from", "begin date")
_FINISHED = ("complet", "finish", "end", "attend")


@dataclass(frozen=True, slots=True)
class _Head:
    """A column with its heading, and what its cells look like."""

    index: int
    text: str
    top: str
    looks: Profile

    @property
    def named(self) -> Column | None:
        return exact(self.text) if self.text else None

    @property
    def likely(self) -> Column | None:
        return likely(self.text) if self.text else None


def plan_sheet(sheet: Sheet, *, is_since_1904: bool = False, remembered: Sequence[SheetPlan] = ()) -> SheetPlan:
    """Return how a sheet is to be read; `remembered` are plans of earlier sheets, of which one may have these heads."""
    heads = _remembered_heads(sheet, remembered) or find_heads(sheet)
    first = heads.row + heads.rows if heads else 1
    width = max((len(row) for row in sheet.rows), default=0)
    found = [
        _Head(
            index,
            heads.texts[index][:LONGEST_CELL] if heads and index < len(heads.texts) else "",
            heads.tops[index] if heads and index < len(heads.tops) else "",
            profile(sheet, first, index, is_since_1904=is_since_1904),
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


def _known(heads: Heads, found: Sequence[_Head], remembered: Sequence[SheetPlan]) -> SheetPlan | None:
    these = tuple(fold(head.text) for head in found)
    for plan in remembered:
        if (
            tuple(map(fold, plan.headings)) == these
            and plan.header_rows == heads.rows
            and [each.index for each in plan.columns] == [head.index for head in found]
        ):
            return plan
    return None


def _laid_out(found: Sequence[_Head]) -> tuple[Layout, tuple[ColumnPlan, ...]]:
    people = any(head.likely in _NAMES for head in found)
    titled = any(head.likely is Column.TITLE and not head.looks.is_of_trainings for head in found)
    if people and not (titled and any(_is_date(head) for head in found)):
        wide = _wide(found)
        if wide:
            return Layout.WIDE, wide
    if not people and (across := _crosswise(found)):
        return Layout.CROSSWISE, across
    columns = _single(found)
    return _layout({column.column for column in columns}), columns


def _is_date(head: _Head) -> bool:
    return head.named is Column.COMPLETED_ON and not head.top and head.looks.mostly(head.looks.days)


def _wide(found: Sequence[_Head]) -> tuple[ColumnPlan, ...]:
    """Return the columns of a wide sheet, or none where there is no column for a training."""
    columns = []
    for head in found:
        about = (head.top, head.named) if head.top else of_training(head.text) if head.named is None else None
        if about and about[1]:
            columns.append(ColumnPlan(head.index, head.text, about[1], about[0]))
        elif head.text and _tells_of_training(head) and head.likely not in _NEVER_TRAININGS | _NAMES:
            if head.named in {Column.COMPLETED_ON, Column.STATUS}:
                return ()
            columns.append(ColumnPlan(head.index, head.text, Column.TRAINING, head.text))
    dated = [each for each in columns if each.column in {Column.TRAINING, Column.COMPLETED_ON}]
    if not dated:
        return ()
    columns += _sparse(found, columns)
    told = {each.index for each in columns}
    rest = _single([head for head in found if head.index not in told], _NAMES | _OF_PEOPLE | {Column.NOTE})
    return tuple(sorted((*columns, *rest), key=lambda each: each.index))


def _tells_of_training(head: _Head) -> bool:
    looks = head.looks
    return looks.is_of_trainings or (bool(held_on(head.text)) and looks.mostly(looks.hours + looks.marks))


def _sparse(found: Sequence[_Head], columns: Sequence[ColumnPlan]) -> list[ColumnPlan]:
    """Return the columns of trainings that few have completed: they stand among the others, and name nothing else."""
    first, told = min(each.index for each in columns), {each.index for each in columns}
    return [
        ColumnPlan(head.index, head.text, Column.TRAINING, head.text)
        for head in found
        if head.index > first and head.index not in told and head.text and head.likely in {None, Column.TITLE}
    ]


def _crosswise(found: Sequence[_Head]) -> tuple[ColumnPlan, ...]:
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
    rest = _single([head for head in found if head.index not in told], wanted)
    named = [ColumnPlan(head.index, head.text, Column.PERSON) for head in people]
    return tuple(sorted((*named, *rest), key=lambda each: each.index))


def _single(found: Sequence[_Head], wanted: Iterable[Column] = tuple(Column)) -> tuple[ColumnPlan, ...]:
    """Return the columns, each thing told by one at most: the one whose heading and cells fit best."""
    kinds = {head.index: _kind(head, found) for head in found}
    _settle_titles(found, kinds)
    best: dict[Column, _Head] = {}
    for head in found:
        kind = kinds[head.index]
        if kind not in best or _fit(head, kind) > _fit(best[kind], kind):
            best[kind] = head
    return tuple(
        ColumnPlan(
            head.index,
            head.text,
            kind if kind in wanted and (kind in _MANY or best[kind] is head) else Column.IGNORED,
        )
        for head in found
        for kind in (kinds[head.index],)
    )


def _kind(head: _Head, found: Sequence[_Head]) -> Column:
    kind, looks = head.likely or Column.IGNORED, head.looks
    if fold(head.text) in _BEFORE_THE_END and not any(
        other.likely is Column.COMPLETED_ON and other.looks.filled for other in found
    ):
        told = {other.likely for other in found if fold(other.text) != "title"}
        kind = Column.COMPLETED_ON if Column.TITLE in told or not told & _OF_PEOPLE else Column.ROLE_SINCE
    if kind is Column.COMPLETED_ON and not looks.days and looks.mostly(looks.statuses):
        return Column.STATUS
    if kind is Column.STATUS and looks.mostly(looks.days):
        return Column.COMPLETED_ON
    if kind is Column.PERSON and head.named is Column.PERSON and fold(head.text) in {"name", "names"}:
        others = {other.likely for other in found if other is not head}
        if looks.filled > 1 and 3 * looks.names < looks.filled and Column.TITLE not in others:
            return Column.TITLE
    return kind


def _settle_titles(found: Sequence[_Head], kinds: dict[int, Column]) -> None:
    """Take a bare "Title" for that of a job where another column tells the training, or none tells a day."""
    titles = [head for head in found if kinds[head.index] is Column.TITLE]
    bare = [head for head in titles if fold(head.text) == "title"]
    is_of_people = not any(kind in {Column.COMPLETED_ON, Column.HOURS} for kind in kinds.values())
    if bare and (len(titles) > 1 or is_of_people) and Column.ROLE not in kinds.values():
        kinds[bare[0].index] = Column.ROLE


def _fit(head: _Head, kind: Column) -> tuple[int, ...]:
    looks = head.looks
    fits = {
        Column.PERSON: looks.names,
        Column.COMPLETED_ON: looks.days,
        Column.EXPIRES_ON: looks.days,
        Column.HOURS: looks.hours,
        Column.TITLE: looks.filled - looks.days - looks.names,
    }.get(kind, looks.filled)
    finished = kind is Column.COMPLETED_ON and any(word in fold(head.text) for word in _FINISHED)
    names = NAMES.get(kind, "").split("|")
    order = names.index(fold(head.text)) if fold(head.text) in names else len(names)
    return (int(head.named is kind), int(finished), int(2 * fits > looks.filled), -order)


def _layout(told: set[Column]) -> Layout:
    people = bool(told & {Column.PERSON, Column.LAST_NAME, Column.FIRST_NAME, Column.EMAIL})
    if Column.COMPLETED_ON in told and (people or Column.TITLE in told):
        return Layout.COMPLETIONS
    if Column.TITLE in told and (people or Column.HOURS in told):
        return Layout.COMPLETIONS
    if people and told & _OF_PEOPLE:
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


def _without_heads(sheet: Sheet, found: Sequence[_Head]) -> SheetPlan:
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
