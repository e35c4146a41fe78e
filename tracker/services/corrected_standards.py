"""A standard as it holds at a center: its file, with the center's corrections written in.

What cannot be read any more, because a later file asks otherwise, is told and set aside: the file holds as it ships.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from tracker.domain.errors import InvalidStandard
from tracker.domain.pauses import LeaveEffect
from tracker.domain.record import CompletionKind
from tracker.domain.rules import FirstDue, WindowKind
from tracker.domain.standard import Checked, Requirement, Standard
from tracker.domain.vocabulary import Discipline, Grade, Role, Topic
from tracker.domain.wording import inside_a_sentence, listed, quoted
from tracker.standards import corrections as written
from tracker.standards.corrections import Correction
from tracker.standards.loader import read_corrected
from tracker.standards.places import YES, Value, base_of, label_of
from tracker.standards.shelf import File, Shelf, digest_of

KEPT = 64
OWN = "A file of the center's own, which does not ship with the tracker."
_LONG = frozenset({"title", "text", "note", "source_title", "source_url", "source_note"})
_LISTS: Mapping[str, Iterable[Any]] = {
    "roles": Role,
    "disciplines": Discipline,
    "topics": Topic,
    "also_topics": Topic,
    "together": Discipline,
    "kinds": CompletionKind,
}
_SAYS: Mapping[str, Callable[[Any], str]] = {
    "approved": lambda keys: str(len(keys)),
    "least_grade": lambda grade: inside_a_sentence(Grade(grade).label),
    "asked": lambda answer: quoted("asked" if answer == YES else "left out"),
    "counts_once": lambda answer: quoted("once" if answer == YES else "towards everything that they fit"),
    "before_role": lambda answer: quoted("counts" if answer == YES else "does not count"),
    "weaker_counts": lambda answer: quoted("counts" if answer == YES else "does not count"),
    "titled": lambda words: listed(quoted(each) for each in words),
    "leave": lambda effect: quoted(LeaveEffect(effect).words),
    "window": lambda kind: quoted(WindowKind(kind).words),
    "first_due": lambda owed: quoted(FirstDue(owed).words),
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
def in_force(file: File, kept: str) -> InForce:
    """Return a file with the corrections that a center keeps, empty for none.

    Costs 50 ms for what was not asked for lately: the file is read, and its examples are judged.
    """
    as_it_is = InForce(_labelled(file.standard, file), file.text, file.digest, broken=file.broken)
    corrections = written.read(kept)
    if not corrections:
        return as_it_is
    try:
        return of_text(written.corrected(file.text, corrections), file, corrections)
    except InvalidStandard as fault:
        return replace(as_it_is, corrections=corrections, trouble=fault.message)


def of_text(text: str, file: File, corrections: tuple[Correction, ...]) -> InForce:
    """Return a standard from its corrected text. Raises InvalidStandard."""
    standard, broken = read_corrected(text, file.standard.title)
    requirements = tuple(_told(each, corrections) for each in standard.requirements)
    told = _labelled(replace(standard, requirements=requirements), file)
    return InForce(told, text, digest_of(text), corrections, broken)


def _labelled(standard: Standard, file: File) -> Standard:
    """Let a center's own standard say that it is, wherever it is said that nobody checked it."""
    if not file.own:
        return standard
    return replace(standard, notice=f"{standard.unchecked_words}. {OWN} {standard.notice}".rstrip())


def earlier_of(there: Shelf, standard: Standard, kept: Mapping[str, Any]) -> Standard | None:
    """Return the edition before one as it holds, where that says what became of it; `kept` is a row for an edition."""
    if standard.before is None:
        return None
    row = kept.get(standard.before.edition)
    return in_force(there.file(standard.id, standard.before.edition), row.corrections if row else "").standard


def with_checking(standard: Standard, checked: Checked) -> Standard:
    """Return a standard that says who compared it with the publisher's text, in each requirement that said nobody."""
    requirements = tuple(replace(each, checked=each.checked or checked) for each in standard.requirements)
    return replace(standard, checked=checked, requirements=requirements)


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
    base = base_of(place)
    if value in (None, "", ()):
        return "none"
    if base in _LISTS and isinstance(value, tuple):
        return listed(inside_a_sentence(each.label) for each in _LISTS[base] if each.value in value)
    return _SAYS.get(base, str)(value)
