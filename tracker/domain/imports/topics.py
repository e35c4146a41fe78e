"""The topics that a cell lists, with the hours on each where it says so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.domain.imports.hours import read_hours
from tracker.domain.imports.words import key_of
from tracker.domain.vocabulary import Topic

# Names of topics have commas and an "and" of their own, so that these may part two topics or the words of one.
_APART = re.compile(r"\s*[;\n|]\s*")
_MAYBE_APART = re.compile(r"(\s*(?<!\d),\s*|\s*,\s*(?!\d)|\s+(?:and|&)\s+)", re.IGNORECASE)
_AMOUNT = r"\d[\d.,:/]*(?:\s*[½¼¾])?|[½¼¾]"
_UNIT = r"(?:\s*-?\s*(?:hours?|hrs?|h|minutes?|mins?)\b\.?)?"
_HOURS_AFTER = re.compile(rf"(?P<words>.*?)[\s:=(\u2013\u2014-]+(?P<hours>(?:{_AMOUNT}){_UNIT})\s*\)?", re.IGNORECASE)
_HOURS_BEFORE = re.compile(
    rf"(?P<hours>(?:{_AMOUNT}){_UNIT})(?:\s*[:=\u2013\u2014-]|\s+(?:of|on|in))?\s+(?P<words>.*)", re.IGNORECASE
)

# A name of the list, as many words again for the hours; what is longer is searched for none.
_LONGEST = 120
_MOST_PIECES = max(len(_MAYBE_APART.split(topic.label)) for topic in Topic)


@dataclass(frozen=True, slots=True)
class TopicsTold:
    """Topics of the list, hours on those that have some, and words that are none."""

    keys: tuple[str, ...] = ()
    hours: tuple[tuple[str, Decimal], ...] = ()
    others: tuple[str, ...] = ()

    def with_more(self, more: "TopicsTold") -> "TopicsTold":
        """Return what this and another cell of the same row tell."""
        hours = dict(self.hours)
        for key, share in more.hours:
            hours[key] = hours.get(key, Decimal()) + share
        keys = tuple(sorted({*self.keys, *more.keys}))
        return TopicsTold(keys, tuple(sorted(hours.items())), (*self.others, *more.others))


def topics_of(text: str) -> TopicsTold:
    """Return what a cell lists: "Trauma and Courts", "Courts 0.5; Trauma (2 hours)".

    A topic that is told twice has the hours of both.
    """
    told = TopicsTold()
    for part in _APART.split(text):
        for words, key, share in _told(part):
            others = tuple(each.strip() for each in words.split(",") if each.strip())
            hours = () if share is None else ((key, share),)
            told = told.with_more(TopicsTold((key,) if key else (), hours, others))
    return told


def _told(part: str) -> Iterator[tuple[str, str, Decimal | None]]:
    """Yield each topic that a part names with its hours, and between these the words that name none."""
    pieces = _MAYBE_APART.split(part)
    at = since = 0
    while at < len(pieces):
        end, key, share = _longest(pieces, at)
        if key:
            yield "".join(pieces[since:at][:-1]), "", None
            yield "", key, share
            since = end + 1
        at = end + 1
    yield "".join(pieces[since:]), "", None


def _longest(pieces: Sequence[str], at: int) -> tuple[int, str, Decimal | None]:
    """Return where the longest name of a topic ends that begins at a piece; every other piece may part two names."""
    for end in range(min(at + _MOST_PIECES, len(pieces)), at, -2):
        key, share = _topic("".join(pieces[at:end]))
        if key:
            return end, key, share
    return at + 1, "", None


def _topic(words: str) -> tuple[str, Decimal | None]:
    """Return the topic that words name as a whole, and the hours that they tell of it."""
    if len(words) > _LONGEST:
        return "", None
    if key := key_of(words, Topic):
        return key, None
    for form in (_HOURS_AFTER, _HOURS_BEFORE):
        found = form.fullmatch(words.strip())
        if found and (key := key_of(found["words"], Topic)) and (share := read_hours(found["hours"]).hours):
            return key, share
    return "", None
