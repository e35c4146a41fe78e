"""Under which names people keep what: headings, and the columns they are taken for."""

import re

from tracker.domain.imports.cells import fold, plain
from tracker.domain.imports.days import read_day
from tracker.domain.imports.heading_names import NAMES
from tracker.domain.imports.plan import Column

_EXACT = {alias: column for column, aliases in NAMES.items() for alias in aliases.split("|")}

# Otherwise by what a heading has in it; the first that fits holds.
_HAS: tuple[tuple[Column, str], ...] = (
    (Column.IGNORED, r"(cases?|victims?|childs?|childrens?|clients?|patients?|suspects?)\b.*\b(name|number|id|dob)"),
    (Column.IGNORED, r"supervisor|manager|approv\w+|entered|verified|reviewed|emergency|birth|phone|cost|fee|price"),
    (Column.IGNORED, r"(start|begin\w*|from|enroll\w*|regist\w*|assign\w*|updated|modified)\b.*\b(date|on|day)"),
    (Column.IGNORED, r"date\b.*\b(started|start|begun|began|enrolled|registered|assigned|entered)"),
    (Column.ROLE_SINCE, r"hire|hired|employment\b.*\b(date|since|start)"),
    (Column.ROLE_UNTIL, r"separation|terminat\w+"),
    (Column.EMAIL, r"e ?mail"),
    (Column.FIRST_NAME, r"(first|given) ?name"),
    (Column.LAST_NAME, r"(last|sur|family) ?name"),
    (Column.CERTIFICATE_NUMBER, r"(cert\w*|licen[cs]e|credential)\b.*\b(number|no|id)"),
    (Column.EXPIRES_ON, r"expir\w*|valid (until|through|thru|to)|renew\w*|recert\w*|next due|lapse\w*|due"),
    (Column.CREDITS, r"ceus?|ce|cle|cme|credits?|continuing education"),
    (Column.HOURS, r"hours?|hrs?|minutes|mins|duration|length"),
    (Column.COMPLETED_ON, r"date|when|day|(complet\w+|finished|attended) on"),
    (Column.FILE, r"(file|scan|attachment|document|filename)\b.*\bname|file ?name"),
    (Column.NOTE, r"presenters?|trainers?|instructors?|speakers?|facilitator|teacher|location|venue|place"),
    (Column.PROVIDER, r"provider|sponsor\w*|host\w*|vendor|offered by|presented by|provided by"),
    (Column.AGENCY, r"agency|organi[sz]ation|employer|department"),
    (Column.DISCIPLINE, r"discipline"),
    (Column.ROLE, r"position|job|role"),
    (Column.STATUS, r"status"),
    (Column.FORMAT, r"format|modality|delivery|in person|virtual"),
    (Column.TOPICS, r"topics?|categor\w+|subject"),
    (Column.NOTE, r"notes?|comments?|remarks?"),
    (Column.TITLE, r"(training|course|class|workshop|webinar|seminar|session)s?\b.*\b(title|name)"),
    (Column.TITLE, r"(title|name) of (the )?(training|course|class|workshop|webinar|seminar|session|event)"),
    (Column.PERSON, r"(employee|staff|participant|attendee|member|person|trainee|volunteer|learner|your)s?\b.*\bname"),
    (Column.PERSON, r"names?\b.*\b(employee|staff|participant|attendee|member|person|trainee|volunteer|last|first)"),
)
_PATTERNS = tuple((re.compile(rf"\b(?:{pattern})\b"), column) for column, pattern in _HAS)
# What is told of a training beside its name in a wide sheet: "CSEC 101 - Date", "Hours (CSEC 101)".
_PART = (
    "date completed|completion date|date of completion|date taken|date|completed|completion|hours|hrs|expires|"
    "expiration date|expiration|exp|expiry|due|ceus?|credits?|notes?|certificate number"
)
_PARTS = re.compile(rf"^(?P<title>.*?)[\s:(\-\u2013\u2014/]*\b(?P<part>{_PART})[.)]*\s*$", re.IGNORECASE | re.DOTALL)
# A month in words first: "March 4, 2024" ends in what could be a day of numbers alone.
_DATED = tuple(
    re.compile(rf"^(?P<title>.*\D)[\s(,:\-\u2013]+(?P<day>{day})\)?$", re.DOTALL)
    for day in (r"[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}", r"[^\s(]*\d[^)]*")
)
IN_MINUTES = re.compile(r"\b(minutes?|mins?)\b", re.IGNORECASE)


def exact(heading: str) -> Column | None:
    """Return the column that a heading names outright, as lists of trainings usually do."""
    return _EXACT.get(fold(re.sub(r"\([^)]*\)", " ", heading))) or _EXACT.get(fold(heading))


def likely(heading: str) -> Column | None:
    """Return the column that a heading names outright or by a word in it."""
    folded = fold(heading)
    if named := exact(heading):
        return named
    return next((column for pattern, column in _PATTERNS if pattern.search(folded)), None)


def of_training(heading: str) -> tuple[str, Column] | None:
    """Return the training and what is told of it, for a heading such as "CSEC 101 - Date"."""
    found = _PARTS.match(heading)
    if found is None or not (title := found["title"].strip(" :-\u2013\u2014/(")) or exact(title) is not None:
        return None
    return title, _EXACT[fold(found["part"])]


def held_on(heading: str) -> str:
    """Return the day that a heading tells behind the title, as it stands: "CSEC 101 (3/4/2024)"; else nothing."""
    return _title_and_day(heading)[1]


def without_day(heading: str) -> str:
    """Return a heading without the day that it tells."""
    return _title_and_day(heading)[0]


def _title_and_day(heading: str) -> tuple[str, str]:
    for found in filter(None, (form.match(heading) for form in _DATED)):
        reading = read_day(found["day"])
        if reading.day or reading.is_either:
            return plain(found["title"]).strip(" (-\u2013,:"), found["day"].strip()
    return plain(heading), ""
