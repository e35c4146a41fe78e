"""Who works at the demo center and what they completed. Every name here is invented; the trainings are real.

Days are counted back from the day the demo is made, so that it never looks stale. Hours of a training whose length no
provider states are what an invented certificate says.
"""

from dataclasses import dataclass, field

from tracker.domain.record import CompletionKind
from tracker.domain.vocabulary import Discipline, Role

CENTER = "Cedar Valley Children's Advocacy Center (demo)"
TIME_ZONE = "America/Chicago"
MEASURED_BY = ("nca-csec",)
DAYS_TO_VISIT = 275
YEAR = 365


@dataclass(frozen=True)
class Member:
    """A person: roles with the days since they began (and ended), agency and field."""

    name: str
    roles: tuple[tuple[Role, int, int | None], ...]
    discipline: Discipline = Discipline.CAC
    agency: str = ""


@dataclass(frozen=True)
class Done:
    """A completion: whose, of what, how many days ago, with which hours and topics, and what became of it.

    `topics`: keys, and `key=hours` where the certificate says how many are on one.
    `training` is a catalog key; a free title instead where the center typed one. `file` is PDF, JPEG or nothing.
    """

    who: str
    days_ago: int
    hours: str
    training: str = ""
    title: str = ""
    topics: str = ""
    file: str = "PDF"
    state: str = "accepted"
    kind: str = CompletionKind.TRAINING
    reason: str = ""
    provider: str = ""
    credits: tuple[tuple[str, str, str], ...] = field(default=())


@dataclass(frozen=True)
class Held:
    """What the team did together, or holds."""

    title: str
    days_ago: int
    kind: str = CompletionKind.TRAINING
    hours: str = ""
    topics: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class SetAside:
    """A waiver that the deputy proposed days ago, for so many days; an equivalent where `instead` says how."""

    who: str
    standard: str
    requirement: str
    days_ago: int
    days: int
    reason: str
    instead: str = ""
    granted: bool = True


@dataclass(frozen=True)
class Agreed:
    """A line of the plan that the director kept days ago, due in so many days; nobody's is the team's.

    Who does not sign in leaves it to the director.
    """

    who: str
    kept_ago: int
    due_in: int
    training: str = ""
    title: str = ""
    closes: str = ""
    note: str = ""
    booked_in: int | None = None


DIRECTOR, DEPUTY, STAFF = "Dana Whitfield", "Luis Ortega", "Maya Chen"
PEOPLE = (
    Member(DEPUTY, ((Role.FORENSIC_INTERVIEWER, 4 * YEAR, None),)),
    Member(STAFF, ((Role.VICTIM_ADVOCATE, 2 * YEAR, None),)),
    Member("Ruth Abel", ((Role.MDT_FACILITATOR, 3 * YEAR, None), (Role.OTHER_STAFF, 3 * YEAR, None))),
    Member(
        "Sam Okafor",
        ((Role.LAW_ENFORCEMENT_INVESTIGATOR, 3 * YEAR, None),),
        Discipline.LAW_ENFORCEMENT,
        "Cedar Valley Police Department",
    ),
    Member(
        "Priya Nair",
        ((Role.CHILD_PROTECTIVE_INVESTIGATOR, 2 * YEAR, None),),
        Discipline.CHILD_PROTECTIVE_SERVICES,
        "Cedar County Child Protective Services",
    ),
    Member("Hannah Brandt", ((Role.PROSECUTOR, 5 * YEAR, None),), Discipline.PROSECUTION, "Cedar County Attorney"),
    Member("Elena Voss", ((Role.MEDICAL_PROVIDER, 3 * YEAR, None),), Discipline.MEDICAL, "Valley Hospital"),
    Member(
        "Joel Stein",
        ((Role.MENTAL_HEALTH_PROVIDER, 2 * YEAR, None),),
        Discipline.MENTAL_HEALTH,
        "Riverside Counseling",
    ),
    Member(
        "Tom Baker",
        ((Role.JUVENILE_JUSTICE_OFFICER, 60, None),),
        Discipline.JUVENILE_JUSTICE,
        "Cedar County Juvenile Court",
    ),
    Member("Grace Lin", ((Role.VOLUNTEER, 400, None),)),
    Member("Paul Adeyemi", ((Role.BOARD_MEMBER, 900, None),)),
    Member("Nina Park", ((Role.VICTIM_ADVOCATE, 4 * YEAR, 500),)),
)
INTRODUCTION = "introduction-to-child-sex-trafficking-3-module-series"
SCREENING = "human-trafficking-screening-for-child-welfare-professionals"
SCREENING_TOOL = "cse-it-user-training"
RESPONSE = "safety-planning-and-multidisciplinary-response-for-child-welfare-profe"
CSAM = "understanding-csam-and-its-impacts-introductory-module-of-the-csam-ser"
ONLINE = "know2protect-online-child-sexual-exploitation-and-abuse-training"
RUNNING = "child-sex-trafficking-understanding-running-behavior-and-trauma-inform"
ADVOCACY = "the-foundations-of-cac-family-advocacy-formerly-the-advocate-s-role-in"
INTERVIEWING = "forensic-interviewing-of-children-training"
SUSPICION = "child-sex-trafficking-from-suspicion-to-disclosure"
FACILITATING = "embracing-the-model-cultivating-a-facilitative-approach-to-mdts"
FLORIDA = "human-trafficking-the-florida-requirement"
NURSES = (("Board of Nursing", "2", "50-33450"),)
DONE = (
    Done(DEPUTY, 1300, "32", INTERVIEWING),
    Done(DEPUTY, 700, "3", INTRODUCTION),
    Done(DEPUTY, 640, "0.5", SCREENING, file="JPEG"),
    Done(DEPUTY, 420, "2.5", SUSPICION),
    Done(DEPUTY, 390, "1.5", ONLINE),
    Done(DEPUTY, 300, "1", kind=CompletionKind.PEER_REVIEW, title="Regional peer review", file=""),
    Done(DEPUTY, 110, "1", kind=CompletionKind.PEER_REVIEW, title="Regional peer review", file=""),
    Done(STAFF, 690, "24", ADVOCACY),
    Done(STAFF, 600, "3", INTRODUCTION, file="JPEG"),
    Done(STAFF, 560, "1", RUNNING, credits=(("NASW", "1", ""),)),
    Done(STAFF, 410, "0.5", RESPONSE),
    Done(STAFF, 30, "1", CSAM, state="submitted", file="JPEG"),
    Done(STAFF, 12, "1.5", ONLINE, state="submitted"),
    Done(STAFF, 45, "2", SCREENING_TOOL, state="returned", reason="The certificate cannot be read. Add the PDF."),
    Done("Ruth Abel", 900, "7.5", FACILITATING),
    Done("Ruth Abel", 650, "3", INTRODUCTION),
    Done(
        "Ruth Abel",
        95,
        "4",
        title="County CSEC protocol workshop",
        topics="mdt_response=2 screening=1 identification",
        provider="Cedar County CSEC task force",
    ),
    Done("Sam Okafor", 800, "1.5", "introduction-to-child-sex-trafficking-awareness-response-icstar"),
    Done("Priya Nair", 500, "1", "soar-online-responding-to-human-trafficking-through-the-child-welfare"),
    Done("Hannah Brandt", 880, "3", INTRODUCTION, file=""),
    Done("Elena Voss", 820, "2", FLORIDA, credits=NURSES),
    Done("Elena Voss", 710, "3", INTRODUCTION),
    Done("Joel Stein", 500, "3", INTRODUCTION),
    Done("Joel Stein", 700, "", kind=CompletionKind.LICENSE, title="Licensed clinical social worker"),
    Done("Nina Park", 1200, "24", ADVOCACY),
)
HELD = (
    Held(
        "Team day: recognizing and responding to exploitation",
        200,
        hours="3",
        topics="identification mdt_response",
        people=(DEPUTY, STAFF, "Ruth Abel", "Sam Okafor", "Priya Nair", "Hannah Brandt", "Joel Stein"),
    ),
    Held("Cedar County CSEC protocol", 500, kind=CompletionKind.PROTOCOL),
    Held("CSE-IT screening tool, as adopted by the team", 480, kind=CompletionKind.SCREENING_TOOL),
)
SET_ASIDE = (
    SetAside(
        "Joel Stein",
        "nca-essential-training",
        "clinician-education",
        90,
        720,
        "A higher degree than the one asked for. His agency sent the transcript.",
        "Doctorate in counseling psychology, 2016",
    ),
    SetAside(
        "Elena Voss",
        "nca-csec",
        "csam-and-online",
        3,
        150,
        "The course for medical staff is full until spring. She has a place in April.",
        granted=False,
    ),
)
AGREED = (
    Agreed(STAFF, 5, DAYS_TO_VISIT, SCREENING, closes="nca-csec/csec-core-topics", booked_in=12),
    Agreed(STAFF, 40, 20, ONLINE, closes="nca-csec/csam-and-online"),
    Agreed("Tom Baker", 60, -9, "onwatch-educators-training-portal", closes="nca-csec/partner-identification"),
    Agreed(
        "",
        5,
        120,
        title="Agreement with partners",
        closes="nca-csec/csec-agreement",
        note="The county attorney's office sends the draft.",
    ),
)
