"""Names of people where they must not be read: initials in their place, and typed text without them."""

import re
import unicodedata
from collections.abc import Iterable

MASKED = "[name]"
# How a decision is signed that was taken without an account: behind the name and the function.
BY_LINK = ", by a one-time link"
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_JOINT = re.compile(r"['\u2019-]")
_ADDRESS = re.compile(r"\S+@\S+")
_SEVERAL = re.compile(rf"{re.escape(MASKED)}(?:[\s,.]+{re.escape(MASKED)})+")
# Small words of names that are words of titles as well.
_PARTICLES = frozenset(
    {"the", "and", "del", "der", "den", "des", "los", "las", "van", "von", "dos", "das", "ibn", "bin"}
)


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name: "María de la Cruz" gives "M. C."."""
    words = [word for word in ("".join(filter(str.isalpha, each)) for each in name.split()) if word]
    ends = words if len(words) < 2 else [words[0], words[-1]]
    return " ".join(f"{word[0].upper()}." for word in ends)


class Mask:
    """Takes names out of text that people typed, such as the title of a training.

    Each word of three letters or more that is a word of a name goes, however it is spelled as to case and accents; a
    shorter one where it begins with a capital as in the name. A title may so lose a word that only happens to be a name
    as well; that is the cost of losing none that is one.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Learn the names; each word of them once."""
        self._long: set[str] = set()
        self._short: set[str] = set()
        self._unspaced: set[str] = set()
        for name in map(_composed, names):
            for word in _WORD.findall(name):
                self._learn(word)
            letters = "".join(filter(str.isalpha, name))
            if len(letters) > 1 and _has_no_case(letters):
                self._unspaced |= {each for each in (letters, *name.split()) if len(each) > 1}

    def _learn(self, word: str) -> None:
        for part in {word, *_JOINT.split(word)}:
            if len(part) > 2 and _folded(part) not in _PARTICLES:
                self._long.add(_folded(part))
            elif len(part) == 2 and part[0].isupper():
                self._short.add(part)

    def __call__(self, text: str) -> str:
        """Return a text with `MASKED` in place of each name, and of whatever looks like an address of mail."""
        text = _ADDRESS.sub(MASKED, _composed(text))
        for word in sorted(self._unspaced, key=len, reverse=True):
            text = text.replace(word, MASKED)
        masked = _WORD.sub(lambda found: MASKED if self._names(found[0]) else found[0], text)
        return _SEVERAL.sub(MASKED, masked)

    def _names(self, word: str) -> bool:
        parts = {word, *_JOINT.split(word)}
        return any(part in self._short or _folded(part) in self._long for part in parts)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def _has_no_case(letters: str) -> bool:
    return letters.upper() == letters.lower()
