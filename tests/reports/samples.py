"""Packets to test and measure with: as many people, completions and exhibits as asked for, the same at every call."""

from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

from tracker.reports.context import (
    Attendance,
    Completion,
    Component,
    Considered,
    Exhibit,
    Finding,
    PacketContext,
    Person,
    Requirement,
    RoleTerm,
    TeamEvent,
    Word,
)

AS_OF = date(2026, 11, 24)
STATUSES = tuple(
    Word(value, value.replace("_", " ").capitalize())
    for value in ("met", "due_soon", "not_met", "lapsed", "in_review", "waived", "not_yet_due", "does_not_apply")
)
TITLES = (
    "Identifying commercial sexual exploitation of children: an introduction for teams",
    "Screening for trafficking",
    "Online exploitation and sextortion: what interviewers need to know",
    "Working with runaway and missing youth",
    "Trauma-informed care for survivors of familial trafficking",
    "Secondary traumatic stress",
    "Medical evaluation when exploitation is suspected",
)
ASKED = (
    "Introduction to exploitation",
    "Screening and identification",
    "Training on online exploitation",
    "Hours of specialized training in two years",
    "Trauma and long-term response",
    "Case review with the team",
    "Protocol for missing youth",
)
PROVIDERS = ("A national training center", "The state chapter", "A regional academy of health professionals")
TOPICS = ("Identification", "Screening", "Trauma", "Online exploitation and sextortion", "MDT response", "Medical")
ROLES = ("Forensic interviewer", "Victim advocate", "MDT facilitator", "Law enforcement investigator", "Prosecutor")
DISCIPLINES = ("Children's Advocacy Center", "Law enforcement", "Prosecution", "Medical", "Mental health")
GRADES = (Word("certificate", "Certificate"), Word("signed_sheet", "Signed sheet"), Word("own_word", "Own word"))
STATES = (Word("accepted", "Accepted"), Word("accepted", "Accepted"), Word("submitted", "Submitted"))


def packet(
    people: int = 3, completions: int = 4, requirements: int = 8, certificates: int = 0, digests: tuple[str, ...] = ()
) -> PacketContext:
    """Make a packet; each of a person's first `certificates` completions has an exhibit of its own.

    `digests` are the exhibits' files, taken in turn; without them each gets a digest of which no file exists.
    """
    asked = tuple(_requirement(place, requirements) for place in range(requirements))
    team = tuple(_person(place, completions, certificates) for place in range(people))
    exhibits = tuple(
        _exhibit(place, person, asked, certificates, digests)
        for place in range(people * certificates)
        for person in (team[place // certificates],)
    )
    findings = tuple(
        _finding(person, place, requirement, certificates) for place, person in enumerate(team) for requirement in asked
    )
    return PacketContext(
        packet_id="2026-0007",
        center="Harbor County Children's Advocacy Center",
        standard="CSEC Optional Standard",
        edition="2023 edition",
        as_of=AS_OF,
        issued_by="The director",
        issued_at="Nov 24, 2026, 3:05 PM",
        issued_on=AS_OF,
        site_visit_on=date(2027, 3, 9),
        history_head=f"bcdfghjkmnpqrstvwxyz:4711:{sha256(b'history').hexdigest()}",
        check_address="https://training.example.org/check/bcdfghjkmnpqrstvwxyz",
        components=tuple(_component(place, asked, findings) for place in range(3)),
        requirements=asked,
        people=team,
        findings=findings,
        events=_events(asked),
        exhibits=exhibits,
    )


def _requirement(place: int, all_of: int) -> Requirement:
    status = STATUSES[place % 4]
    return Requirement(
        id=f"requirement-{place}",
        component_id=f"component-{place * 3 // max(all_of, 1)}",
        title=ASKED[place % len(ASKED)],
        text="Each member of the team completes at least four hours of training on this topic within twelve months"
        " of joining, and two hours in each two years after that.",
        source="The center's own reading of the optional standard",
        source_mark="Working draft; not checked against NCA's text",
        status=status,
        verdict="11 of 12 people meet it",
        measured=("Binds everybody.", "4 hours, once, within 365 days of the first day of service, on identification."),
    )


def _component(place: int, asked: tuple[Requirement, ...], findings: tuple[Finding, ...]) -> Component:
    id_ = f"component-{place}"
    own = {requirement.id for requirement in asked if requirement.component_id == id_}
    under = [
        finding for finding in findings if finding.requirement_id in own and finding.status.value != "does_not_apply"
    ]
    met = sum(finding.status.value in {"met", "due_soon", "waived"} for finding in under)
    return Component(
        id=id_,
        title=("Training of the team", "Specialized training", "Response as a team")[place],
        met=met,
        asked=len(under),
    )


def _person(place: int, completions: int, certificates: int) -> Person:
    return Person(
        id=f"person-{place}",
        name=f"Person {place + 1:03} Of-the-Team",
        discipline=DISCIPLINES[place % len(DISCIPLINES)],
        agency="" if place % len(DISCIPLINES) == 0 else "An agency of Harbor County",
        roles=(
            RoleTerm(role=ROLES[place % len(ROLES)], starts_on=date(2021, 2, 1)),
            RoleTerm(role=ROLES[(place + 1) % len(ROLES)], starts_on=date(2019, 5, 6), ends_on=date(2021, 1, 31)),
        ),
        completions=tuple(_completion(place, number, certificates) for number in range(completions)),
    )


def _completion(person: int, number: int, certificates: int) -> Completion:
    on = date(2022, 1, 10) + timedelta(days=83 * number + person)
    proved = number < certificates
    state = STATES[0] if proved else STATES[number % len(STATES)]
    return Completion(
        title=TITLES[(person + number) % len(TITLES)],
        provider=PROVIDERS[number % len(PROVIDERS)],
        completed_on=on,
        submitted_on=on + timedelta(days=3),
        decided_on=on + timedelta(days=9) if state.value == "accepted" else None,
        decided_by="The deputy" if state.value == "accepted" else "",
        hours=None if number % 9 == 8 else Decimal("0.75") * (number % 5 + 1),
        topics=(TOPICS[number % len(TOPICS)], TOPICS[(number + 2) % len(TOPICS)]),
        credits=("1.5 CEU",) if number % 4 == 0 else (),
        grade=GRADES[0] if proved else GRADES[number % len(GRADES)],
        state=state,
        exhibits=(person * certificates + number + 1,) if proved else (),
    )


def _exhibit(
    place: int, person: Person, asked: tuple[Requirement, ...], certificates: int, digests: tuple[str, ...]
) -> Exhibit:
    completion = person.completions[place % certificates]
    return Exhibit(
        number=place + 1,
        sha256=digests[place % len(digests)] if digests else sha256(str(place).encode()).hexdigest(),
        kind="pdf",
        title=completion.title,
        completed_on=completion.completed_on,
        person_ids=(person.id,),
        requirement_ids=tuple(entry.id for entry in asked if _serves(entry, place % certificates, certificates)),
    )


def _serves(requirement: Requirement, number: int, certificates: int) -> bool:
    return int(requirement.id.rpartition("-")[2]) % certificates == number


def _finding(person: Person, place: int, requirement: Requirement, certificates: int) -> Finding:
    number = int(requirement.id.rpartition("-")[2])
    status = STATUSES[0] if (place + number) % 3 else STATUSES[(place * 3 + number) % len(STATUSES)]
    met = status.value in {"met", "due_soon"}
    proof = (place * certificates + number % certificates + 1,) if certificates and met else ()
    chosen = person.completions[number % certificates if certificates else 0] if person.completions else None
    return Finding(
        requirement_id=requirement.id,
        person_id=person.id,
        status=status,
        reason="4.5 of 4 hours in the two years before Nov 24, 2026."
        if met
        else "1.5 of 4 hours in the two years before Nov 24, 2026.",
        gap="" if status.value in {"met", "waived", "does_not_apply"} else "2.5 more hours by Mar 9, 2027.",
        counted=(Considered(title=chosen.title, completed_on=chosen.completed_on, words="1.5 hours", exhibits=proof),)
        if chosen and met
        else (),
        not_counted=(
            Considered(title=chosen.title, completed_on=chosen.completed_on, words="completed before the window"),
        )
        if chosen and not met
        else (),
        exhibits=proof,
    )


def _events(asked: tuple[Requirement, ...]) -> tuple[TeamEvent, ...]:
    attendance = tuple(
        Attendance(discipline=name, present=place % 3 + 1, on_team=4) for place, name in enumerate(DISCIPLINES)
    )
    return (
        TeamEvent(
            title="Protocol for missing and exploited youth: yearly tabletop exercise",
            held_on=date(2026, 5, 12),
            hours=Decimal("3"),
            provider="The center",
            attendance=attendance,
            requirement_ids=tuple(requirement.id for requirement in asked[:2]),
        ),
    )
