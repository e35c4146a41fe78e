"""How the example people of a standard's file are written, and whether the standard judges them as it says.

[[example]]
name = "An advocate half an hour short"
as_of = 2026-11-24
  [[example.person]]
  key = "advocate"
  roles = [{ role = "victim_advocate", from = 2025-01-06 }]
  completions = [{ title = "Core training", on = 2025-02-03, hours = 23.5 }]
  expect = { advocate-core = { status = "not_met", words = ["Needs 0.5 more hours"] } }
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from tracker.domain.assessment import Assessment, assess
from tracker.domain.finding import Finding
from tracker.domain.record import Completion, CompletionKind, Leave, Person, Record, RoleTerm, TeamEvent
from tracker.domain.standard import Example, Expected, Standard
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState, Discipline, Grade, Role, Topic
from tracker.domain.wording import listed, number, quoted
from tracker.standards.table import Table

TEAM = ""


def read_example(table: Table, requirements: Mapping[str, bool]) -> Example:
    """Read one example; `requirements` tells of each id whether it is the team's. Raises InvalidStandard."""
    name = table.text("name")
    table.place = f"example {quoted(name)}"
    people: list[Person] = []
    expected: list[Expected] = []
    for position, entry in enumerate(table.tables("person"), start=1):
        person = _person(entry, table.place, position)
        if any(person.key == other.key for other in people):
            raise entry.misplaced("key", "is another person's too. Give each their own")
        people.append(person)
        if entry.has("expect"):
            expected += _expected(entry.table("expect"), person.key, requirements)
        entry.done()
    record = Record(
        people=tuple(people),
        events=_events(table, people),
        documents=_completions(table, "document", "team"),
        visit_on=table.day_or_none("visit_on"),
    )
    if table.has("team"):
        expected += _expected(table.table("team"), TEAM, requirements)
    example = Example(name, table.day("as_of"), record, tuple(expected))
    if not expected:
        raise table.missing("expect", "is missing: an example must say what it expects")
    table.done()
    return example


def failures(standard: Standard) -> Iterator[str]:
    """Judge each example and say of each verdict that is not the expected one what was expected and what came."""
    for example in standard.examples:
        assessment = assess(standard, example.record, example.as_of)
        for expected in example.expected:
            finding = _finding(assessment, expected)
            if trouble := _trouble(finding, expected):
                who = expected.subject or "the team"
                where = f"example {quoted(example.name)}, {who}, {expected.requirement}"
                yield f"{where}: {trouble} It said: {' '.join(_said(finding))}"


def _finding(assessment: Assessment, expected: Expected) -> Finding:
    if expected.subject == TEAM:
        return assessment.for_requirement(expected.requirement)[0]
    return assessment.cell(expected.subject, expected.requirement)


def _trouble(finding: Finding, expected: Expected) -> str:
    if finding.status is not expected.status:
        return f"expected {expected.status.label}, got {finding.status.label}."
    said = " ".join(_said(finding))
    missing = [quoted(words) for words in expected.words if words not in said]
    return f"expected the words {listed(missing)}." if missing else ""


def _said(finding: Finding) -> list[str]:
    """Return all that a finding says: why, what would close it, what to be careful of, what was left out."""
    counted = [f"Counted: {quoted(each.completion.title)} {each.note}." for each in finding.counted if each.note]
    left_out = [f"Not counted: {quoted(each.completion.title)}, {each.why}." for each in finding.not_counted]
    told = [finding.reason, finding.gap, *finding.cautions, finding.weak_words, *counted, *left_out]
    return [sentence for sentence in told if sentence]


def _expected(table: Table, subject: str, teams: Mapping[str, bool]) -> list[Expected]:
    """Read what is expected of a person or of the team; `teams` tells of each requirement whether it is the team's."""
    of_team = subject == TEAM
    requirements = [entry for entry, team in teams.items() if team is of_team]
    elsewhere = "binds people: expect it beside a person" if of_team else "binds the team: expect it under team"
    found = []
    for key in list(table.keys()):
        if teams.get(key, of_team) is not of_team:
            raise table.misplaced(key, elsewhere)
        if key not in requirements:
            raise table.unknown(key, key, requirements)
        words: tuple[str, ...] = ()
        if isinstance(table.values[key], dict):
            entry = table.table(key)
            status, words = entry.choice("status", Status), entry.texts("words")
            entry.done()
        else:
            status = table.choice(key, Status)
        found.append(Expected(subject, key, status, words))
    return found


def _person(table: Table, within: str, position: int) -> Person:
    key = table.text("key", f"person {position}")
    if table.has("key"):
        table.place = f"{within}, person {quoted(key)}"
    return Person(
        key=key,
        name=key,
        discipline=table.choice("discipline", Discipline, Discipline.CAC),
        role_terms=tuple(_role_term(entry) for entry in table.tables("roles")),
        completions=_completions(table, "completions", key),
        leaves=tuple(Leave(*_days(entry)) for entry in table.tables("leaves")),
    )


def _role_term(table: Table) -> RoleTerm:
    return RoleTerm(table.choice("role", Role), *_days(table))


def _days(table: Table) -> tuple[date, date | None]:
    """Read from when to when; the last that is read of a table."""
    first, last = table.day("from"), table.day_or_none("until")
    if last is not None and last < first:
        raise table.wrong("until", "must not be before the first day")
    table.done()
    return first, last


def _completions(table: Table, key: str, owner: str) -> tuple[Completion, ...]:
    return tuple(_completion(entry, f"{owner} {position}") for position, entry in enumerate(table.tables(key), start=1))


def _completion(table: Table, key: str) -> Completion:
    topic_hours = _topic_hours(table.table("topic_hours")) if table.has("topic_hours") else {}
    hours = table.hours("hours", zero=True) if table.has("hours") else None
    if hours is not None and (split := sum(topic_hours.values(), Decimal())) > hours:
        raise table.misplaced(
            "topic_hours", f"come to {number(split)}, and hours are {number(hours)}. Correct one of them"
        )
    completion = Completion(
        key=key,
        title=table.text("title"),
        completed_on=table.day("on"),
        state=table.choice("state", CompletionState, CompletionState.ACCEPTED),
        training=table.text("training") if table.has("training") else None,
        kind=table.choice("kind", CompletionKind, CompletionKind.TRAINING),
        hours=hours,
        topics=frozenset(table.choices("topics", Topic, may_be_empty=True)),
        topic_hours=topic_hours,
        grade=table.choice("grade", Grade) if table.has("grade") else None,
        expires_on=table.day_or_none("expires_on"),
    )
    table.done()
    return completion


def _topic_hours(table: Table) -> dict[str, Decimal]:
    allowed = [topic.value for topic in Topic]
    for key in list(table.keys()):
        if key not in allowed:
            raise table.unknown(key, key, allowed)
    return {key: table.hours(key) for key in table.values}


def _events(table: Table, people: Sequence[Person]) -> tuple[TeamEvent, ...]:
    keys = [person.key for person in people]
    return tuple(
        _event(entry, f"event {position}", keys) for position, entry in enumerate(table.tables("event"), start=1)
    )


def _event(table: Table, key: str, people: Sequence[str]) -> TeamEvent:
    attendees = table.texts("attendees")
    for name in attendees:
        if name not in people:
            keys = f"The keys here: {', '.join(people)}" if people else "The example has no people"
            raise table.misplaced("attendees", f"names {quoted(name)}, which is nobody's key in this example. {keys}")
    event = TeamEvent(
        key=key,
        title=table.text("title"),
        held_on=table.day("on"),
        training=table.text("training") if table.has("training") else None,
        hours=table.hours("hours") if table.has("hours") else None,
        topics=frozenset(table.choices("topics", Topic, may_be_empty=True)),
        disciplines=table.choices("disciplines", Discipline, may_be_empty=True),
        attendees=frozenset(attendees),
    )
    table.done()
    return event
