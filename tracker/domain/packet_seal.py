"""The seal at the end of a packet's file: what it is, and a signature over that and over every byte before it.

Lines of a PDF's comment, then the ending of the file once more, for readers look for it in the last kilobyte:

    %TrackerSeal 2
    %facts eyJhc19vZi…        JSON, base64, in lines of at most 120 characters
    %key …                    the public key, Ed25519
    %signature …
    startxref
    12345
    %%EOF

Behind a seal of form 2 stands one more thing: the signature that PDF readers show, as an update of the file. Form 1 is
that of packets from before there were signatures; nothing stands behind it.

There is one way to write a seal. What is written in any other way, down to a blank, is none.
"""

import json
import re
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, fields

from tracker.domain.errors import UnreadableFile

FORMS = {1: b"%TrackerSeal 1\n", 2: b"%TrackerSeal 2\n"}
NEWEST = 2
LONGEST = 16_384
_MARK = re.compile(rb"(?<=\n)%TrackerSeal ([12])\n")
_WIDTH = 120
_ENDING = re.compile(rb"startxref\n[0-9]{1,12}\n%%EOF\n\Z")
_LINE = re.compile(rb"%(facts|key|signature) ([A-Za-z0-9+/]+={0,2})\n")
_BROKEN = "Its seal is damaged, or something was put behind it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a packet is, by whom and when it was issued, as its seal says."""

    center: str
    center_id: str
    packet: str
    number: str
    standard: str
    edition: str
    as_of: str
    issued_by: str
    issued_at: str


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal as it stands in a file, whose first `covers` bytes it covers. Nobody has checked its signature yet.

    `behind` is what stands behind it: where the form is 2, what should be the signature that PDF readers show.
    """

    facts: Facts
    key: bytes
    signature: bytes
    covers: int
    form: int = NEWEST
    behind: bytes = b""


def message(facts: Facts, digest: bytes, form: int = NEWEST) -> bytes:
    """Return what is signed. `digest`: the SHA-256 of the file before its seal."""
    return FORMS[form] + digest + _facts(facts)


def ending_of(tail: bytes) -> bytes:
    """Return how a file ends, from its last bytes. Raises UnreadableFile where it is no whole PDF."""
    found = _ENDING.search(tail)
    if found is None:
        raise UnreadableFile("This is no whole PDF: its end is missing.")
    return found[0]


def written(facts: Facts, key: bytes, signature: bytes, ending: bytes, form: int = NEWEST) -> bytes:
    """Return a seal as it stands at the end of a file."""
    return (
        FORMS[form] + _lines(b"facts", _facts(facts)) + _lines(b"key", key) + _lines(b"signature", signature) + ending
    )


def read(tail: bytes, size: int) -> Seal | None:
    """Return the seal at the end of a file of `size` bytes, from its last bytes; None where there is no mark of one.

    Raises UnreadableFile for a seal that is not written as `written` does, and for one with something behind it, or
    nothing, where its form does not say so.
    """
    marks = list(_MARK.finditer(tail))
    if not marks:
        return None
    at, form = marks[-1].start(), int(marks[-1][1])
    text = tail[at:]
    parts: dict[bytes, bytes] = {b"facts": b"", b"key": b"", b"signature": b""}
    try:
        for name, coded in _LINE.findall(text):
            parts[name] += coded
        facts, key, signature = (b64decode(part, validate=True) for part in parts.values())
        said, ending = _read_facts(facts), ending_of(tail[:at])
    except (ValueError, TypeError, RecursionError):
        raise UnreadableFile(_BROKEN) from None
    expected = written(said, key, signature, ending, form)
    behind = text[len(expected) :]
    if not text.startswith(expected) or bool(behind) is not (form == NEWEST):
        raise UnreadableFile(_BROKEN)
    return Seal(said, key, signature, size - len(text), form, behind)


def _facts(facts: Facts) -> bytes:
    return json.dumps(asdict(facts), sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()


def _read_facts(text: bytes) -> Facts:
    said = json.loads(text)
    names = {each.name for each in fields(Facts)}
    if not isinstance(said, dict) or set(said) != names or not all(isinstance(each, str) for each in said.values()):
        raise ValueError(_BROKEN)
    return Facts(**said)


def _lines(name: bytes, content: bytes) -> bytes:
    coded = b64encode(content)
    parts = (coded[start : start + _WIDTH] for start in range(0, len(coded), _WIDTH))
    return b"".join(b"%" + name + b" " + part + b"\n" for part in parts)
