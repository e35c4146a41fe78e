"""File names from other machines, made safe to show, to offer as a download and to put into an archive."""

import re
import unicodedata

from tracker.intake.formats import Format

LONGEST = 100
_LONGEST_BYTES = 200
_FOR_PATHS = re.compile(r'[<>:"|?*]+')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Persian, Hindi and emoji are misspelt without these two; they change no direction and hide nothing.
_JOINERS = frozenset({"\u200c", "\u200d"})
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])(\..*)?", re.IGNORECASE)


def clean_name(raw: str, form: Format) -> str:
    """Return a name without folders, unseen or turning characters, and with an ending that tells the truth.

    At most 100 characters and 200 bytes in UTF-8; never empty; safe on Windows, macOS and Linux.
    """
    name = re.split(r"[/\\]", raw[-4 * LONGEST :])[-1]
    name = "".join(" " if letter in "\t\r\n" else letter for letter in name if _is_seen(letter))
    name = unicodedata.normalize("NFC", _FOR_PATHS.sub("-", name))
    name = " ".join(name.split()).strip(". ")
    stem, ending = _split(name, form)
    stem = _shorten(stem, ending).strip(". ") or "Unnamed file"
    return f"_{stem}{ending}" if _DEVICES.fullmatch(stem) else f"{stem}{ending}"


def _is_seen(letter: str) -> bool:
    return letter in "\t\r\n" or letter in _JOINERS or unicodedata.category(letter) not in _UNSEEN


def _split(name: str, form: Format) -> tuple[str, str]:
    for ending in form.endings:
        if name.lower().endswith(ending):
            return name[: -len(ending)], ending
    return name, form.endings[0]


def _shorten(stem: str, ending: str) -> str:
    stem = stem[: LONGEST - len(ending)]
    while len(stem.encode()) + len(ending) > _LONGEST_BYTES:
        stem = stem[:-1]
    return stem
