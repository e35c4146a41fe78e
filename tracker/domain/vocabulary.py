"""The controlled lists: one word per idea, the same in data, rules, pages and packets.

Values are what is stored and what standards and catalog files write; labels are what people read.
"""

from enum import StrEnum


class Labelled(StrEnum):
    """A key with the words people read for it; without words of its own, the key in plain spelling."""

    @property
    def label(self) -> str:
        """The words people read."""
        return _LABELS.get((type(self).__name__, self.value)) or self.value.replace("_", " ").capitalize()


class Role(Labelled):
    """What a person does at the center or on its team."""

    EXECUTIVE_DIRECTOR = "executive_director"
    FORENSIC_INTERVIEWER = "forensic_interviewer"
    VICTIM_ADVOCATE = "victim_advocate"
    MDT_FACILITATOR = "mdt_facilitator"
    MENTAL_HEALTH_PROVIDER = "mental_health_provider"
    MEDICAL_PROVIDER = "medical_provider"
    LAW_ENFORCEMENT_INVESTIGATOR = "law_enforcement_investigator"
    CHILD_PROTECTIVE_INVESTIGATOR = "child_protective_investigator"
    PROSECUTOR = "prosecutor"
    JUVENILE_JUSTICE_OFFICER = "juvenile_justice_officer"
    VOLUNTEER = "volunteer"
    BOARD_MEMBER = "board_member"
    OTHER_STAFF = "other_staff"


class Discipline(Labelled):
    """A professional field on the multidisciplinary team."""

    CAC = "cac"
    LAW_ENFORCEMENT = "law_enforcement"
    CHILD_PROTECTIVE_SERVICES = "child_protective_services"
    PROSECUTION = "prosecution"
    MEDICAL = "medical"
    MENTAL_HEALTH = "mental_health"
    VICTIM_ADVOCACY = "victim_advocacy"
    JUVENILE_JUSTICE = "juvenile_justice"
    COURTS = "courts"
    OTHER = "other"


class CompletionState(Labelled):
    """Where a completion stands between being written down and being counted."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


# What people say that they completed, decided on or not; drafts, and what was returned or withdrawn, nobody claims.
CLAIMED = (CompletionState.SUBMITTED, CompletionState.ACCEPTED)


class PacketState(Labelled):
    """Where a packet stands between being asked for and lying there sealed."""

    WAITING = "waiting"
    MAKING = "making"
    ISSUED = "issued"
    FAILED = "failed"
    CANCELED = "canceled"
    WITHDRAWN = "withdrawn"

    @property
    def is_under_way(self) -> bool:
        """Tell whether it is still to come."""
        return self in {PacketState.WAITING, PacketState.MAKING}


class ArchiveState(Labelled):
    """Where an archive of a center stands between being asked for and being gone again."""

    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    REMOVED = "removed"

    @property
    def is_under_way(self) -> bool:
        """Tell whether it is still to come."""
        return self in {ArchiveState.WAITING, ArchiveState.MAKING}


class Level(Labelled):
    """How much a packet tells of people, from everything down to numbers alone."""

    FULL = "full"
    INITIALS = "initials"
    COUNTS = "counts"

    @property
    def shows_exhibits(self) -> bool:
        """Tell whether certificates are in it: they name people by their nature."""
        return self is Level.FULL


class PlanLineState(Labelled):
    """Where a line of the plan stands between being agreed on and being done."""

    OVERDUE = "overdue"
    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_to_do(self) -> bool:
        """Tell whether something is still to be done or decided."""
        return self not in {PlanLineState.DONE, PlanLineState.DROPPED}


class WaiverState(Labelled):
    """Where a waiver stands between being proposed and having been decided on."""

    PROPOSED = "proposed"
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Grade(Labelled):
    """How strong a proof is, the strongest first."""

    VERIFIED = "verified"
    CERTIFICATE = "certificate"
    SIGNED_SHEET = "signed_sheet"
    SUPERVISOR_WORD = "supervisor_word"
    PRIOR_CENTER = "prior_center"
    OWN_WORD = "own_word"

    def is_below(self, least: "Grade") -> bool:
        """Tell whether it is a weaker proof than another."""
        return _PLACES[self] > _PLACES[least]


_PLACES = {grade: place for place, grade in enumerate(Grade)}


class TrainingFormat(Labelled):
    """How a training is given."""

    IN_PERSON = "in_person"
    LIVE_ONLINE = "live_online"
    RECORDED = "recorded"
    SELF_PACED = "self_paced"
    HYBRID = "hybrid"
    UNKNOWN = "unknown"


class Topic(Labelled):
    """What a training is about."""

    IDENTIFICATION = "identification"
    SCREENING = "screening"
    VULNERABILITIES_GROOMING = "vulnerabilities_grooming"
    TRAUMA = "trauma"
    CSAM_TECHNOLOGY = "csam_technology"
    ONLINE_EXPLOITATION = "online_exploitation"
    MDT_RESPONSE = "mdt_response"
    FORENSIC_INTERVIEW = "forensic_interview"
    ADVOCACY = "advocacy"
    MENTAL_HEALTH = "mental_health"
    MEDICAL = "medical"
    PROSECUTION_LAW = "prosecution_law"
    COURTS = "courts"
    CHILD_WELFARE = "child_welfare"
    RUNNING_MISSING = "running_missing"
    CAREGIVER_SUPPORT = "caregiver_support"
    BOYS = "boys"
    LGBTQ = "lgbtq"
    FAMILIAL_TRAFFICKING = "familial_trafficking"
    LABOR_TRAFFICKING = "labor_trafficking"
    HARM_REDUCTION = "harm_reduction"
    SURVIVOR_VOICE = "survivor_voice"
    PREVENTION = "prevention"
    DEMAND = "demand"
    SELF_CARE = "self_care"
    ACCREDITATION = "accreditation"
    MDT_FACILITATION = "mdt_facilitation"
    CULTURAL_RESPONSIVENESS = "cultural_responsiveness"
    POLYVICTIMIZATION = "polyvictimization"
    CAREGIVER_RESILIENCE = "caregiver_resilience"


_LABELS = {
    ("Role", "mdt_facilitator"): "MDT facilitator",
    ("Discipline", "cac"): "Children's Advocacy Center",
    ("PacketState", "making"): "Being made",
    ("ArchiveState", "making"): "Being made",
    ("Level", "full"): "Full names",
    ("Level", "initials"): "Initials and role",
    ("Level", "counts"): "Counts only",
    ("PlanLineState", "open"): "To do",
    ("PlanLineState", "waiting"): "Waits for a decision",
    ("Grade", "verified"): "Verified with the issuer",
    ("Grade", "certificate"): "Certificate",
    ("Grade", "supervisor_word"): "Supervisor's word",
    ("Grade", "prior_center"): "Stated by prior center",
    ("TrainingFormat", "in_person"): "In person",
    ("TrainingFormat", "live_online"): "Live online",
    ("TrainingFormat", "self_paced"): "Self-paced",
    ("TrainingFormat", "unknown"): "Not known",
    ("Topic", "identification"): "Identification",
    ("Topic", "vulnerabilities_grooming"): "Vulnerabilities and grooming",
    ("Topic", "csam_technology"): "CSAM and technology",
    ("Topic", "online_exploitation"): "Online exploitation and sextortion",
    ("Topic", "mdt_response"): "MDT response",
    ("Topic", "prosecution_law"): "Prosecution and law",
    ("Topic", "running_missing"): "Running and missing",
    ("Topic", "lgbtq"): "LGBTQ youth",
    ("Topic", "boys"): "Boys and young men",
    ("Topic", "self_care"): "Self-care and vicarious trauma",
    ("Topic", "mdt_facilitation"): "MDT facilitation",
    ("Topic", "cultural_responsiveness"): "Cultural responsiveness and implicit bias",
    ("Topic", "polyvictimization"): "Domestic and family violence, polyvictimization",
}
