"""The words that people use for formats, disciplines, roles and topics, as the controlled lists have them."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from tracker.domain.imports.cells import fold
from tracker.domain.imports.word_lists import DISCIPLINES, DONE, FORMATS, ROLES, TOPICS, UNDONE
from tracker.domain.vocabulary import Discipline, Labelled, Role, Topic, TrainingFormat

_LISTS: Mapping[type[Labelled], Mapping[Any, str]] = {
    TrainingFormat: FORMATS,
    Discipline: DISCIPLINES,
    Role: ROLES,
    Topic: TOPICS,
}


def key_of(text: str, labels: type[Labelled]) -> str:
    """Return the key of a controlled list that words of people mean; empty where none is meant for sure."""
    return _keys(labels).get(fold(text), "")


def _by_words(labels: type[Labelled]) -> dict[str, str]:
    told = {fold(alias): key.value for key, aliases in _LISTS[labels].items() for alias in aliases.split("|")}
    return told | {fold(key.label): key.value for key in labels} | {fold(key.value): key.value for key in labels}


# Each list is folded once, when the first cell asks for it.
_keys = cache(_by_words)


def is_done(status: str) -> bool | None:
    """Tell whether the word of a status says that it was completed; None where it says neither."""
    folded = fold(status)
    if folded in DONE:
        return True
    return False if folded in UNDONE else None
