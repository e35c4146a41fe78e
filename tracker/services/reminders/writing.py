"""Wording a digest: what each line says, and the page that it opens."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.domain.reminders import ItemKind, Line
from tracker.formatting import format_count, format_hours, join_names
from tracker.mail.digest import Digest, Part, Told, counted
from tracker.services.actor import Actor
from tracker.services.reminders import addresses
from tracker.services.reminders.items import Material, seen_to_for_others
from tracker.services.replies import MailMarks
from tracker.services.standards import Followed
from tracker.services.trainings import TrainingView

MOST_LINES = 10
MOST_NAMED = 2
ANSWER = (
    "Done one of these? Reply to this mail with a photo or PDF of the certificate. It then waits for you to look at "
    "it: nothing is logged by itself."
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a digest: they at the center, their address, the page that stops these mails, where answers go."""

    actor: Actor
    to: str
    stop: str
    marks: MailMarks = field(default_factory=MailMarks)


def digest(
    reader: Reader, held: Material, sections: tuple[Told, ...], person: str | None, lines: tuple[Line, ...]
) -> Digest:
    """Word a digest: what stands out in the team, then its reader's own lines; a part with nothing in it is left out.

    The team's comes first: it is short, and others wait for it. `person` is the reader's public id.
    """
    actor, parts, shown = reader.actor, list[Part](), _standards_of(lines)
    if sections:
        parts.append(_team(actor, sections))
    if person and lines:
        parts.append(_own(reader, held, person, lines))
    told = [each for each, _ in held.judged if sections or each.key in shown]
    return Digest(
        to=reader.to,
        subject=". ".join(part.heading for part in parts),
        greeting=f"Hello {actor.name},",
        parts=tuple(parts),
        notes=tuple(_unchecked(told)),
        because=_because(actor, is_of_team=bool(sections), is_own=bool(lines)),
        stop=reader.stop,
        answer_to=reader.marks.address,
        message_id=reader.marks.message_id,
    )


def _team(actor: Actor, sections: tuple[Told, ...]) -> Part:
    """Word what stands out in a team; it names people, and goes to those alone who see the team."""
    return Part(
        heading=f"Your team: {format_count(len(sections), 'thing')} to look at",
        intro=f"This is what stands out at {actor.center_name} today. What holds up most comes first.",
        lines=sections,
        home_words="Team home",
        home=addresses.page(actor, "home"),
    )


def _own(reader: Reader, held: Material, person: str, lines: tuple[Line, ...]) -> Part:
    """Word somebody's own: the first ten lines, what unblocks most first, and how many more there are.

    Nobody but its reader is named in it.
    """
    actor, notes = reader.actor, [ANSWER] if reader.marks.address else []
    if (rest := len(lines) - MOST_LINES) > 0:
        notes.append(f"{format_count(rest, 'more thing')} to do: they stand under My training.")
    if others := seen_to_for_others(held, person):
        told = format_count(others, "overdue line")
        notes.append(f"Besides, you see to {told} of the plan for others: they stand under My training.")
    return Part(
        heading=f"Your training: {counted(len(lines))}",
        intro=f"This is where your training for {actor.center_name} stands today. What unblocks most comes first.",
        lines=tuple(_told(actor, held, line) for line in lines[:MOST_LINES]),
        notes=tuple(notes),
        home_words="My training",
        home=addresses.page(actor, "my-training"),
    )


def _because(actor: Actor, *, is_of_team: bool, is_own: bool) -> str:
    decides = f"decide on completions at {actor.center_name}"
    if not is_of_team:
        return f"You get this once a week, because you sign in at {actor.center_name}."
    return f"You get this once a week, because you {'sign in and ' if is_own else ''}{decides}."


def _standards_of(lines: Iterable[Line]) -> set[str]:
    return {item.key.partition("/")[0] for line in lines for item in line.items}


def _unchecked(followed: Iterable[Followed]) -> list[str]:
    """Say of each standard that nobody compared with its publisher's text that it is so."""
    return [
        f"{each.standard.title}: {each.standard.unchecked_words}." for each in followed if not each.standard.checked
    ]


def _told(actor: Actor, held: Material, line: Line) -> Told:
    training = held.training(line.training) if line.training else None
    several = len(line.items) > 1
    sentences = [f"{item.what}: {item.why}" if several else item.why for item in line.items]
    if training and all(item.kind is ItemKind.REQUIREMENT for item in line.items):
        sentences.append(_example(training, several=several))
    act, address = _page(actor, line, training)
    about = ",".join(item.key for item in line.items)
    later = addresses.page(actor, f"my-training/reminders/snooze?about={about}")
    return Told(_title(line), tuple(sentences), act, address, "Snooze it", later)


def _title(line: Line) -> str:
    names = [item.what for item in line.items]
    rest = len(names) - MOST_NAMED
    return join_names([*names[:MOST_NAMED], f"{rest} more"] if rest > 0 else names)


def _example(training: TrainingView, *, several: bool) -> str:
    """Name a training that would help. Whether it is enough the record says once it is accepted."""
    cost = "" if training.cost == "unknown" and not training.cost_as_stated else training.cost_words
    facts = [training.provider, format_hours(training.hours) if training.hours else "", cost]
    said = "One training helps with all of these" if several else "For example"
    return f"{said}: “{training.title}” ({', '.join(filter(None, facts))})."


def _page(actor: Actor, line: Line, training: TrainingView | None) -> tuple[str, str]:
    """Return what its button says, and the page that it opens: the form, filled with what is known."""
    item = line.items[0]
    if item.kind is ItemKind.RETURNED:
        return "Correct it", addresses.page(actor, f"completions/{item.subject}/correct")
    if item.kind is ItemKind.DRAFT:
        return "Finish it", addresses.page(actor, f"completions/{item.subject}/correct")
    if item.of_team:
        return "Open it", addresses.page(actor, f"plan/agreed/{item.subject}")
    agreed = next((each for each in line.items if each.kind is ItemKind.PLAN), None)
    asked = [each.key for each in line.items if each.kind is ItemKind.REQUIREMENT]
    return "Log it when it is done", addresses.form(
        actor,
        training=training.public_id if training else "",
        plan_line=agreed.subject if agreed else "",
        requirement=",".join(asked),
    )
