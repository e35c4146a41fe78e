"""How each kind of rule is written in a standard's file."""

from collections.abc import Callable

from tracker.domain.record import CompletionKind
from tracker.domain.rules import (
    RULES,
    AllOf,
    AnyOf,
    ApprovedList,
    AtLeast,
    Before,
    Composite,
    FirstDue,
    Hours,
    Item,
    Part,
    RecurringEvents,
    RecurringHours,
    Selection,
    TeamShare,
    TeamTraining,
    TopicCoverage,
    Window,
    WindowKind,
    shares_no_year,
    splits_years,
)
from tracker.domain.standard import Applies, Rule
from tracker.domain.titles import fold
from tracker.domain.vocabulary import Discipline, Role, Topic
from tracker.domain.wording import quoted
from tracker.standards.table import Table

_ONLY_FOR_TEAMS = (TeamTraining.kind, TeamShare.kind)
_FOR_TEAMS = (Item.kind, *_ONLY_FOR_TEAMS, AllOf.kind, AnyOf.kind, AtLeast.kind)
_FOR_PEOPLE = tuple(kind for kind in RULES if kind not in _ONLY_FOR_TEAMS)
_DEEPEST = 4
_WHOLE_PERCENT = 100


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
        raise table.missing("topics", "must name at least one topic")
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
        after=_before(table),
    )


def _before(table: Table) -> Before | None:
    if not table.has("after"):
        return None
    entry = table.table("after")
    before = Before(entry.text("what"), _selection(entry))
    entry.done()
    return before


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
        least_disciplines=table.whole("least_disciplines", 0, most=len(Discipline)),
    )


def _team_share(table: Table, team: bool, depth: int) -> Rule:
    percent, number = table.has("percent"), table.has("number")
    if percent and number:
        raise table.misplaced("percent", "stands beside number. Keep one of the two")
    if not percent and not number:
        raise table.missing("percent", "is missing, and number too. Give one of the two, such as percent = 75")
    return TeamShare(
        who=table.text("who"),
        of=read_bound(table.table("of")),
        each=read_rule(table.table("each"), team=False) if table.has("each") else None,
        percent=table.whole("percent", least=1, most=_WHOLE_PERCENT) if percent else None,
        number=table.whole("number", least=1) if number else None,
        newcomer_days=table.whole("newcomer_days", 0),
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
    TeamShare.kind: _team_share,
    AllOf.kind: _all_of,
    AnyOf.kind: _any_of,
    AtLeast.kind: _at_least,
}


def read_bound(table: Table, otherwise: str = "") -> Applies:
    """Read whom something binds, by role, discipline or both; `otherwise`: what else there is, for who named none."""
    bound = Applies(False, table.choices("roles", Role), table.choices("disciplines", Discipline))
    if not bound.roles and not bound.disciplines:
        raise table.missing("roles", f"or disciplines must name whom it binds{otherwise}")
    table.done()
    return bound


def _parts(table: Table, team: bool, depth: int) -> tuple[Rule, ...]:
    parts = table.tables("parts")
    if len(parts) < 2:
        raise table.missing("parts", f"must hold at least two rules, and holds {len(parts) or 'none'}")
    if depth >= _DEEPEST:
        raise table.misplaced("parts", f"must not be nested more than {_DEEPEST} deep")
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
        raise table.missing("kinds", "must name the kinds of record that count, such as training or license")
    return Selection(
        topics=frozenset(table.choices("topics", Topic)),
        also_topics=frozenset(table.choices("also_topics", Topic)),
        kinds=frozenset(kinds or {CompletionKind.TRAINING}),
        approved=_approved(table),
        before_role=table.flag("before_role", True),
        only_whole=_composites(table),
        titled=_titled(table),
    )


def _titled(table: Table) -> tuple[str, ...]:
    wanted = table.texts("titled")
    if table.has("titled") and not wanted:
        raise table.nothing_named("titled")
    if not all(map(fold, wanted)):
        raise table.wrong("titled", "must be names with letters or digits in them, such as CSEC 102")
    return wanted


def _composites(table: Table) -> tuple[Composite, ...]:
    """Read what counts only whole."""
    read: list[tuple[Table, Part]] = []
    composites = tuple(_composite(entry, read) for entry in table.tables("only_whole"))
    _tell_apart(read)
    return composites


def _tell_apart(read: list[tuple[Table, Part]]) -> None:
    """Refuse a name that another part's name holds, because one training would be of both.

    Quadratic in the names, of which each is folded once: a file has room for some thousands.
    """
    named = [(entry, part, name, f" {fold(name)} ") for entry, part in read for name in part.titled]
    for entry, part, _, words in named:
        for _, other, longer, holds in named:
            if words in holds and other is not part:
                why = f"because {quoted(longer)} of {quoted(other.name)} would be of this part as well"
                raise entry.wrong("titled", f"must be names of this part alone, {why}")


def _composite(table: Table, read: list[tuple[Table, Part]]) -> Composite:
    """Read a training that counts only whole: a title, and the parts, which are added to those that were read."""
    entries = table.tables("parts")
    parts = tuple(_part_of_whole(entry) for entry in entries)
    keys = [part.training for part in parts if part.training]
    by_title = sum(not part.training for part in parts)
    if len(set(keys)) + by_title < 2:
        raise table.wrong("parts", "must hold at least two different trainings, because one alone is whole")
    # Before parts could be known by title a key might stand twice, and packets have sealed such texts as that.
    if any(part.titled for part in parts) and (twice := [key for key in keys if keys.count(key) > 1]):
        raise table.wrong("parts", f"must not name {quoted(twice[0])} twice, because one training would be two parts")
    read += zip(entries, parts, strict=True)
    composite = Composite(table.text("title"), parts)
    table.done()
    return composite


def _part_of_whole(table: Table) -> Part:
    """Read a part: its name, and by what its completions are known, of which one must be there."""
    part = Part(training=table.text("training", ""), name=table.text("name"), titled=_titled(table))
    if not (part.training or part.titled):
        raise table.wrong("training", "or titled must be given, so that what was completed is known to be this part")
    table.done()
    return part


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
    if splits_years(months, kind):
        raise table.wrong("months", "must be 12 or a multiple of it, because calendar years are whole")
    first_due = FirstDue.FULL_WINDOW if team else table.choice("first_due", FirstDue, FirstDue.FULL_WINDOW)
    if shares_no_year(months, kind, first_due):
        raise table.wrong("first_due", f"may be share only where kind is {WindowKind.CALENDAR_YEARS} and months is 12")
    table.done()
    return Window(months, kind, first_due)
