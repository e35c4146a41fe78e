"""Signs that a file is about a case and not about a training: few, plain, and each said to whoever adds the file.

They look for what a form about a child has and a certificate has not: a case number with its number, a label for a
child's or a victim's name, a birth date of somebody under 18, an interview of somebody by name. Titles of trainings
speak of children, interviews and victims all the time, so single words are no sign. What was found is told by a code;
the words themselves leave the process that read them in no form.
"""

import re
from collections.abc import Iterator
from datetime import date

from tracker.intake.words import Note

ADULT = 18
LONGEST_TEXT = 200_000

_CASE_NUMBER = re.compile(
    r"\b(?:case|cps|referral|incident)\s*(?:no\b\.?|num(?:ber)?\b\.?|id\b|#)\s*[:#.]?\s*(?=[\w/-]*\d{2})[\w/-]{3,}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:(?:child|victim|minor|patient|sibling)(?:'s)?\s+(?:full\s+|legal\s+|first\s+|last\s+)?name"
    r"|name\s+of\s+(?:the\s+)?(?:alleged\s+)?(?:child|victim|minor)"
    r"|alleged\s+(?:victim|perpetrator|offender|suspect)(?:'s)?(?:\s+name)?)\s*(?:[:_]|\(s\)\s*:)",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:date\s+of\s+birth|birth\s*date|d\.?\s?o\.?\s?b\.?)\s*[:\-]?\s*"
    r"(?:(?P<month>\d{1,2})[/.\-](?P<day>\d{1,2})[/.\-](?P<year>\d{4}|\d{2})|(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|[a-z]{3,9}\.?\s+\d{1,2},?\s+(?P<worded>\d{4}))",
    re.IGNORECASE,
)
# With a name of two words or initials; courses are held "with" somebody too, so there only initials are a sign.
_INTERVIEW = re.compile(
    r"\b[Ff]orensic\s+[Ii]nterview\s+(?:of|with)\s*:?\s+(?P<who>(?:[A-Z]\.\s?){2,3})"
    r"|\b[Ff]orensic\s+[Ii]nterview\s+of\s*:?\s+(?P<name>[A-Z][\w.'-]*\s(?:[A-Z][\w.'-]*\s?){1,2})"
)
_FORENSIC_OF_CAPITALS = re.compile(r"\bFORENSIC INTERVIEW OF\s*:\s*\w")
# Whom trainings are about: with these words an interview is a subject and not an interview.
_MANY = re.compile(
    r"\b(?:child(?:ren)?(?:'s)?|youths?|minors?|adolescents?|teen(?:ager)?s?|victims?|witness(?:es)?|survivors?"
    r"|individuals?|persons?|people|adults?|suspects?|students?|preschool(?:ers)?|toddlers?|infants?|young|males?|boys?"
    r"|girls?|females?|m[ae]n|wom[ae]n|vulnerable|special|native|american|indian|latin[oax]|hispanic|deaf|lgbtq?i?a?"
    r"|refugees?|immigrants?|families|siblings?|developmentally|autis\w+|neuro\w+|poly\w+|trafficked|exploited|abused"
    r"|alleged|offenders?|caregivers?|parents?|patients?|clients?|sexual\w*|physical\w*|reluctant|school|non|english|csec|protocols?|structure|models?|techniques?|the|an?)\b",
    re.IGNORECASE,
)
_IN_NAME = re.compile(
    r"^case(?:\s+\w{1,3})?$|\b(?:case|cps|referral|incident)\s*(?:no|num|number|file|report|id)?\s*\d{3,}"
    r"|\bcase\s+(?:files?|notes?|report)\b|^intake(?:\s+\w+)?$|\bintake\s+(?:form|sheet|report|notes?|summary)\b"
    r"|\bforensic\s+interview\s+(?:report|summary|notes?)\b|\bvictim\s+statement\b",
)
_OF_TRAINING = re.compile(
    r"cert|train|course|complet|webinar|workshop|confer|ceu?s?\b|credit|hours|attend|sign.?in|agenda"
)


def in_words(text: str, today: date) -> set[Note]:
    """Return the signs in the text of a file; `today` tells who is a child."""
    words = " ".join(text[:LONGEST_TEXT].replace("\u2019", "'").split())
    found = {
        Note.CASE_NUMBER: _CASE_NUMBER.search(words) is not None,
        Note.CASE_NAMES: _NAMED.search(words) is not None,
        Note.CASE_BIRTH: any(today.year - year < ADULT for year in _years_of_birth(words, today)),
        Note.CASE_INTERVIEW: _tells_of_an_interview(words),
    }
    return {note for note, is_there in found.items() if is_there}


def in_name(file_name: str) -> bool:
    """Tell whether a file is called as files of cases are, and not as files about trainings are."""
    plain = re.sub(r"[\W_]+", " ", file_name.rsplit(".", 1)[0].lower()).strip()
    return _IN_NAME.search(plain) is not None and _OF_TRAINING.search(plain) is None


def _years_of_birth(words: str, today: date) -> Iterator[int]:
    for found in _BORN.finditer(words):
        told = found["year"] or found["worded"] or found["iso"][:4]
        year = int(told) if len(told) == 4 else 2000 + int(told)
        # Two digits may mean the last century; nobody is born in a year to come.
        yield year if year <= today.year else year - 100


def _tells_of_an_interview(words: str) -> bool:
    if _FORENSIC_OF_CAPITALS.search(words):
        return True
    return any(found["who"] or not _MANY.search(found["name"]) for found in _INTERVIEW.finditer(words))
