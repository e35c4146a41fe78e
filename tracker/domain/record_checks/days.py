"""Days that cannot be, or look like a slip; and people whose service has no first day at all."""

from collections.abc import Iterator

from tracker.domain.record import CompletionKind
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
    """Yield people without any role."""
    for person in facts.record.people:
        if not person.role_terms:
            yield Line(
                check=Check.NO_ROLE,
                name=person.name,
                says="No role is recorded, so no requirement of a role applies and nothing is counted as missing.",
                do="Give the role, with the day on which it began.",
                things=(Thing(Opens.ROLES, person.key, f"Give {person.name} a role"),),
            )
