"""Days that cannot be, or look like a slip; and people who hold no role and were not said to have left."""

from collections.abc import Iterator
from datetime import date

from tracker.domain.record import CompletionKind, Person
from tracker.domain.record_checks.facts import Facts
from tracker.domain.record_checks.line import Check, Line, Opens, Thing
from tracker.domain.wording import day, quoted

# A degree or a license is older than the work as a rule: nothing odd about that.
_DONE_AT_WORK = frozenset({CompletionKind.TRAINING, CompletionKind.PEER_REVIEW, CompletionKind.SUPERVISION})


def in_the_future(facts: Facts) -> Iterator[Line]:
    """Yield what is dated after today."""
    for person, it in facts.standing():
        if it.completed_on > facts.today:
            yield Line(
                check=Check.IN_THE_FUTURE,
                name=person.name,
                says=f"{quoted(it.title)} is dated {day(it.completed_on)}, a day still to come. It does not count yet.",
                do="Correct the day, or withdraw it until it is done.",
                things=(Thing(Opens.CORRECT, it.key, f"Correct {quoted(it.title)}"),),
                facts=(it.completed_on.isoformat(),),
            )


def before_role(facts: Facts) -> Iterator[Line]:
    """Yield training from before somebody's first role, where they have one."""
    first = {
        person.key: min(term.starts_on for term in person.role_terms)
        for person in facts.record.people
        if person.role_terms
    }
    for person, it in facts.standing():
        began = first.get(person.key)
        if began and it.completed_on < began and it.kind in _DONE_AT_WORK:
            yield Line(
                check=Check.BEFORE_ROLE,
                name=person.name,
                says=(
                    f"{quoted(it.title)} is dated {day(it.completed_on)}, before the first role began on {day(began)}. "
                    "Training from before may be right; a wrong year, or a wrong first day, looks the same."
                ),
                do="Compare the day with the certificate, and the role with the day of hire.",
                things=(
                    Thing(Opens.CORRECT, it.key, f"Correct {quoted(it.title)}"),
                    Thing(Opens.ROLES, person.key, f"Correct the roles of {person.name}"),
                ),
                facts=(it.completed_on.isoformat(), began.isoformat()),
            )


def no_role(facts: Facts) -> Iterator[Line]:
    """Yield people without any role; and whose last one ended, with none to come, unless they are known to have left.

    The record has no other sign that somebody is here than a role: whose role has run out drops out of every count.
    """
    for person in facts.record.people:
        ended = _ended(person, facts.today)
        if ended is not None and not facts.is_said_to_have_left(person, ended):
            yield _none_any_more(person, ended)
        if not person.role_terms:
            yield Line(
                check=Check.NO_ROLE,
                name=person.name,
                says="No role is recorded, so no requirement of a role applies and nothing is counted as missing.",
                do="Give the role, with the day on which it began.",
                things=(Thing(Opens.ROLES, person.key, f"Give {person.name} a role"),),
            )


def _ended(person: Person, today: date) -> date | None:
    """Return the last day of somebody's last role; None while one is held or to come, and of who never had one."""
    days = [term.ends_on for term in person.role_terms if term.ends_on is not None and term.ends_on < today]
    return max(days) if days and len(days) == len(person.role_terms) else None


def _none_any_more(person: Person, ended: date) -> Line:
    return Line(
        check=Check.NO_ROLE,
        name=person.name,
        says=(
            f"{person.name}'s last role ended on {day(ended)}, so no requirement of a role applies and nothing is "
            "counted as missing."
        ),
        do="Enter the role they have now, or that they left.",
        things=(Thing(Opens.ROLES, person.key, f"Give {person.name} a role, or enter that they left"),),
        facts=(ended.isoformat(),),
    )
