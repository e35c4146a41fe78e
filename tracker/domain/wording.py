"""Days, hours and lists as the sentences of a finding say them."""

from collections.abc import Iterable, Mapping, Set
from datetime import date
from decimal import Decimal
from functools import lru_cache

from tracker.domain.vocabulary import Topic

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@lru_cache(maxsize=4096)
def day(value: date) -> str:
    """Write a day: "Nov 24, 2026", the same in every locale of the machine."""
    return f"{_MONTHS[value.month - 1]} {value.day}, {value.year}"


def span(first: date, last: date) -> str:
    """Write from when to when, the year once where it is one: "from Mar 1 to Apr 30, 2026", "on Mar 1, 2026"."""
    if first == last:
        return f"on {day(first)}"
    begins = day(first).partition(",")[0] if first.year == last.year else day(first)
    return f"from {begins} to {day(last)}"


@lru_cache(maxsize=4096)
def number(value: Decimal) -> str:
    """Write a number without idle zeros: "2.5", "32", "0.25"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def hours(value: Decimal, more: str = "") -> str:
    """Write an amount of hours: "2.5 hours", "1 hour", "0.25 hours"; with "more": "2.5 more hours"."""
    return f"{number(value)} {f'{more} ' if more else ''}{'hour' if value == 1 else 'hours'}"


def count(amount: int, one: str, many: str = "") -> str:
    """Write how many there are of a thing: "1 peer review", "2 peer reviews"."""
    return f"{amount} {one if amount == 1 else many or one + 's'}"


def listed(words: Iterable[str], joint: str = "and") -> str:
    """Join words as a sentence does: "a", "a and b", "a, b and c"; "a and b; and c" where one is a pair itself."""
    *head, last = list(words) or [""]
    if any(" and " in word for word in (*head, last)) and head:
        return f"{'; '.join(head)}; {joint} {last}"
    return f"{', '.join(head)} {joint} {last}" if head else last


def topics(keys: Iterable[str], joint: str = "and") -> str:
    """Write topics by their labels, in the order of the controlled list.

    "trauma, MDT response and screening".
    """
    return _topics(frozenset(keys), joint)


@lru_cache(maxsize=4096)
def _topics(keys: frozenset[str], joint: str) -> str:
    return listed((inside_a_sentence(topic.label) for topic in Topic if topic in keys), joint)


def topic_labels(keys: Set[str], shares: Mapping[str, Decimal]) -> tuple[str, ...]:
    """Return topics as a list shows them, in the order of the controlled list: "Trauma (1.5 hours)", "Screening"."""
    return tuple(
        f"{topic.label} ({hours(shares[topic])})" if topic in shares else topic.label
        for topic in Topic
        if topic in keys
    )


def inside_a_sentence(label: str) -> str:
    """Take the capital off a label's first letter, unless it holds a name or an abbreviation (CSAM, MDT)."""
    return label if any(letter.isupper() for letter in label[1:]) else label[:1].lower() + label[1:]


def quoted(title: str) -> str:
    """Set a title apart from the sentence around it."""
    return f"“{title}”"
