"""Files that prove for two people, proof that is not there, and proof that is weaker than asked for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tracker.domain.finding import TEAM
from tracker.domain.record import Completion, Person, TeamEvent
from tracker.domain.record_checks.facts import Facts
from tracker.domain.record_checks.line import Check, Line, Opens, Thing
from tracker.domain.standard import Requirement
from tracker.domain.vocabulary import Grade
from tracker.domain.wording import day, inside_a_sentence, listed, quoted

_Owned = tuple[Person, Completion]


def same_file(facts: Facts) -> Iterator[Line]:
    """Yield each file that two people's completions rest on, unless one event or one act of logging explains it."""
    shared = {digest: owned for digest, owned in facts.owners().items() if _unexplained(facts, owned)}
    for digest, owned in sorted(shared.items()):
        yield _shared(digest, sorted(owned, key=lambda each: (each[0].name, each[1].completed_on, each[1].key)))


def no_file(facts: Facts) -> Iterator[Line]:
    """Yield what was accepted without a file, unless verified with the issuer; and what the team did or holds.

    A team event counts for the team from the day on which it was held, and nobody reviews it before.
    """
    asked = _weakly_proved(facts)
    for person, it in facts.accepted():
        if it.grade is not Grade.VERIFIED and not facts.has_file(it):
            yield _missing(person.name, it, asked.get(it.key, ()), Opens.FILES)
    for event in facts.record.events:
        if event.key not in facts.sheets and event.held_on <= facts.today:
            yield _missing(TEAM, event, (), Opens.EVENT_FILES)
    for document in facts.record.documents:
        if document.key not in facts.sheets:
            yield _missing(TEAM, document, (), Opens.EVENT_FILES)


def weak_proof(facts: Facts) -> Iterator[Line]:
    """Yield what has a file and counts on a weaker grade than a requirement asks for."""
    asked = _weakly_proved(facts)
    for person, it in facts.accepted():
        if it.key in asked and (facts.has_file(it) or it.grade is Grade.VERIFIED):
            yield Line(
                check=Check.WEAK_PROOF,
                name=person.name,
                says=f"{quoted(it.title)} of {day(it.completed_on)} rests on {_proof(it)}. {_asks(asked[it.key])}",
                do="Add the certificate, or have it reviewed again if the file is one.",
                things=(Thing(Opens.FILES, it.key, f"Open {quoted(it.title)}"),),
                facts=(_proof(it), *(f"{each.id} {each.least_grade}" for each in asked[it.key])),
            )


def _unexplained(facts: Facts, owned: list[_Owned]) -> bool:
    """Tell whether two of them are of different people and of neither the same event nor the same act."""
    acts: dict[str, set[str]] = defaultdict(set)
    for person, it in owned:
        acts[it.event or facts.acts.get(it.key, it.key)].add(person.key)
    people = set().union(*acts.values())
    return len(acts) > 1 and len(people) > 1


def _shared(digest: str, owned: list[_Owned]) -> Line:
    named = listed(f"{quoted(it.title)} of {person.name} on {day(it.completed_on)}" for person, it in owned)
    return Line(
        check=Check.SAME_FILE,
        name=listed(dict.fromkeys(person.name for person, _ in owned)),
        says=f"The very same file proves {named}. They were not logged together, so a reviewer would ask whose it is.",
        do="Take it off where it does not belong, and add the right one there.",
        things=tuple(Thing(Opens.FILES, it.key, f"Open {quoted(it.title)} of {person.name}") for person, it in owned),
        facts=(digest,),
    )


def _missing(name: str, it: Completion | TeamEvent, asked: Iterable[Requirement], opens: Opens) -> Line:
    requirements = tuple(asked)
    why = _asks(requirements) if requirements else "A reviewer has only your word for it."
    return Line(
        check=Check.NO_FILE,
        name=name,
        says=f"{quoted(it.title)} of {day(it.completed_on)} has no file. {why}",
        do="Add the certificate, the signed sheet or the document.",
        things=(Thing(opens, it.key, f"Add a file to {quoted(it.title)} of {day(it.completed_on)}"),),
        facts=(_proof(it), *(f"{each.id} {each.least_grade}" for each in requirements)),
    )


def _weakly_proved(facts: Facts) -> dict[str, tuple[Requirement, ...]]:
    """Return by completion the requirements that ask for stronger proof than it has, each once."""
    found: dict[str, dict[str, Requirement]] = defaultdict(dict)
    for assessment in facts.assessments:
        for finding in assessment.all_findings:
            for it in finding.weak:
                found[it.key][f"{assessment.standard.id} {finding.requirement.id}"] = finding.requirement
    return {key: tuple(requirements.values()) for key, requirements in found.items()}


def _asks(requirements: Iterable[Requirement]) -> str:
    named = listed(
        f"{quoted(each.title)} asks for {inside_a_sentence(each.least_grade.label)} or better"
        for each in requirements
        if each.least_grade is not None
    )
    return f"{named}."


def _proof(it: Completion | TeamEvent) -> str:
    grade = it.grade if isinstance(it, Completion) else None
    return inside_a_sentence(grade.label) if grade else "no proof"
