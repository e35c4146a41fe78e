"""Whom a typed name most likely means: the closest of the list, and the runner-up, each with how close it is."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tracker.services.completions import PersonChoice

LEAST = 60  # of 100: below it two names have no more in common than any two
SHOWN = 2
# What an agency that is the same adds, and one that differs takes: enough to tell two of one name apart.
AGENCY = 8


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody of the list, and how close the typed name is to theirs: 100 for the same one."""

    person: PersonChoice
    score: int

    @property
    def words(self) -> str:
        """How close it is, in words."""
        return "same name" if self.score >= 100 else f"{self.score}% alike"


def closest(name: str, agency: str, people: Sequence[PersonChoice]) -> tuple[Likely, ...]:
    """Return who may be meant, the closest first, at most two; of the same closeness in the order of the list."""
    typed, where = folded(name), folded(agency)
    scored = [Likely(each, _score(typed, where, each)) for each in people]
    likely = sorted((each for each in scored if each.score >= LEAST), key=lambda each: -each.score)
    return tuple(likely[:SHOWN])


def folded(name: str) -> str:
    """Return a name as it is compared: without case and accents, "Last, First" turned, its words single-spaced."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    last, comma, first = plain.casefold().partition(",")
    turned = f"{first} {last}" if comma else plain.casefold()
    return " ".join("".join(each if each.isalnum() else " " for each in turned).split())


def _score(typed: str, agency: str, person: PersonChoice) -> int:
    its = folded(person.agency)
    if not typed:
        return 0
    score = max(_alike(typed, folded(name)) for name in person.names)
    if agency and its:
        score += 0 if agency == its or SequenceMatcher(None, agency, its).ratio() > 0.8 else -AGENCY
    return max(score, 0)


def _alike(typed: str, name: str) -> int:
    # Words in any order, and a name typed by its first and last word alone, are the same name.
    a, b = set(typed.split()), set(name.split())
    same = a == b or (len(a & b) >= 2 and (a <= b or b <= a))
    return 100 if same else round(96 * SequenceMatcher(None, typed, name).ratio())
