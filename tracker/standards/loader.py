"""From a standard's TOML file to a `Standard`, or to words that say exactly what is wrong with the file.

A file is refused for an unknown key, a missing source, a second use of an id, a word outside the controlled
lists, a requirement that no example proves, and an example that comes out otherwise than it says.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tracker.domain.errors import InvalidStandard
from tracker.domain.pauses import LeaveEffect
from tracker.domain.rules import TeamShare
from tracker.domain.standard import (
    Applies,
    Before,
    Checked,
    Component,
    CountsOnce,
    Mark,
    Requirement,
    Rule,
    Source,
    Standard,
)
from tracker.domain.vocabulary import Grade
from tracker.domain.wording import listed, quoted
from tracker.standards.counts_once_forms import counts_once, marked_group, read_counts_once
from tracker.standards.edition_forms import read_before, read_bridge
from tracker.standards.example_forms import failures, read_example
from tracker.standards.rule_forms import read_bound, read_rule
from tracker.standards.table import Table
from tracker.standards.toml_text import read_toml

Read = TypeVar("Read")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EDITION = re.compile(r"[a-z0-9][a-z0-9_.-]{0,19}")


def load_standard(path: Path) -> Standard:
    """Load a standard's file. Raises InvalidStandard naming the file, the place and what is allowed."""
    return load_text(_text(path), path.name)


def load_text(text: str, name: str) -> Standard:
    """Load a standard from its text; `name` is the file's name in messages. Raises InvalidStandard."""
    return _accepted(name, *_read(text))


def read_corrected(text: str, name: str) -> tuple[Standard, tuple[str, ...]]:
    """Load a standard that a center corrected, and say which of its examples no longer come out as they say.

    Raises InvalidStandard for what cannot be read.
    """
    standard = _accepted(name, *_read(text, prove=False))
    return standard, tuple(failures(standard))


def check_file(path: Path) -> list[str]:
    """Return every problem found in a standard's file, one line each; empty if it may be used."""
    try:
        _, problems = _read(_text(path))
    except InvalidStandard as error:
        return [error.message]
    return [f"{path.name}: {problem}" for problem in problems]


def _accepted(name: str, standard: Standard | None, problems: list[str]) -> Standard:
    if standard is None or problems:
        raise InvalidStandard("\n".join(f"{name}: {problem}" for problem in problems))
    return standard


def _text(path: Path) -> str:
    try:
        # Some editors write a mark before the first character, which TOML does not know.
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidStandard(f"{path.name}: is not written in UTF-8. Save it as UTF-8 text.") from None
    except OSError:
        raise InvalidStandard(f"{path.name}: cannot be opened. Check that the file is there and readable.") from None


def _read(text: str, *, prove: bool = True) -> tuple[Standard | None, list[str]]:
    """Read everything that can be read, gathering one problem from each requirement and example that cannot.

    `prove`: examples that come out otherwise, or are missing, are problems too.
    """
    problems: list[str] = []
    try:
        standard = _standard(Table(read_toml(text)), problems)
    except InvalidStandard as error:
        return None, [*problems, error.message]
    if prove and not problems:
        problems += [*_unproved(standard), *failures(standard)]
    return standard, problems


def _standard(table: Table, problems: list[str]) -> Standard:
    name = _id(table)
    components = _each(table.tables("component"), _component, problems)
    if not components and not problems:
        advice = "Requirements stand below headings: add [[component]], id and title"
        raise table.missing("component", f"is missing. {advice}")
    _refuse_twice([entry.id for entry in components], "component", problems)
    known = [entry.id for entry in components]
    head = (table.text("publisher"), _leave(table, None))
    marked: list[str] = []
    requirements = _each(table.tables("requirement"), lambda entry: _requirement(entry, known, marked, *head), problems)
    _refuse_twice([entry.id for entry in requirements], "requirement", problems)
    if not requirements and not problems:
        problems.append("requirement: is missing. A standard asks for something.")
    teams = {entry.id: entry.applies.team for entry in requirements}
    examples = table.tables("example")
    groups = table.tables("counts_once")
    standard = Standard(
        id=name,
        title=table.text("title"),
        edition=_edition(table),
        edition_label=table.text("edition_label"),
        publisher=head[0],
        effective_from=table.day_or_none("effective_from"),
        effective_until=table.day_or_none("effective_until"),
        state=table.text("state", ""),
        optional=table.flag("optional", False),
        by_default=table.flag("by_default", True),
        checked=_checked(table),
        notice=table.text("notice", ""),
        due_soon_days=table.whole("due_soon_days", 90),
        components=components,
        requirements=requirements,
        counts_once=() if problems else _groups(groups, requirements, marked, problems),
        examples=() if problems else _each(examples, lambda entry: read_example(entry, teams), problems),
        before=_before(table, requirements) if table.has("before") and not problems else None,
    )
    _refuse_backwards(standard, table)
    table.done()
    return standard


def _groups(
    tables: list[Table], requirements: tuple[Requirement, ...], marked: list[str], problems: list[str]
) -> tuple[CountsOnce, ...]:
    """Read among which requirements hours count once: the groups of the file, and those that say so themselves."""
    grouped: set[str] = set()
    found = _each(tables, lambda entry: read_counts_once(entry, requirements, grouped), problems)
    return (*found, *marked_group(marked, grouped, problems))


def _before(table: Table, requirements: tuple[Requirement, ...]) -> Before:
    return read_before(table.table("before"), _edition(table), requirements)


def _each(tables: list[Table], read: Callable[[Table], Read], problems: list[str]) -> tuple[Read, ...]:
    """Read each table; one that cannot be read becomes a problem and leaves the others to be read."""
    found = []
    for table in tables:
        try:
            found.append(read(table))
        except InvalidStandard as error:
            problems.append(error.message)
    return tuple(found)


def _component(table: Table) -> Component:
    component = Component(_id(table), table.text("title"))
    table.done()
    return component


def _requirement(
    table: Table, components: list[str], marked: list[str], publisher: str, leave: LeaveEffect | None
) -> Requirement:
    name = _id(table)
    table.place = f"requirement {quoted(name)}"
    applies = _applies(table.table("applies"))
    rule = read_rule(table.table("rule"), team=applies.team)
    requirement = Requirement(
        id=name,
        title=table.text("title"),
        text=table.text("text"),
        component=table.word("component", components),
        applies=applies,
        rule=rule,
        source=_source(table.table("source"), publisher),
        grace_days=_grace_days(table, applies),
        least_grade=table.choice("least_grade", Grade) if table.has("least_grade") else None,
        note=table.text("note", ""),
        checked=_checked(table),
        bridge=read_bridge(table.table("bridge"), team=applies.team) if table.has("bridge") else None,
        leave=_leave_of_whom(table, leave, applies, rule),
        asked=table.flag("asked", True),
        weaker_counts=_weaker_counts(table, rule),
    )
    if counts_once(table, requirement):
        marked.append(name)
    table.done()
    return requirement


def _weaker_counts(table: Table, rule: Rule) -> bool:
    """Read whether weaker proof counts all the same."""
    counts = table.flag("weaker_counts", True)
    if not counts and not table.has("least_grade"):
        raise table.misplaced("weaker_counts", "belongs beside least_grade, which says what is weaker")
    if not counts and isinstance(rule, TeamShare):
        raise table.misplaced(
            "weaker_counts", "belongs to no share of the team, which judges each person by the rule in it"
        )
    return counts


def _leave(table: Table, of_all: LeaveEffect | None) -> LeaveEffect | None:
    """Read what leave does; what the head says of all requirements where this one says nothing of its own."""
    return table.choice("leave", LeaveEffect) if table.has("leave") else of_all


def _grace_days(table: Table, applies: Applies) -> int:
    if applies.team and table.has("grace_days"):
        raise table.misplaced("grace_days", "belongs to what binds people: the team has no first day. Take it out")
    return 0 if applies.team else table.whole("grace_days", 0)


def _leave_of_whom(table: Table, of_all: LeaveEffect | None, applies: Applies, rule: Rule) -> LeaveEffect | None:
    """Read what leave does to the people whom a requirement looks at; of the team only a share looks at people."""
    if not applies.team or isinstance(rule, TeamShare):
        return _leave(table, of_all)
    if table.has("leave"):
        raise table.misplaced("leave", "belongs to what binds people, or a share of the team. Take it out")
    return None


def _applies(table: Table) -> Applies:
    if table.flag("team", False):
        table.done()
        return Applies(team=True)
    return read_bound(table, ", or team must be true")


def _source(table: Table, publisher: str) -> Source:
    mark = table.choice("mark", Mark)
    source = Source(table.text("title"), mark, table.text("url", ""), table.text("note", ""), publisher)
    if source.mark is Mark.VERIFIED and not source.url:
        raise table.wrong("url", "must say where the text stands, because the mark is V")
    if source.url and not source.url.startswith(("https://", "http://")):
        raise table.wrong("url", "must be an address that begins with https:// or http://")
    table.done()
    return source


def _checked(table: Table) -> Checked | None:
    if not table.has("checked"):
        return None
    entry = table.table("checked")
    checked = Checked(entry.text("by"), entry.day("on"))
    entry.done()
    return checked


def _id(table: Table) -> str:
    name = table.text("id")
    if not _ID.fullmatch(name):
        raise table.wrong("id", "must be of small letters, digits and single hyphens, such as core-hours")
    return name


def _edition(table: Table) -> str:
    """Read the edition in short, as it stands in addresses and files."""
    name = table.text("edition")
    if not _EDITION.fullmatch(name):
        raise table.misplaced(
            "edition",
            "must be at most 20 small letters, digits, points and hyphens, such as 2026; "
            f"edition_label is for people. It is {quoted(name)}",
        )
    return name


def _refuse_twice(ids: list[str], what: str, problems: list[str]) -> None:
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        problems.append(f"{what} {quoted(name)}: the id is used twice. Give each its own.")


def _refuse_backwards(standard: Standard, table: Table) -> None:
    first, last = standard.effective_from, standard.effective_until
    if first is not None and last is not None and last < first:
        raise table.wrong("effective_until", "must not be before effective_from")


def _unproved(standard: Standard) -> list[str]:
    proved = {expected.requirement for example in standard.examples for expected in example.expected}
    unproved = [quoted(entry.id) for entry in standard.requirements if entry.id not in proved]
    if not unproved:
        return []
    return [f"example: none expects anything of {listed(unproved)}. Add one for each requirement."]
