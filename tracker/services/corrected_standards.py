"""A standard as it holds at a center: the file that ships, with the center's corrections written in.

What cannot be read any more, because a later file asks otherwise, is told and set aside: the file holds as it ships.
"""

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache

from tracker.domain.errors import InvalidStandard
from tracker.domain.pauses import LeaveEffect
from tracker.domain.standard import Requirement, Standard
from tracker.domain.vocabulary import Discipline, Grade, Role, Topic
from tracker.domain.wording import inside_a_sentence, listed
from tracker.standards import corrections as written
from tracker.standards import editions
from tracker.standards.corrections import Correction
from tracker.standards.loader import read_corrected
from tracker.standards.places import Value, base_of, label_of

KEPT = 64
_LONG = frozenset({"title", "text", "note", "source_title", "source_url", "source_note"})
_LISTS = {
    "roles": Role,
    "disciplines": Discipline,
    "topics": Topic,
    "also_topics": Topic,
    "together": Discipline,
}


@dataclass(frozen=True, slots=True)
class InForce:
    """A standard with its text and the SHA-256 of that, what was corrected, and the examples that no longer hold.

    `trouble` says why corrections are set aside; then the file holds as it ships.
    """

    standard: Standard
    text: str
    digest: str
    corrections: tuple[Correction, ...] = ()
    broken: tuple[str, ...] = ()
    trouble: str = ""


@lru_cache(maxsize=KEPT)
def in_force(key: str, edition: str, kept: str) -> InForce:
    """Return an edition with the corrections that a center keeps, empty for none. Raises NotFound.

    Costs 50 ms for what was not asked for lately: the file is read, and its examples are judged.
    """
    shipped, text = editions.edition(key, edition), editions.source_text(key, edition)
    corrections = written.read(kept)
    if not corrections:
        return InForce(shipped, text, _digest(text))
    try:
        return of_text(written.corrected(text, corrections), shipped, corrections)
    except InvalidStandard as fault:
        return InForce(shipped, text, _digest(text), corrections, trouble=fault.message)


def of_text(text: str, shipped: Standard, corrections: tuple[Correction, ...]) -> InForce:
    """Return a standard from its corrected text. Raises InvalidStandard."""
    standard, broken = read_corrected(text, shipped.title)
    requirements = tuple(_told(each, corrections) for each in standard.requirements)
    return InForce(replace(standard, requirements=requirements), text, _digest(text), corrections, broken)


def words(correction: Correction) -> str:
    """Say what was corrected: "hours 6 in place of 4"; of a long text only that it was."""
    base = base_of(correction.place)
    if base in _LONG:
        return correction.label
    now, before = (shown(base, value) for value in (correction.value, correction.shipped))
    return label_of(correction.place, f"{now} in place of {before}")


def _told(requirement: Requirement, corrections: tuple[Correction, ...]) -> Requirement:
    """Let a requirement say wherever it is shown what the center corrected in it."""
    own = [words(each) for each in corrections if each.requirement == requirement.id]
    if not own:
        return requirement
    said = f"Corrected by this center: {'; '.join(own)}."
    return replace(requirement, note=" ".join(filter(None, (requirement.note, said))))


def shown(place: str, value: Value) -> str:
    """Say a value that can be corrected in words inside a sentence; of trainings, how many."""
    place = base_of(place)
    if place == "approved":
        return str(len(value)) if isinstance(value, tuple) and value else "none"
    if place in _LISTS:
        chosen = value if isinstance(value, tuple) else ()
        return listed(inside_a_sentence(each.label) for each in _LISTS[place] if each.value in chosen) or "none"
    if place == "least_grade" and value:
        return inside_a_sentence(Grade(str(value)).label)
    if place == "leave" and value:
        return f"“{LeaveEffect(str(value)).words}”"
    return "none" if value in (None, "") else str(value)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
