"""What a row of a file becomes in the record: a completion or a person as one would enter it, or why it cannot."""

import re
from decimal import Decimal
from typing import NamedTuple

from tracker.domain.titles import fold
from tracker.domain.vocabulary import Discipline, Role, TrainingFormat
from tracker.formatting import format_date
from tracker.models.keys import EMAIL_LENGTH, NAME_LENGTH, TEXT_LENGTH, TITLE_LENGTH
from tracker.services import people
from tracker.services.actor import Actor
from tracker.services.completions import CreditLine, Entry
from tracker.services.imports.said import Said

_CENT = Decimal("0.01")
# As `fold` leaves them.
_CAC = re.compile(r"\bchild(?:ren)?(?: ?s)? advocacy center\b")


class Wrong(NamedTuple):
    """What is wrong with a row, and in which field of a completion; empty where it is of the whole row."""

    words: str
    field: str = ""


def wrong_completion(said: Said) -> Wrong | None:
    """Say why a row can be no completion; None where it can."""
    if not fold(said.name):
        return Wrong("It names nobody.")
    if not fold(said.title):
        return Wrong("It names no training.", "title")
    if said.completed_on is None:
        return Wrong("It has no day. Write when it was completed, such as 3/14/2024.", "completed_on")
    for words, field, most in (
        ("title", "title", TITLE_LENGTH),
        ("name", "name", NAME_LENGTH),
        ("provider", "provider", NAME_LENGTH),
        ("certificate number", "certificate_number", NAME_LENGTH),
    ):
        if len(getattr(said, field)) > most:
            return Wrong(f"The {words} is longer than {most} characters. Shorten it in the spreadsheet.", field)
    return None


def wrong_person(said: Said) -> str:
    """Say why a row can be no person; empty where it can."""
    if not fold(said.name):
        return "It names nobody."
    if len(said.name) > NAME_LENGTH or len(said.agency) > NAME_LENGTH:
        return f"A name is longer than {NAME_LENGTH} characters. Shorten it in the spreadsheet."
    if len(said.email) > EMAIL_LENGTH:
        return f"The email address is longer than {EMAIL_LENGTH} characters."
    if said.since and said.until and said.until < said.since:
        return "The last day in the role lies before the first."
    return ""


def entry_of(said: Said, *, title: str = "", training: str = "", note: str = "") -> Entry:
    """Return a row as an entry; under another title where it was said which training of the catalog it is.

    Raises ValueError where the row has no day: `wrong_completion` asks first.
    """
    if said.completed_on is None:
        raise ValueError("a row without a day is no completion")
    return Entry(
        title=title or said.title,
        completed_on=said.completed_on,
        expires_on=said.expires_on,
        hours=hours_of(said),
        topics=frozenset(said.topics),
        topic_hours=shares_of(said),
        provider=said.provider,
        format=said.format or TrainingFormat.UNKNOWN,
        certificate_number=said.certificate_number,
        note=note[:TEXT_LENGTH],
        credits=credits_of(said),
        training=training or None,
    )


def hours_of(said: Said) -> Decimal | None:
    """Return the hours that a row says, to the hundredth as they are kept."""
    return None if said.hours is None else said.hours.quantize(_CENT)


def shares_of(said: Said) -> dict[str, Decimal]:
    """Return the hours by topic that a row says, to the hundredth likewise."""
    return {topic: Decimal(share).quantize(_CENT) for topic, share in said.topic_hours}


def credits_of(said: Said) -> tuple[CreditLine, ...]:
    """Return the credits that a row says, each as it is kept."""
    return tuple(CreditLine(body[:NAME_LENGTH], _amount(amount)) for body, amount in said.credits)


def _amount(told: str) -> Decimal | None:
    return Decimal(told).quantize(_CENT) if told else None


def note_of(said: Said, file_name: str, title: str = "") -> str:
    """Return the note that keeps where a completion was brought in from, and what the row says besides."""
    place = f"{said.place[0].lower()}{said.place[1:]}"
    notes = [f"Brought in from “{file_name}”, {place}."]
    if title and fold(title) != said.title_key:
        notes.append(called_there(said.title))
    return " ".join([*notes, *([said.note] if said.note else [])])


def called_there(title: str) -> str:
    """Return the words of a note that keep under which title a file has a training."""
    return f"There called “{title}”."


def person_of(actor: Actor, said: Said) -> people.Entry:
    """Return a row as a person. The field is the agency's where the file says none, else the center's own."""
    agency = agency_of(actor, said)
    field = said.discipline or (Discipline.OTHER if agency else Discipline.CAC)
    return people.Entry(said.name, field, said.email, agency)


def agency_of(actor: Actor, said: Said) -> str:
    """Return the partner agency that a row of a person names; empty where that is the center itself.

    A list of the center's own calls it by its name, or, where it says that the person is of the CAC, by a part of it.
    """
    theirs, ours = (_CAC.sub("cac", fold(name)).split() for name in (said.agency, actor.center_name))
    if said.discipline == Discipline.CAC:
        theirs, ours = ([word for word in words if word != "cac"] for words in (theirs, ours))
        theirs = theirs or ours
    return "" if theirs == ours else said.agency


def terms_of(actor: Actor, said: Said) -> tuple[people.Term, ...]:
    """Return the role that a row says, from today on where it does not say since when."""
    if said.role not in set(Role):
        return ()
    since = said.since or min(actor.today, said.until or actor.today)
    return (people.Term(said.role, since, said.until),)


def person_words(actor: Actor, said: Said, *, is_further: bool = False) -> str:
    """Say what a new person comes with, or what a further row of theirs adds."""
    words = ["A further role of the same person" if is_further else "A new person"]
    for term in terms_of(actor, said):
        from_when = format_date(term.starts_on) + ("" if said.since else ", for the file does not say since when")
        words.append(f"{Role(term.role).label.lower()} from {from_when}")
    return ": ".join(words) + "."
