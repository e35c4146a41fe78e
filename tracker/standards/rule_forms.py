"""How each kind of rule is written in a standard's file."""

from collections.abc import Callable

from tracker.domain.record import CompletionKind
from tracker.domain.rules import (
    RULES,
    AllOf,
    AnyOf,
    ApprovedList,
    AtLeast,
    FirstDue,
    Hours,
    Item,
    RecurringEvents,
    RecurringHours,
    Selection,
    TeamTraining,
    TopicCoverage,
    Window,
    WindowKind,
)
from tracker.domain.standard import Rule
from tracker.domain.vocabulary import Discipline, Topic
from tracker.standards.table import Table

_FOR_TEAMS = (Item.kind, TeamTraining.kind, AllOf.kind, AnyOf.kind, AtLeast.kind)
_FOR_PEOPLE = tuple(kind for kind in RULES if kind != TeamTraining.kind)
_DEEPEST = 4
_MONTHS_IN_A_YEAR = 12


def read_rule(table: Table, *, team: bool, depth: int = 0) -> Rule:
    """Read a rule for people or for the team. Raises InvalidStandard."""
    kind = table.word("kind", _FOR_TEAMS if team else _FOR_PEOPLE)
    rule = _READERS[kind](table, team, depth)
    table.done()
    return rule


def _hours(table: Table, team: bool, depth: int) -> Rule:
    return Hours(
        hours=table.hours("hours"),
        counts=_selection(table),
        due_days=_due_days(table, team),
        title=_title(table, depth),
    )


def _recurring_hours(table: Table, team: bool, depth: int) -> Rule:
    return RecurringHours(
        hours=table.hours("hours"),
        window=_window(table.table("window"), team),
        counts=_selection(table),
        title=_title(table, depth),
    )


def _topic_coverage(table: Table, team: bool, depth: int) -> Rule:
    counts = _selection(table)
    if not counts.topics:
        raise table.wrong("topics", "must name at least one topic")
    return TopicCoverage(
        counts=counts,
        hours_each=table.hours("hours_each") if table.has("hours_each") else None,
        due_days=_due_days(table, team),
        title=_title(table, depth),
    )


def _item(table: Table, team: bool, depth: int) -> Rule:
    return Item(
        what=table.text("what"),
        counts=_selection(table, kinds_needed=True),
        valid_months=table.whole("valid_months", least=1) if table.has("valid_months") else None,
        due_days=_due_days(table, team),
        title=_title(table, depth),
    )


def _recurring_events(table: Table, team: bool, depth: int) -> Rule:
    counts = _selection(table, kinds_needed=True)
    one = CompletionKind(min(counts.kinds)).label if len(counts.kinds) == 1 else "completion"
    one = table.text("one", one)
    return RecurringEvents(
        count=table.whole("count", least=1),
        window=_window(table.table("window"), team),
        counts=counts,
        title=_title(table, depth),
        one=one,
        many=table.text("many", f"{one}s"),
    )


def _team_event(table: Table, team: bool, depth: int) -> Rule:
    return TeamTraining(
        count=table.whole("count", 1, least=1),
        window=_window(table.table("window"), team),
        counts=Selection(topics=table.choices("topics", Topic), approved=_approved(table)),
        disciplines=table.choices("disciplines", Discipline),
        title=_title(table, depth),
    )


def _all_of(table: Table, team: bool, depth: int) -> Rule:
    return AllOf(parts=_parts(table, team, depth), title=_title(table, depth))


def _any_of(table: Table, team: bool, depth: int) -> Rule:
    return AnyOf(parts=_parts(table, team, depth), title=_title(table, depth))


def _at_least(table: Table, team: bool, depth: int) -> Rule:
    parts = _parts(table, team, depth)
    count = table.whole("count", least=1)
    if count > len(parts):
        raise table.wrong("count", f"must be at most {len(parts)}, the number of parts")
    return AtLeast(count=count, parts=parts, title=_title(table, depth))


_READERS: dict[str, Callable[[Table, bool, int], Rule]] = {
    Hours.kind: _hours,
    RecurringHours.kind: _recurring_hours,
    TopicCoverage.kind: _topic_coverage,
    Item.kind: _item,
    RecurringEvents.kind: _recurring_events,
    TeamTraining.kind: _team_event,
    AllOf.kind: _all_of,
    AnyOf.kind: _any_of,
    AtLeast.kind: _at_least,
}


def _parts(table: Table, team: bool, depth: int) -> tuple[Rule, ...]:
    parts = table.tables("parts")
    if len(parts) < 2:
        raise table.wrong("parts", "must hold at least two rules")
    if depth >= _DEEPEST:
        raise table.wrong("parts", f"must not be nested more than {_DEEPEST} deep")
    return tuple(read_rule(part, team=team, depth=depth + 1) for part in parts)


def _title(table: Table, depth: int) -> str:
    """Read the title.

    A part must have one, because its verdict is told by it; a whole rule has the requirement's.
    """
    return table.text("title") if depth else ""


def _due_days(table: Table, team: bool) -> int | None:
    """Read the deadline in days after the first day of service; a team has no first day."""
    return None if team or not table.has("due_days") else table.whole("due_days")


def _selection(table: Table, *, kinds_needed: bool = False) -> Selection:
    kinds = table.choices("kinds", CompletionKind)
    if kinds_needed and not kinds:
        raise table.wrong("kinds", "must name the kinds of record that count, such as training or license")
    return Selection(
        topics=frozenset(table.choices("topics", Topic)),
        also_topics=frozenset(table.choices("also_topics", Topic)),
        kinds=frozenset(kinds or {CompletionKind.TRAINING}),
        approved=_approved(table),
        before_role=table.flag("before_role", True),
    )


def _approved(table: Table) -> ApprovedList | None:
    if not table.has("approved_list"):
        return None
    entry = table.table("approved_list")
    approved = ApprovedList(entry.text("name"), frozenset(entry.texts("trainings")))
    entry.done()
    return approved


def _window(table: Table, team: bool) -> Window:
    kinds = [kind.value for kind in WindowKind if not (team and kind is WindowKind.ROLE_START)]
    kind = WindowKind(table.word("kind", kinds, WindowKind.ROLLING))
    months = table.whole("months", least=1)
    if kind is WindowKind.CALENDAR_YEARS and months % _MONTHS_IN_A_YEAR:
        raise table.wrong("months", "must be 12 or a multiple of it, because calendar years are whole")
    first_due = FirstDue.FULL_WINDOW if team else table.choice("first_due", FirstDue, FirstDue.FULL_WINDOW)
    table.done()
    return Window(months, kind, first_due)
