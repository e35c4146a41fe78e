"""Hours and credits of a certificate, told apart: hours are time spent, a credit is what a body gives for it.

"6 hours" are hours; "6 CE hours" or "0.6 CEU" are a credit, of which nobody can say how much time it stands for.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from tracker.domain.certificates.proposals import Field, Proposal, Reason
from tracker.domain.certificates.text import Text

MOST_CREDITS = 6
# So far before hours a word is looked for that makes something else of them.
_NEAR = 25
_PARTS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_NUMBER_WORDS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18, "twenty": 20},
    **{"twenty-four": 24, "thirty": 30, "thirty-two": 32, "forty": 40},
}
_WORDED = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_AMOUNT = (
    rf"(?:(?:{_WORDED})\s+)?\(?(?<![\d/.,-])"
    r"(?P<amount>\d{1,3}(?:[.,]\d{1,3})?|(?P<half>\d{1,2})?\s?(?P<part>[½¼¾]))\)?"
)
# Who gives credits, as certificates name them, the longer names first.
_BODY = (
    r"ASWB\s*ACE|NBCC(?:\s*ACEP)?|NAADAC|NASW|ANCC|ACCME|AMA\s*PRA\s*Category\s*1|APA|POST|TCOLE|P\.O\.S\.T\.|MCLE|CLE|CME|CNE|LCSW"
    r"|CEUs?|CECs?|CEHs?|CEs?|C\.E\.U?s?\.?|continuing\s+(?:legal\s+|medical\s+|nursing\s+)?education(?:\s+units?)?"
    r"|social\s+work(?:\s+(?:CE|continuing\s+education))?|nursing(?:\s+contact)?|counsel(?:ing|or)(?:\s+CE)?|ethics"
)
_UNIT = r"(?:contact\s+|clock\s+|credit\s+)?(?:credits?|hours?|hrs?\.?|units?|CEUs?|CEs?)"
_CREDIT = re.compile(
    rf"{_AMOUNT}[^\S\n]*(?P<body>{_BODY})(?:\(?s\)?)?™?\b\.?(?:\s*/\s*\w+)?(?:\s*{_UNIT}\b)?(?:\(s\))?",
    re.IGNORECASE,
)
_CREDIT_LABEL = re.compile(
    rf"\b(?P<body>{_BODY})[^\S\n]*{_UNIT}?(?:\s+(?:earned|awarded|granted|approved))?\s*[:=]\s*{_AMOUNT}(?!\s*[-/]\d)",
    re.IGNORECASE,
)
_CREDIT_FOR = re.compile(
    rf"{_AMOUNT}[^\S\n]*{_UNIT}\s*(?:of|for|in|toward|approved\s+(?:by|for))\s+(?:general\s+)?(?P<body>{_BODY})\b(?:\s+credits?)?",
    re.IGNORECASE,
)
_CREDITS = (_CREDIT, _CREDIT_LABEL, _CREDIT_FOR)
_APPROVAL = re.compile(
    rf"\b(?P<body>{_BODY})\b[^\n\d#:]{{0,40}}?(?:(?:provider|approval|approved|program|course|activity|sponsor|ID)\s*)*"
    r"(?:No\.?|number|#|ID)\s*:?\s*(?P<number>[A-Z0-9][A-Z0-9-]{2,20}\d|\d{3,12})\b",
    re.IGNORECASE,
)
_HOURS = re.compile(
    rf"{_AMOUNT}[^\S\n]*-?[^\S\n]*(?P<contact>(?:contact|clock|training|instructional|credit|total|classroom|in-person)[\s-]+)*"
    r"(?P<unit>hours?|hrs?|h)\b\.?"
    r"(?:\s*(?:and\s*)?(?P<minutes>\d{1,2})\s*(?:minutes?|mins?)\b)?",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"(?<![\d.])(?P<minutes>\d{1,4})[\s-]*(?:minutes?|mins?)\b", re.IGNORECASE)
_HOURS_LABEL = re.compile(
    r"(?:(?:total|number\s+of|training|contact|clock|course|instructional|duration\s+in|length\s+in)\s+)*"
    r"(?<!ce )(?<!credit )(?:hours?|hrs?|duration|length)(?:\s+(?:completed|attended|earned|of\s+\w+))?"
    r"(?:\s*\(h(?:ou)?rs?\))?"
    r"\s*(?:[:=]\s*|\n(?=\d{1,3}(?:[.,]\d+)?(?:\n|$)))(?:(?P<clock>\d{1,2}):(?P<clock_minutes>[0-5]\d)\b(?!\s*(?:-|to\b|am|pm|a\.m|p\.m))|(?P<amount>\d{1,3}(?:[.,]\d{1,2})?))(?![^\S\n]*[:/-]?\d|\s*(?:am|pm|min))",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:CE|CEU|continuing\s+education|credit|CLE|CME|POST|nursing|ethics)(?:[^\S\n]|-)*\Z", re.IGNORECASE
)
_IS_CREDIT_AFTER = re.compile(
    rf"\s*(?:of|for|in|toward|approved\s+(?:by|for))\s+(?:general\s+)?(?:{_BODY})\b", re.IGNORECASE
)
_A_DAY = re.compile(
    r"\s*(?:a|per|each)\s+day|\s*(?:ago|before|after|notice|in\s+advance|prior)\b|\s+within\b", re.IGNORECASE
)
_DEADLINE = re.compile(r"\b(?:within|next|every|last)\s*$", re.IGNORECASE)


def credits_in(text: Text) -> list[Proposal]:
    """Return the credits that are stated, each body once, with the number of its approval where that stands by."""
    numbers = {_body(it["body"]): it["number"] for it in _APPROVAL.finditer(text.plain)}
    found: dict[str, Proposal] = {}
    for shape in _CREDITS:
        for it in shape.finditer(text.plain):
            body, amount, spots = _body(it["body"]), _amount(it), text.spots(it.start(), it.end())
            if amount:
                credit = Proposal(Field.CREDIT, body, Reason.STATED, spots, _plain(amount), numbers.get(body, ""))
                found.setdefault(body, credit)
    return list(found.values())[:MOST_CREDITS]


def hours_in(text: Text) -> list[Proposal]:
    """Return the hours that are stated, labelled ones first; where different ones are left, none of them is sure."""
    said = _without_credits(text.plain)
    labelled = list(_labelled(said))
    places: dict[Decimal, tuple[int, int]] = {}
    for start, end, hours in [*labelled, *_with_unit(said)]:
        places.setdefault(hours, (start, end))
    is_sure = len(places) == 1 or len({hours for *_, hours in labelled}) == 1
    reason = Reason.STATED if is_sure else Reason.SEVERAL
    return [Proposal(Field.HOURS, _plain(hours), reason, text.spots(*place)) for hours, place in places.items()]


def _without_credits(said: str) -> str:
    """Return a text with its credits struck out letter by letter, so that the rest keeps its place."""
    for shape in _CREDITS:
        said = shape.sub(lambda it: "#" * len(it[0]), said)
    return said


def _labelled(said: str) -> Iterator[tuple[int, int, Decimal]]:
    for it in _HOURS_LABEL.finditer(said):
        if _OF_SOMETHING_ELSE.search(said, it.start() - _NEAR, it.start()):
            continue
        if it["clock"]:
            hours = Decimal(it["clock"]) + Decimal(it["clock_minutes"]) / 60
        else:
            hours = Decimal(it["amount"].replace(",", "."))
        if hours:
            yield it.start(), it.end(), round(hours, 2)


def _with_unit(said: str) -> Iterator[tuple[int, int, Decimal]]:
    for it in _HOURS.finditer(said):
        is_else = _IS_CREDIT_AFTER.match(said, it.end()) or _A_DAY.match(said, it.end())
        if is_else or _DEADLINE.search(said, it.start() - _NEAR, it.start()):
            continue
        hours = _amount(it) + Decimal(it["minutes"] or 0) / 60
        if hours:
            yield it.start(), it.end(), round(hours, 2)
    if not _HOURS.search(said):
        for it in _MINUTES.finditer(said):
            if hours := Decimal(it["minutes"]) / 60:
                yield it.start(), it.end(), round(hours, 2)


def _amount(it: re.Match[str]) -> Decimal:
    if it["part"]:
        return Decimal(it["half"] or 0) + _PARTS[it["part"]]
    return Decimal(it["amount"].replace(",", "."))


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _body(said: str) -> str:
    """Return a body as it is usually written: one name for one body, whatever its spelling."""
    plain = " ".join(said.split())
    bare = plain.replace(".", "").upper().rstrip("S")
    if bare.startswith("CONTINUING EDUCATION"):
        return "CEU" if bare.startswith("CONTINUING EDUCATION UNIT") else "CE"
    if bare.startswith("NBCC"):
        return "NBCC"
    if bare.startswith("ASWB"):
        return "ASWB ACE"
    if bare.startswith("AMA"):
        return "AMA PRA Category 1"
    known = {
        "CONTINUING LEGAL EDUCATION": "CLE",
        "CONTINUING MEDICAL EDUCATION": "CME",
        "MCLE": "CLE",
        "CEC": "CE",
        "CEH": "CE",
        "ETHIC": "Ethics",
    }
    if bare in known:
        return known[bare]
    return bare if len(bare) <= 6 else plain[0].upper() + plain[1:].lower()
