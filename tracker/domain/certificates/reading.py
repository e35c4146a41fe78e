"""A certificate read as a whole: each field looked for by itself, then held against the others."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from tracker.domain.certificates import phrases
from tracker.domain.certificates.amounts import credits_in, hours_in
from tracker.domain.certificates.days import days_in
from tracker.domain.certificates.kinds import kind_of
from tracker.domain.certificates.naming import (
    completed_in,
    expires_in,
    is_name,
    numbers_in,
    people_in,
    providers_in,
    titles_in,
)
from tracker.domain.certificates.proposals import Field, Proposal, Reading, Reason, distinct
from tracker.domain.certificates.text import Page, Text

LONGEST_TEXT = 12_000
# Of 15 values that were misread and would have been sure, in 90 photos made small, pale and noisy, none was as clear.
CLEAR_ENOUGH = 97
_FEWEST_LETTERS = 20
# So many of the largest lines may be a title that no phrase leads to; what is smaller is small print.
_LOOKED_AT = 12
_HEADING = re.compile(
    r"\b(?:certificate|certification|diploma|award)\b|^of\s+(?:completion|attendance|participation)", re.IGNORECASE
)


def read(pages: Sequence[Page], today: date) -> Reading:
    """Return what the words of the first pages say, no day later than `today`."""
    text = Text.of(pages)
    if sum(letter.isalpha() for letter in text.plain) < _FEWEST_LETTERS or len(text.plain) > LONGEST_TEXT * len(pages):
        return Reading()
    kind = kind_of(text.plain)
    if kind is not None:
        return Reading((), kind, has_words=True)
    people = distinct(people_in(text))
    providers = distinct(_apart(providers_in(text), people))
    titles = distinct(_apart(titles_in(text), people)) or distinct(_largest(text, [*people, *providers]))
    found = (
        *people,
        *titles,
        *distinct(completed_in(text, today)),
        *distinct(hours_in(text)),
        *_apart(providers, titles[:1]),
        *credits_in(text),
        *distinct(numbers_in(text), most=1),
        *distinct(expires_in(text), most=1),
    )
    return Reading(tuple(map(_as_clear, found)), has_words=True)


def _as_clear(found: Proposal) -> Proposal:
    """Return what was found, as unsure where one of its words is not clear in the picture."""
    is_clear = all(spot.clarity >= CLEAR_ENOUGH for spot in found.spots)
    return found if is_clear or not found.is_sure else replace(found, reason=Reason.UNCLEAR)


def _apart(found: Iterable[Proposal], others: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield what is not proposed as something else already."""
    taken = {each.value.casefold() for each in others}
    return (each for each in found if each.value.casefold() not in taken)


def _largest(text: Text, others: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield the largest line that is no heading, name, day or provider: a title that no phrase leads to."""
    if not (_HEADING.search(text.plain) or any(each.field is Field.PERSON for each in others)):
        return
    taken = {each.value.casefold() for each in others}
    lines = sorted(enumerate(text.lines), key=lambda each: (each[1].page, -each[1].height, each[0]))
    for number, line in lines[:_LOOKED_AT]:
        said = text.said(number).strip(' "“”*')
        is_other = _HEADING.search(said) or is_name(said) or days_in(said) or phrases.NOT_TITLE.match(said)
        is_phrase = phrases.TO_WHOM.search(said) or phrases.HAS_DONE.search(said) or said.casefold() in taken
        if is_other or is_phrase or not _is_like_a_title(said):
            continue
        yield Proposal(Field.TITLE, said, Reason.LARGE, text.spots(line.start, line.end))
        return


def _is_like_a_title(said: str) -> bool:
    """Tell whether a line is a title by its looks: two words or more, most of them beginning with a capital."""
    words = [word for word in said.split() if len(word) > 3]
    capitals = [word for word in words if not word[0].islower()]
    return len(said.split()) > 1 and 2 * len(capitals) > len(words)
