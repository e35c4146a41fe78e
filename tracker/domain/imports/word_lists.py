"""The words that people use for formats, disciplines, roles and topics, and for having completed something."""

from tracker.domain.vocabulary import Discipline, Role, Topic, TrainingFormat

FORMATS: dict[TrainingFormat, str] = {
    TrainingFormat.IN_PERSON: (
        "in person|live in person|inperson|onsite|on site|classroom|face to face|f2f|conference|workshop"
    ),
    TrainingFormat.LIVE_ONLINE: (
        "live online|virtual|live webinar|live virtual|zoom|teams|webex|virtual live|online live|remote"
    ),
    TrainingFormat.RECORDED: (
        "recorded|recording|recorded webinar|on demand|video|dvd|recorded online|webinar recorded"
    ),
    TrainingFormat.SELF_PACED: (
        "self paced|selfpaced|self study|elearning|e learning|online self paced|online course|cbt|module"
    ),
    TrainingFormat.HYBRID: ("hybrid|blended|in person and online"),
}
DISCIPLINES: dict[Discipline, str] = {
    Discipline.CAC: (
        "cac|children s advocacy center|childrens advocacy center|child advocacy center|center|advocacy center"
    ),
    Discipline.LAW_ENFORCEMENT: ("le|law enforcement|police|sheriff|police department|leo|detective"),
    Discipline.CHILD_PROTECTIVE_SERVICES: (
        "cps|child protective services|child protection|dcfs|dcs|dss|dhs|cys|child welfare|dfps"
    ),
    Discipline.PROSECUTION: (
        "prosecution|prosecutor|da|district attorney|state s attorney|states attorney|county attorney|ada"
    ),
    Discipline.MEDICAL: ("medical|medical provider|hospital|health|sane|nurse|nursing"),
    Discipline.MENTAL_HEALTH: ("mental health|mh|therapy|therapist|counseling|behavioral health"),
    Discipline.VICTIM_ADVOCACY: ("victim advocacy|advocacy|va|victim services|victim advocate|advocate"),
    Discipline.JUVENILE_JUSTICE: ("juvenile justice|jj|juvenile court|juvenile probation|probation"),
    Discipline.COURTS: ("courts|court|judiciary|judge"),
    Discipline.OTHER: ("other"),
}
ROLES: dict[Role, str] = {
    Role.EXECUTIVE_DIRECTOR: ("ed|executive director|director|ceo|program director|center director"),
    Role.FORENSIC_INTERVIEWER: (
        "fi|forensic interviewer|interviewer|child forensic interviewer|lead forensic interviewer"
    ),
    Role.VICTIM_ADVOCATE: ("va|victim advocate|advocate|family advocate|family victim advocate|fa|child advocate"),
    Role.MDT_FACILITATOR: ("mdt facilitator|mdt coordinator|team facilitator|case coordinator|team coordinator|mdt"),
    Role.MENTAL_HEALTH_PROVIDER: (
        "mental health provider|therapist|clinician|counselor|mental health|mental health clinician|mh"
    ),
    Role.MEDICAL_PROVIDER: ("medical provider|medical|nurse|sane|physician|doctor|medical director|nurse practitioner"),
    Role.LAW_ENFORCEMENT_INVESTIGATOR: (
        "le|law enforcement investigator|law enforcement|detective|investigator|police officer|officer"
    ),
    Role.CHILD_PROTECTIVE_INVESTIGATOR: (
        "cps|child protective investigator|cps investigator|cps worker|caseworker|social worker"
    ),
    Role.PROSECUTOR: ("prosecutor|da|ada|assistant district attorney|district attorney|attorney"),
    Role.JUVENILE_JUSTICE_OFFICER: ("juvenile justice officer|juvenile probation officer|probation officer|jpo"),
    Role.VOLUNTEER: ("volunteer|intern"),
    Role.BOARD_MEMBER: ("board member|board|board of directors|board chair"),
    Role.OTHER_STAFF: ("other staff|staff|admin|administrative assistant|office manager|other"),
}
TOPICS: dict[Topic, str] = {
    Topic.TRAUMA: ("trauma informed|trauma informed care"),
    Topic.VULNERABILITIES_GROOMING: ("grooming|vulnerabilities"),
    Topic.CSAM_TECHNOLOGY: ("csam|technology"),
    Topic.ONLINE_EXPLOITATION: ("sextortion|online exploitation|internet safety"),
    Topic.MDT_RESPONSE: ("mdt|multidisciplinary team|team response"),
    Topic.FORENSIC_INTERVIEW: ("forensic interviewing|forensic interviews|fi"),
    Topic.ADVOCACY: ("victim advocacy"),
    Topic.SELF_CARE: ("self care|vicarious trauma|secondary trauma|burnout|staff wellness"),
    Topic.CULTURAL_RESPONSIVENESS: ("cultural competency|cultural competence|dei|diversity|implicit bias"),
    Topic.POLYVICTIMIZATION: ("domestic violence|family violence"),
}
_DONE = (
    "complete|completed|passed|pass|yes|y|done|attended|present|x|finished|certified|current|successful|p|"
    "true|verified|valid"
)
DONE = frozenset(_DONE.split("|"))
_UNDONE = (
    "no|n|not complete|not completed|incomplete|in progress|registered|enrolled|scheduled|pending|canceled|"
    "cancelled|no show|noshow|absent|failed|fail|not started|did not attend|withdrawn|dropped|waitlisted|"
    "upcoming|planned|false|not attended|excused|partial|a"
)
UNDONE = frozenset(_UNDONE.split("|"))
_MARKS = "*|attended|complete|completed|done|ok|passed|true|x|y|yes|√|☑|✓|✔"
MARKS = frozenset(_MARKS.split("|"))
_NOT_DONE = (
    "due|exempt|false|in progress|incomplete|missing|n|needed|needs|no|not applicable|not complete|"
    "not required|not started|o|overdue|pending|registered|scheduled|waived|☐"
)
NOT_DONE = frozenset(_NOT_DONE.split("|"))
