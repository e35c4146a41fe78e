"""Which person a name of a file means, and which training a title: with a score, the runner-up, and why.

Certain is only what is equal without case, accents and punctuation, where no other address speaks against it.
Everything else is proposed and asked: a certificate under the wrong name is worse than one more question.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz import fuzz, process

from tracker.domain.nicknames import may_be
from tracker.domain.titles import fold

MOST_LIKE = 3
# Below it two names have nothing to do with each other, and a title is one of its own.
LEAST_NAME, LEAST_TITLE = 72, 80
# From here on a name is proposed, if the next one is so far behind.
PROPOSED, AHEAD = 85, 6
_SAME_NAME_OTHER_ADDRESS, _BESIDE, _SAME_ADDRESS = 96, 96, 90
_ANOTHER = "a former or another name"
_OTHER_NAME = "the same email address, another name"
_SAME_LAST_SHORT_FIRST, _SAME_LAST_INITIAL, _SAME_FIRST = 95, 88, 74


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody, or a training, that may be meant: its public id and name, a score of 100, and why in words."""

    public_id: str
    name: str
    score: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a name was found to mean: one for certain, or those that it may be, the likest first."""

    certain: Candidate | None = None
    like: tuple[Candidate, ...] = ()

    @property
    def proposed(self) -> Candidate | None:
        """The one that is far ahead of the next, if there is one."""
        if not self.like or self.like[0].score < PROPOSED:
            return None
        behind = self.like[1].score if len(self.like) > 1 else 0
        return self.like[0] if self.like[0].score - behind >= AHEAD else None


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody, or a training, under one of its names, folded. `name` is what it is called now."""

    public_id: str
    name: str
    key: str
    email: str = ""

    @property
    def is_other(self) -> bool:
        """Whether the name is a former or another one."""
        return self.key != fold(self.name)


_Named = TypeVar("_Named", Known, Candidate)


def person(name: str, email: str, known: Collection[Known], also: Collection[str] = ()) -> Found:
    """Return whom a name means among those here. `also`: other names of the same person that stand beside it.

    An address alone decides nothing where the name is somebody else's, or like no name of whose address it is.
    """
    key = "" if "@" in name else fold(name)
    of_address = _each_once(each for each in known if email and each.email.casefold() == email.casefold())
    named = _each_once(each for each in known if key and each.key == key)
    besides = set(map(fold, also))
    beside = _each_once(each for each in known if each.key in besides)
    if len(of_address) == 1 and of_address[0].public_id in {each.public_id for each in named}:
        # Of two of one name the address tells which.
        beside, named = [each for each in beside if each not in named], of_address
    if len(everybody := _each_once([*of_address, *named, *beside])) == 1:
        only, (it,) = of_address or named, everybody
        if only and (_is_like(key, it, known) if of_address else not _have_two_addresses(email, it)):
            why = "the same email address" if of_address else _ANOTHER if it.is_other else "the same name"
            return Found(Candidate(it.public_id, it.name, 100, why))
    if everybody:
        found = [_of_the_name(email, each) for each in named]
        found += [Candidate(each.public_id, each.name, _BESIDE, "the name beside it") for each in beside]
        found += [Candidate(each.public_id, each.name, _SAME_ADDRESS, _OTHER_NAME) for each in of_address]
        return Found(like=tuple(_each_once(found)))
    scored = sorted(
        (each for each in (_of_person(key, one) for one in known) if key and each.score >= LEAST_NAME),
        key=lambda each: (-each.score, each.name),
    )
    return Found(like=tuple(_each_once(scored)[:MOST_LIKE]))


def _is_like(key: str, one: Known, known: Collection[Known]) -> bool:
    """Tell whether a name may be somebody's, by any of their names; no name may be anybody's."""
    theirs = (each for each in known if each.public_id == one.public_id)
    return not key or any(_of_person(key, each).score >= LEAST_NAME for each in theirs)


def _each_once(found: Iterable[_Named]) -> list[_Named]:
    """Return of everybody the first that was found, whatever they are called by."""
    kept: dict[str, _Named] = {}
    for each in found:
        kept.setdefault(each.public_id, each)
    return list(kept.values())


def _have_two_addresses(email: str, one: Known) -> bool:
    return bool(email and one.email) and email.casefold() != one.email.casefold()


def _of_the_name(email: str, one: Known) -> Candidate:
    if _have_two_addresses(email, one):
        return Candidate(one.public_id, one.name, _SAME_NAME_OTHER_ADDRESS, "the same name, another email address")
    return Candidate(one.public_id, one.name, 100, "the same name")


def training(title: str, known: Collection[Known], equal: Collection[str]) -> Found:
    """Return which training a title means. `equal`: the public ids of those that are called so."""
    by_id = {each.public_id: each for each in known}
    if len(equal) == 1:
        (only,) = equal
        return Found(Candidate(only, by_id[only].name, 100, "the same title"))
    if equal:
        return Found(like=tuple(Candidate(each, by_id[each].name, 100, "the same title") for each in sorted(equal)))
    return Found(like=tuple(_of_titles(fold(title), known)))


def _of_titles(key: str, known: Collection[Known]) -> Iterable[Candidate]:
    listed = list(known)
    near = process.extract(
        key, [each.key for each in listed], scorer=fuzz.token_sort_ratio, score_cutoff=LEAST_TITLE, limit=3 * MOST_LIKE
    )
    found: dict[str, Candidate] = {}
    for _, score, place in near:
        each = listed[place]
        found.setdefault(each.public_id, Candidate(each.public_id, each.name, round(score)))
    return list(found.values())[:MOST_LIKE]


def _of_person(key: str, one: Known) -> Candidate:
    words, theirs = key.split(), one.key.split()
    score, why = round(fuzz.token_sort_ratio(key, one.key)), "a similar spelling"
    if len(words) > 1 and len(theirs) > 1:
        special = _by_parts(words, theirs)
        if special[0] > score:
            score, why = special
    why = f"{why}, as a former or another name" if one.is_other and why else why
    # Nothing but equality is certain.
    return Candidate(one.public_id, one.name, min(score, 99), why)


def _by_parts(words: list[str], theirs: list[str]) -> tuple[int, str]:
    first, last, their_first, their_last = words[0], words[-1], theirs[0], theirs[-1]
    if set(words) == set(theirs) or (first, last) == (their_first, their_last):
        return 97, "the same first and last name"
    if last == their_last and may_be(first, their_first):
        return _SAME_LAST_SHORT_FIRST, f"“{first.title()}” and “{their_first.title()}” are often one first name"
    if last == their_last and (first[0] == their_first[0]) and 1 in {len(first), len(their_first)}:
        return _SAME_LAST_INITIAL, "the same last name and initial"
    if first == their_first and (last in theirs or their_last in words):
        return 90, "the same first name, and one last name in common"
    if first == their_first:
        return _SAME_FIRST, "the same first name, another last name"
    return 0, ""
