"""Names of people in every form in which people write them: "SANTOS, MARIA, LCSW" is Maria Santos."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.domain.imports.cells import plain
from tracker.domain.imports.lines import PersonWords

_TITLE_WORDS = (
    "dr mr mrs ms miss mx prof det detective sgt sergeant lt lieutenant capt captain cpl corporal ofc officer dep "
    "deputy inv investigator trooper sheriff chief judge hon honorable rev sister"
)
_DEGREE_WORDS = (
    "aprn aswb atr ba bcba bcd bs bsn bsw ca cadc cams cap cctp cfi cht cna cnm cpnp csac cva dnp do edd edm esq fnp "
    "fnpc icadc jd lac lacsw lcac lcpc lcsw lcswa lcswc lcswr licsw lisw lmft lmhc lmsw lpc lpcc lpca lpcs lpn lsw "
    "lgsw ma mba md mdiv med mft mha mph mpa ms msed msn msw np ncc pa pac phd phr pmhnp pnp psyd qmhp rn rpt rpts "
    "sane sanea sanep shrm cpa lmhp lcmhc lcmhca lscsw lpa lbsw facog faap"
)
_PARTICLE_WORDS = "de del della der den di du la las le los van von da dos das y e bin ibn al"
_TITLES, _DEGREES, _PARTICLES = (frozenset(words.split()) for words in (_TITLE_WORDS, _DEGREE_WORDS, _PARTICLE_WORDS))
# Degrees that are names of people as well, where everything is written in capitals.
_SHORT = 2
_GENERATIONS = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}
_ASIDE = re.compile(r"\([^)]*\)|[“\"][^”\"]*[”\"]|\[[^\]]*\]")
_MAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[a-z]{2,}", re.IGNORECASE)
_MOST_BESIDE = 3
_BEFORE_NAMES = "aka fka formerly former previously was now nee ne maiden name born legally goes by prev"  # née: ne
_BEFORE_A_NAME = frozenset(_BEFORE_NAMES.split())
_CUTS = re.compile(r"\s*(?:;|\n)\s*")
LONGEST_NAME = 200


def read_person(written: str, first: str = "", last: str = "", email: str = "") -> PersonWords | None:
    """Return a person from what columns say, or None where none of them holds a name or an address."""
    address = next((found[0] for found in map(_MAIL.search, (plain(email), plain(written))) if found), "").lower()
    if plain(first) and plain(last):
        firsts, lasts = _words(first), _words(last)
        ends = [word for word in lasts if _key(word) in _GENERATIONS]
        return _person(firsts, [word for word in lasts if word not in ends], ends, f"{first} {last}", address)
    text = _MAIL.sub(" ", _ASIDE.sub(" ", written or last or first)).replace("<", " ").replace(">", " ")
    words = _ordered(plain(text))
    if words is None:
        return PersonWords("", email=address, written=plain(written)) if address else None
    found = _person(*words, written or last or first, address)
    return replace(found, also=_beside(written, found))


def named(written: str) -> PersonWords:
    """Return a person by what is taken for their name, as it stands where it can be read as none."""
    return read_person(written) or PersonWords(written)


def _beside(written: str, person: PersonWords) -> tuple[str, ...]:
    """Return what somebody is called as well: "Robert (Bob) Smith" is Bob Smith, "Ana Ruiz (née Lopez)" Ana Lopez."""
    names = person.full.split()
    first, last = person.first or names[0], person.last or names[-1]
    found = []
    for aside in _ASIDE.finditer(written):
        words = [word for word in _words(aside[0].strip('()[]“”"')) if _key(word) not in _BEFORE_A_NAME]
        if not 0 < len(words) <= _MOST_BESIDE or re.search(r"[\d@&]", aside[0]):
            continue
        told = " ".join(words)
        is_before_the_last = bool(plain(_ASIDE.sub(" ", written[aside.end() :])).strip(" ,")) and "," not in written
        is_short = is_before_the_last or ("," in written and len(words) == 1)
        found += [f"{told} {last}"] if is_short else []
        found += [] if is_before_the_last else [told if len(words) > 1 else f"{first} {told}"]
    return tuple(dict.fromkeys(name[:LONGEST_NAME] for name in found if name != person.full))


def several(written: str) -> tuple[str, ...]:
    """Return the names of a cell that holds several, each on a line of its own or after a semicolon.

    Commas part names as well where there are three or more, each of two words.
    """
    parts = tuple(part for part in _CUTS.split(written.strip()) if plain(part))
    listed = tuple(part.strip() for part in written.split(","))
    if len(parts) == 1 and len(listed) > 2 and all(map(looks_like_name, listed)):
        return listed
    return parts if parts and all(map(looks_like_name, parts)) else (written,)


def looks_like_name(text: str) -> bool:
    """Tell whether a text can be the name of one person: two to five words of letters, and no sentence."""
    bare = plain(_ASIDE.sub(" ", text))
    if re.search(r"[\d@:!?/&+*=_]", bare) or len(bare) > 60:
        return False
    words = _ordered(bare)
    named = [*words[0], *words[1]] if words else []
    return 2 <= len(named) <= 5 and all(word[0].isupper() or word.casefold() in _PARTICLES for word in named)


def _ordered(text: str) -> tuple[list[str], list[str], list[str]] | None:
    """Return the first names, the last names where they are told apart, and what follows them ("Jr.")."""
    if re.search(r"\d|&|/| and ", text):
        return None
    is_loud = text == text.upper()
    parts = [words for words in (_words(part) for part in text.split(",")) if words]
    ends = [word for words in parts for word in words if _key(word) in _GENERATIONS]
    kept = [[word for word in words if word not in ends] for words in parts]
    kept = [words for place, words in enumerate(kept) if words and not (place and _are_degrees(words))]
    if not kept:
        return None
    kept[-1] = _without_degrees(kept[-1], is_loud)
    if len(kept) > 2 or not kept[-1]:
        return None
    if len(kept) == 2:
        # "Garcia Lopez, Ana Maria" is one person and "Priya Nair, Tom Baker" two, and nobody can tell.
        are_both_long = all(len(words) > 1 and not _PARTICLES & set(map(_key, words)) for words in kept)
        is_initial = len(_key(kept[1][-1])) == 1
        return None if are_both_long and not is_initial else (kept[1], kept[0], ends)
    words = kept[0]
    return (words[:1], words[1:], ends) if len(words) == 2 else (words, [], ends)


def _words(text: str) -> list[str]:
    words = [word for word in plain(text).split() if any(map(str.isalpha, word))]
    while len(words) > 1 and _key(words[0]) in _TITLES:
        words = words[1:]
    return [word.strip(".") if len(word) > 2 and _key(word) not in _GENERATIONS else word for word in words]


def _are_degrees(words: Sequence[str]) -> bool:
    return all(_key(word) in _DEGREES for word in words)


def _without_degrees(words: list[str], is_loud: bool) -> list[str]:
    while len(words) > 2 and _is_degree(words[-1], is_loud):
        words = words[:-1]
    return words


def _is_degree(word: str, is_loud: bool) -> bool:
    key = _key(word)
    return key in _DEGREES and word != word.capitalize() and (not is_loud or len(key) > _SHORT)


def _key(word: str) -> str:
    return re.sub(r"[^a-z]", "", word.casefold())


def _person(firsts: list[str], lasts: list[str], ends: list[str], written: str, email: str) -> PersonWords:
    all_words = [*firsts, *lasts]
    is_plain = any(word != word.upper() for word in all_words) and any(word != word.lower() for word in all_words)
    first, last = (" ".join(word if is_plain else _cased(word) for word in words) for words in (firsts, lasts))
    end = " ".join(_GENERATIONS[_key(word)] for word in ends)
    full = " ".join(part for part in (first, last, end) if part)[:LONGEST_NAME]
    return PersonWords(full, first if last else "", last, email, plain(written))


def _cased(word: str) -> str:
    """Return a word of a name that was written in capitals, or without any, as it is usually written."""
    if word.casefold() in _PARTICLES:
        return word.lower()
    parts = re.split(r"([-'\u2019.])", word.lower())
    spelled = "".join(part[:1].upper() + part[1:] for part in parts)
    return re.sub(r"^Mc([a-z])", lambda found: f"Mc{found[1].upper()}", spelled)
