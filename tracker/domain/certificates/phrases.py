"""The phrases and labels by which certificates say what is what. Data; `naming` tells what stands at them."""

import re

_LINE = re.IGNORECASE | re.MULTILINE

# What the name of a person follows.
TO_WHOM = re.compile(
    r"(?:\bcertif(?:y|ies)\s+that|\brecogni[sz]es|\b(?:completed|earned|attended)\s+by|\b(?:hereby\s+)?(?:present(?:ed|s)?|award(?:ed|s)?|grant(?:ed|s)?|issued|given|conferred)\s+"
    r"(?:this\s+certificate(?:\s+of\s+\w+)?\s+)?(?:to|up?on)\b|\backnowledg(?:e|es|ing)\s+that|\bconfirms?\s+that|\bverif(?:y|ies)\s+that"
    r"|\bcongratulations\b(?:\s+to)?|\bin\s+recognition\s+of|\bbe\s+it\s+known\s+that|\bthis\s+certificate\s+is\s+for)\s*[:,!]?",
    re.IGNORECASE,
)
WHOM_LABEL = re.compile(
    r"^(?:name\s+of\s+)?(?:the\s+)?(?:participant|attendee|learner|student|trainee|recipient|registrant|employee|user)(?:['\u2019]s)?(?:\s+(?:full\s+)?name)?\s*(?::|$)"
    r"|^(?:full\s+|printed\s+)?name\s*(?::|$)",
    _LINE,
)
# Under a line on which the name stands.
WHOM_BELOW = re.compile(
    r"^(?:name\s+of\s+)?(?:participant|attendee|learner|student|trainee|recipient)(?:['\u2019]s)?(?:\s+name)?$|^name$",
    _LINE,
)
# What the name of a person stands before; the same phrase begins what they completed.
HAS_DONE = re.compile(
    r"(?:\b(?:has|have|having)\s+)?(?:\b(?:successfully|satisfactorily|duly)\s+)?\b(?:completed|attended|participated\s+in|took\s+part\s+in|finished"
    r"|fulfilled\s+(?:all\s+)?(?:the\s+)?requirements\s+(?:of|for)|met\s+(?:all\s+)?(?:the\s+)?requirements\s+(?:of|for))\b"
    r"|\bfor\s+(?:(?:the|their|his|her|your)\s+)?(?:successful(?:ly)?\s+|satisfactor(?:y|ily)\s+|active\s+|full\s+)?(?:completing|attending|participating\s+in"
    r"|completion\s+of|attendance\s+(?:at|of)|participation\s+in)\b",
    re.IGNORECASE,
)
# Between the phrase and the title: how long the thing was, what it is, and that a title follows. In a sentence the
# kind of thing is in small letters, or all of it is in capitals; "Conference on Child Abuse" is a title.
_HOW = (
    "online|live|virtual|in-person|on-demand|self-paced|recorded|web-based|distance learning|professional development"
    "|continuing education|following|educational|interactive|required|annual"
)
_WHAT = (
    "training program|training course|training session|training module|course|training|webinar|workshop|program"
    "|session|class|seminar|conference|activity|module|event|presentation|curriculum"
)
_LENGTH = (
    r"(?i:(?:[a-z-]+\s+)?\(?\d{1,3}(?:[.,]\d+)?\)?[\s-]*"
    r"(?:contact\s+|clock\s+|credit\s+|ce\s+)?(?:hours?|hrs?\.?|minutes?|day)\b)"
)
_SAID = rf"(?:(?:{_HOW}|{_HOW.upper()})\s+)*(?:{_WHAT}|{_WHAT.upper()})\b"
LEAD = re.compile(
    r"\s*(?i:(?:the|a|an|our|this|all\s+(?:the\s+)?(?:requirements|modules|parts|sessions|units)\s+(?:of|for|in)(?:\s+the)?)\s+)?"
    rf"(?:{_LENGTH}\s+(?:(?:of|OF)\s+)?(?:in\s+|on\s+)?)?(?:{_SAID}\s*)?(?:(?:of\s+)?(?:training|instruction|education|coursework)\s*)?"
    r"(?i:(?:entitled|titled|called|named|on\s+the\s+topic\s+of)\b|(?:in|on|of)(?=\s))?\s*:?\s*"
)
TITLE_LABEL = re.compile(
    r"^(?:course|training|program|activity|webinar|workshop|session|event|class|module|seminar|conference)(?:\s+(?:title|name|completed|attended)\s*(?::|$)|\s*:)"
    r"|^(?:title|topic|subject)(?:\s+of\s+(?:the\s+)?(?:training|course|program|activity|session|webinar))?\s*:"
    r"|^name\s+of\s+(?:the\s+)?(?:training|course|program|activity|session|webinar|workshop)\s*(?::|$)",
    _LINE,
)
# Words for kinds of training, which by themselves are no title.
KINDS = frozenset(
    (*_WHAT.split("|"), "sessions", "modules", "trainings", "courses", "this training", "this course", "the following")
)
# "Certificate of Completion in …", with the title behind it.
HEADING_WITH_TITLE = re.compile(r"\bcertificate\s+(?:of\s+\w+\s+)?(?:in|for)\s*:?\s+(?=[A-Z“\"])", re.IGNORECASE)
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b\.?\s+\d"
_DAYS = rf"(?:the\s+)?(?:\d|{_MONTHS}|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)"
_DAYS_WORDED = rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,\s+)?{_MONTHS}"
# Where a title ends inside a line.
TITLE_ENDS = re.compile(
    rf"\s*[,;.]?\s+(?:{_DAYS_WORDED}.*|(?:which\s+was\s+)?(?:held|conducted|given|offered|provided|presented|sponsored|hosted|delivered|completed|taken)\b.*"
    r"|(?:on|dated|from|and\s+ended)\s+(?=\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|the\s+\d|mon|tues|wednes|thurs|fri|satur|sun)).*"
    r"|(?:for\s+)?(?:a\s+total\s+of|consisting\s+of|totaling|worth|earning|and\s+(?:has|is|was)\s+(?:hereby\s+)?(?:earned|awarded))\b.*|for\s+(?=\(?\d).*"
    r"|and\s+(?:has\s+)?earned\b.*|this\s+(?=\d).*|at\s+(?=the\s+.*(?:conference|symposium)).*|with\s+(?=\d).*)$",
    re.IGNORECASE | re.DOTALL,
)
# What begins a line that is no part of a title.
NOT_TITLE = re.compile(
    rf"(?:{_DAYS}|(?:on|from|held\s+on|held|for|this|given\s+this)\s+{_DAYS}|\(\d"
    rf"|(?:printed|generated|downloaded|registered|registration|updated|revised|effective|renew(?:ed|al)?)\s*(?:on|date)?\s*:?\s*{_DAYS}"
    r"|(?:by|held|presented|provided|sponsored|offered|conducted|hosted|delivered|dates?|completed|completion|awarded|issued|given|and\s+(?:has|is|was)|in\s+recognition"
    r"|hours?|duration|credits?|contact|total|instructor|facilitator|presenter|trainer|location|certificate|course\s+(?:id|no|number|date|code)|signature|director|earning|worth|consisting"
    r"|training\s+(?:date|hours?)|approved|approval|provider|expires?|valid|participant|name|for\s+a\s+total|a\s+total|a\s+(?=\d)|ce|ceus?)\b)",
    re.IGNORECASE,
)
TIME_SPENT = re.compile(
    r"\d\)?[\s-]*(?:contact\s+|clock\s+|credit\s+|training\s+)?(?:hours?|hrs?|minutes?)\b", re.IGNORECASE
)
BY_WHOM = re.compile(
    r"(?:\b(?:presented|provided|offered|sponsored|hosted|conducted|delivered|issued|given|held|organized|awarded|administered|produced|developed)"
    r"(?:\s+(?:and|&|or)\s+(?:presented|provided|offered|sponsored|hosted))?\s+by|\bbrought\s+to\s+you\s+by|^by(?=\s))\s*:?",
    _LINE,
)
PROVIDER_LABEL = re.compile(
    r"^(?:training\s+|course\s+|ce\s+|approved\s+|program\s+|activity\s+|event\s+)?(?:provider|sponsor|organization|organizer|host|issuer|issued\s+by|offered\s+by|agency)(?:\s+name)?\s*(?::|$)",
    _LINE,
)
PROVIDER_ENDS = re.compile(
    r"\s*[,;.]?\s+(?:(?:on|from|dated)\s+(?=\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|the\s+\d|mon|tue|wed|thu|fri|sat|sun)|in\s+(?:partnership|collaboration|cooperation|conjunction)\b"
    r"|for\s+(?=\(?\d|a\s+total)|this\s+(?=\d)|and\s+(?:has|is|was)\b|is\s+(?:an?\s+)?(?:approved|accredited|authorized|recognized)\b|has\s+been\b|at\s+(?=\d)|provider\s+(?:#|no)).*$",
    re.IGNORECASE | re.DOTALL,
)
# Words that organizations have in their names.
ORGANIZATION = re.compile(
    r"\b(?:center|centre|academy|institute|university|college|alliance|association|council|network|foundation|department|society|bureau"
    r"|coalition|llc|inc|office|commission|school|hospital|chapter|consortium|division|initiative|board|services|centers|collaborative|partnership)\b",
    re.IGNORECASE,
)
COMPLETED_LABEL = re.compile(
    r"(?:\bcomplet(?:ed|ion)(?:\s+(?:on|date))?|\bdate\s+(?:of\s+)?(?:complet(?:ed|ion)|training|attend(?:ed|ance)|course|activity|event)"
    r"|\b(?:training|course|event|session|activity|workshop|webinar|class|attendance|conference)\s+dates?|\bdates?\s+(?:of\s+)?(?:attended|held)"
    r"|\battended(?:\s+on)?|\bheld(?:\s+on)?|\bpresented\s+on|\bconducted\s+on|\bdates?)\s*(?:\(s\))?\s*[:\-]?\s*(?:on\s+|from\s+|the\s+)?$",
    re.IGNORECASE,
)
AWARDED_LABEL = re.compile(
    r"(?:\b(?:awarded|issued|given|presented|granted|dated)(?:\s+(?:on|this|date))?|\b(?:issue|award|issuance)\s+date|\bdate\s+(?:issued|awarded|of\s+issue)"
    r"|\bthis|\bon(?:\s+this)?(?:\s+the)?)\s*:?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
EXPIRES_LABEL = re.compile(
    r"(?:\bexpir(?:es|ation|y)(?:\s+(?:date|on))?|\bvalid\s+(?:until|through|thru|to)|\brenew(?:al)?(?:\s+(?:by|date|due))?|\bgood\s+through|\brecert\w*\s+(?:by|due|date))\s*:?\s*$",
    re.IGNORECASE,
)
# Days that tell of the paper, the approval or the person, and not of the training.
OTHER_DAY = re.compile(
    r"(?:\bprinted|\bprint\s+date|\bgenerated|\bdownloaded|\bborn|\bbirth|\bd\.?o\.?b\.?|\bapproved|\bapproval|\beffective|\brevised|\brev\.?|\bversion|\bupdated|\bcopyright|©"
    r"|\bregistered|\bregistration|\benrolled|\bstart(?:ed|s)?|\bbegan|\blicensed?|\baccredited|\baccreditation|\bperiod|\bsince|\bdue)"
    r"(?:\s+(?:on|date|through|from|as\s+of|period))*\s*:?\s*(?:on\s+|the\s+)?$",
    re.IGNORECASE,
)
NUMBER_LABEL = re.compile(
    r"(?:\bcertificate|\bcredential|\blicense|\bverification|\bconfirmation|\bcert\.?|\bserial)\s*(?:of\s+completion\s+)?"
    r"(?:(?:no\b\.?|number|id|identifier|#|code)\s*[:#.]?\s*#?|[:#]\s*)\s*(?P<number>[A-Z0-9][A-Z0-9/-]{2,40})",
    re.IGNORECASE,
)
# Credentials behind a name, which are no part of it.
CREDENTIALS = re.compile(
    r"(?:,\s*|\s+)(?:(?:Ph\.?\s?D|Psy\.?D|Ed\.?D|M\.?D|J\.?D|Esq|L?M\.?S\.?W|L\.?C\.?S\.?W(?:-C)?|LISW|LMFT|LPC(?:C|-S)?|LMHC|LCPC|LPCMH|R\.?N|BSN|MSN|DNP|APRN|FNP|SANE-[AP]"
    r"|M\.?A|M\.?S|B\.?A|B\.?S|M\.?Ed|BSW|RPT|CFI|CA|NCC|Det|Sgt|Lt|Jr|Sr|II|III)\.?(?=[\s,]|$),?)+.*$"
)
# Words of lines with capitals that are no names of people.
NO_NAME = frozenset(
    {
        *("a", "abuse", "academy", "achievement", "advanced", "advocacy", "alliance", "an", "and", "appreciation"),
        *("association", "at", "attendance", "attendee", "awarded", "basics", "been", "bureau", "by", "ce", "center"),
        *("centers", "certificate", "certifies", "certify", "ceu", "chair", "chapter", "child", "children's"),
        *("childrens", "coalition", "completed", "completion", "conference", "congratulations", "continuing"),
        *("coordinator", "council", "course", "credit", "credits", "date", "department", "development", "director"),
        *("education", "excellence", "executive", "expires", "facilitator", "following", "for", "forensic"),
        *("foundation", "from", "fundamentals", "has", "health", "hospital", "hour", "hours", "human", "in", "inc"),
        *("institute", "instructor", "interview", "interviewing", "introduction", "is", "learner", "learning", "llc"),
        *("location", "manager", "mental", "module", "multidisciplinary", "name", "national", "network", "no"),
        *("number", "of", "office", "officer", "official", "on", "online", "our", "participant", "participation"),
        *("presented", "presenter", "president", "professional", "program", "provider", "recognition", "record"),
        *("response", "school", "series", "services", "session", "sexual", "signature", "society", "specialist"),
        *("standards", "state", "successfully", "team", "that", "the", "this", "title", "to", "trafficking"),
        *("trainer", "training", "transcript", "trauma", "type", "university", "webinar", "whom", "with", "workshop"),
        "your",
    }
)
