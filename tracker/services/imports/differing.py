"""In what a row of a file differs from what stands already; what it does not say differs from nothing."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.titles import fold
from tracker.domain.vocabulary import Discipline, Role, Topic, TrainingFormat
from tracker.domain.windows import Period
from tracker.formatting import format_date, format_hours, join_names
from tracker.services.actor import Actor
from tracker.services.agencies import AgencyView
from tracker.services.completions import CreditLine
from tracker.services.imports import entries
from tracker.services.imports.said import Said
from tracker.services.people import PersonView, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What is stated of a completion besides who completed what and when."""

    hours: Decimal | None
    expires_on: date | None
    certificate_number: str
    provider: str
    format: str
    topics: frozenset[str]
    topic_hours: Mapping[str, Decimal]
    credits: tuple[CreditLine, ...]


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A role as it should be: one more, or `corrects` the days of the term of that public id and version."""

    term: Term
    corrects: str = ""
    version: int = 0


def stated_by(said: Said) -> Stated:
    """Return what a row states of a completion."""
    return Stated(
        hours=entries.hours_of(said),
        expires_on=said.expires_on,
        certificate_number=said.certificate_number,
        provider=said.provider,
        format=said.format or TrainingFormat.UNKNOWN,
        topics=frozenset(said.topics),
        topic_hours=entries.shares_of(said),
        credits=entries.credits_of(said),
    )


def of_completion(there: Stated, said: Said) -> str:
    """Say what stands there where the row says something else; empty where it says nothing else.

    Topics and credits are several: what the row does not name of them is no difference.
    """
    return join_names(list(_of_completion(there, stated_by(said))))


def of_agency(there: AgencyView, said: Said) -> str:
    """Say how an agency stands here where the row says something else."""
    found = [f"the field {there.discipline.label}"] if said.discipline not in {"", there.discipline} else []
    return join_names([*found, *(["no place among the partners any more"] if there.retired else [])])


def of_person(there: PersonView, said: Said, actor: Actor) -> str:
    """Say how somebody stands here where the row says something else."""
    return join_names(list(_of_person(there, said, actor)))


def role_change(there: PersonView, said: Said, actor: Actor) -> RoleChange | None:
    """Return how the role that a row says would change what somebody holds here; None where it would not.

    Days that meet those of a term here correct it, the latest that they fit; others are one more term. A row without
    days says that the role is held now.
    """
    own = sorted((term for term in there.terms if term.role == said.role), key=lambda term: term.starts_on)[::-1]
    for wanted in entries.terms_of(actor, said):
        if not said.since and not said.until:
            return None if any(term.holds(actor.today) for term in own) else RoleChange(wanted)
        met = []
        for term in own:
            starts, ends = said.since or term.starts_on, said.until or term.ends_on
            if (starts, ends) == (term.starts_on, term.ends_on):
                return None
            if ends is None or (starts <= ends and Period(term.starts_on, term.ends_on).meets(Period(starts, ends))):
                met.append(RoleChange(Term(said.role, starts, ends), term.public_id, term.version))
        fits = [each for each in met if not clashes(there, each)]
        return next(iter(fits or met), RoleChange(wanted))
    return None


def clashes(there: PersonView, change: RoleChange) -> bool:
    """Tell whether a change of a role would meet another term of the same role."""
    wanted = Period(change.term.starts_on, change.term.ends_on)
    others = [term for term in there.terms if term.role == change.term.role and term.public_id != change.corrects]
    return any(wanted.meets(Period(term.starts_on, term.ends_on)) for term in others)


def _of_completion(there: Stated, says: Stated) -> Iterator[str]:
    if says.hours is not None and says.hours != there.hours:
        yield format_hours(there.hours) if there.hours is not None else "no hours"
    if says.expires_on is not None and says.expires_on != there.expires_on:
        yield f"the last valid day {format_date(there.expires_on)}" if there.expires_on else "no last valid day"
    if says.certificate_number and fold(says.certificate_number) != fold(there.certificate_number):
        yield _named("certificate number", there.certificate_number)
    if says.provider and fold(says.provider) != fold(there.provider):
        yield _named("provider", there.provider)
    if says.format not in {TrainingFormat.UNKNOWN, there.format}:
        is_known = there.format != TrainingFormat.UNKNOWN
        yield f"the format {TrainingFormat(there.format).label.lower()}" if is_known else "no format"
    for topic in sorted(says.topics - there.topics):
        yield f"no topic “{Topic(topic).label}”"
    for topic, share in says.topic_hours.items():
        if topic in there.topics and share != (other := there.topic_hours.get(topic)):
            yield f"{format_hours(other) if other else 'no hours'} on “{Topic(topic).label}”"
    for line in missing_credits(there.credits, says.credits):
        yield f"no credit of {line.body}" if line.amount is None else f"no {line.amount.normalize():f} of {line.body}"


def missing_credits(there: Collection[CreditLine], says: Collection[CreditLine]) -> list[CreditLine]:
    """Return the credits that are said and do not stand there: another body, or another amount of it."""
    stands = {(line.body.casefold(), line.amount) for line in there}
    bodies = {body for body, _ in stands}
    return [
        line
        for line in says
        if (line.body.casefold(), line.amount) not in stands
        and not (line.amount is None and line.body.casefold() in bodies)
    ]


def _of_person(there: PersonView, said: Said, actor: Actor) -> Iterator[str]:
    if said.email and said.email.casefold() != there.email.casefold():
        yield _named("email address", there.email)
    agency = entries.agency_of(actor, said)
    if agency and agency.casefold() != there.agency.casefold():
        yield _named("agency", there.agency)
    if said.discipline and said.discipline != there.discipline:
        yield f"the field {Discipline(there.discipline).label}"
    change = role_change(there, said, actor)
    if change is not None:
        role = Role(change.term.role).label.lower()
        corrected = next((term for term in there.terms if term.public_id == change.corrects), None)
        yield f"the role {role} {_days(corrected.starts_on, corrected.ends_on)}" if corrected else f"no role {role}"


def _named(what: str, value: str) -> str:
    return f"the {what} “{value}”" if value else f"no {what}"


def _days(starts_on: date, ends_on: date | None) -> str:
    until = f" until {format_date(ends_on)}" if ends_on else ""
    return f"from {format_date(starts_on)}{until}"
