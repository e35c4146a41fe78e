"""What a packet says of each of its things, as named facts in words: what two packets are compared by.

An exhibit's number moves whenever one is added before it, so files are named by their digests here.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.formatting import format_date, format_hours, format_span, join_names
from tracker.reports.context import FULL_NAMES, Completion, PacketContext, Person, Requirement, TeamEvent, Waiver

Facts = tuple[tuple[str, str], ...]
FILES = "Files"
UNKNOWN = "unknown"
TEAM = "the team"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in words, its facts, and what it is known again by where these differ, the surest first.

    The fact called FILES holds digests with blanks between; whoever shows it says how many.
    """

    words: str
    facts: Facts
    known_by: tuple[Hashable, ...]


def of_whole(told: PacketContext) -> Facts:
    """Return the facts of a packet as a whole that the record or its standard decides, and what it leaves out."""
    left_out = (
        ("People", str(told.left_out.people)),
        ("Files behind it", str(told.left_out.exhibits)),
        ("Self-reported records", str(told.left_out.self_reported)),
    )
    return (
        *(left_out if told.level != FULL_NAMES else ()),
        ("Center", told.center),
        ("Standard", told.standard),
        ("Edition", told.edition),
        ("Site visit", format_date(told.site_visit_on) if told.site_visit_on else "not set"),
        ("Standard checked", told.checked or told.notice),
    )


def verdict(asked: Requirement, told: PacketContext) -> str:
    """Return how a requirement stands over everybody; with how many stand how, where a packet lists nobody."""
    counts = (each for each in told.left_out.counts if each.requirement_id == asked.id)
    standing = [f"{each.people} {each.word.lower()}" for entry in counts for each in entry.standing]
    return f"{asked.verdict} ({', '.join(standing)})" if standing else asked.verdict


def of_person(person: Person) -> Facts:
    """Return the facts of a person, but for their record."""
    roles = [f"{term.role}, {format_span(term.starts_on, term.ends_on)}" for term in person.roles]
    return (
        ("Name", person.name),
        ("Discipline", person.discipline),
        ("Agency", person.agency),
        ("Roles", "; ".join(roles)),
    )


def completions(them: Iterable[Completion], told: PacketContext) -> list[Item]:
    """Return completions: known again by title and day, then by title alone."""
    files = _digests(told)
    return [
        Item(
            f"{it.title}, completed {format_date(it.completed_on)}",
            (
                ("Title", it.title),
                ("Provider", it.provider),
                ("Completed", format_date(it.completed_on)),
                ("Hours", format_hours(it.hours) if it.hours is not None else UNKNOWN if it.training else ""),
                ("Topics", join_names(it.topics)),
                ("Credits", join_names(it.credits)),
                ("State", it.state.word),
                ("Rests on", it.grade.word),
                ("Decided by", it.decided_by),
                ("Note", it.note),
                (FILES, _behind(it.exhibits, files)),
            ),
            ((it.title, it.completed_on), it.title),
        )
        for it in them
    ]


def events(them: Iterable[TeamEvent], told: PacketContext) -> list[Item]:
    """Return what the team did and has: known again by title and day, then by title alone."""
    files = _digests(told)
    return [
        Item(
            f"{it.title}, {format_date(it.held_on)}",
            (
                ("Title", it.title),
                ("Held", format_date(it.held_on)),
                ("Hours", "" if it.hours is None else format_hours(it.hours)),
                (
                    "Present",
                    "; ".join(f"{each.present} of {each.discipline}" for each in it.attendance if each.present),
                ),
                (FILES, _behind(it.exhibits, files)),
            ),
            ((it.title, it.held_on), it.title),
        )
        for it in them
    ]


def waivers(them: Iterable[Waiver], told: PacketContext) -> list[Item]:
    """Return waivers and equivalents: known again by what they set aside, for whom, from which day."""
    files, titles = _digests(told), {each.id: each.title for each in told.requirements}
    names = {each.id: each.name for each in told.people}
    return [
        Item(
            f"{it.kind.word}: {titles.get(it.requirement_id, it.requirement_id)}, for {names.get(it.person_id, TEAM)}",
            (
                ("Days", format_span(it.starts_on, it.ends_on)),
                ("Reason", it.reason),
                ("Instead", it.instead),
                ("Decided by", it.decided_by),
                (FILES, _behind(it.exhibits, files)),
            ),
            ((it.kind.value, it.requirement_id, it.person_id, it.starts_on),),
        )
        for it in them
    ]


def _present(it: TeamEvent) -> str:
    return "; ".join(f"{each.present} of {each.discipline}" for each in it.attendance if each.present)


def _digests(told: PacketContext) -> Mapping[int, str]:
    return {each.number: each.sha256 for each in told.exhibits}


def _behind(exhibits: Sequence[int], files: Mapping[int, str]) -> str:
    return " ".join(sorted(files[number] for number in exhibits if number in files))
