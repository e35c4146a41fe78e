"""What a backup says of itself: what is in it, from when, made by which version, and the digest of every file."""

import json
import re
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from tracker.domain.errors import UnreadableFile

FORM = 1
# Over a million files. A longer one is none that we wrote, and would only fill the memory.
LARGEST = 256 * 1024 * 1024
_WORD = re.compile(r"[A-Za-z0-9_.+-]{1,80}", re.ASCII)
_PATH = re.compile(r"(?:[a-z0-9_][a-z0-9_.-]*/){0,3}[a-z0-9_][a-z0-9_.-]*", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a backup as it lies there: where, how long, and the SHA-256 of its bytes, encrypted or not."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a PostgreSQL database: its columns as they stand in its file, and how many rows."""

    name: str
    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """A backup's account of itself.

    `keys`: a fingerprint for each key that the installation had. `heads`: the last line of each center's history, by
    the center's public id. `missing`: digests of files that rows name and that were gone or damaged already. `mark`:
    a digest of all the rest under the key of history, see services.backup.genuine.
    """

    product: str
    schema: str
    database: str
    made_at: datetime
    recipients: tuple[str, ...]
    keys: dict[str, str]
    keys_inside: bool
    counts: dict[str, int]
    heads: dict[str, tuple[int, str]]
    last_change_at: datetime | None
    parts: tuple[Part, ...]
    objects: tuple[Part, ...]
    tables: tuple[Table, ...] = ()
    missing: tuple[str, ...] = ()
    mark: str = ""
    form: int = field(default=FORM)

    def to_json(self) -> bytes:
        """Return it as it is kept: the same manifest gives the same bytes."""
        return json.dumps(asdict(self), default=_plain, indent=1, sort_keys=True).encode() + b"\n"

    @classmethod
    def from_json(cls, content: bytes) -> "Manifest":
        """Read what `to_json` wrote. Raises UnreadableFile for anything else, and for a form of a newer version."""
        try:
            told = json.loads(content)
            if told["form"] > FORM:
                raise UnreadableFile(
                    f"It was made by a newer version of the tracker ({_word(told['product'])}). Install that."
                )
            return cls(**told | _typed(told))
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            raise UnreadableFile("manifest.json is damaged.") from None


def _typed(told: dict[str, Any]) -> dict[str, Any]:
    """Return what is told, as what it must be. Whoever wrote it may mean harm: nothing else is taken."""
    last = told["last_change_at"]
    return {
        **{name: _word(told[name]) for name in ("product", "schema", "database")},
        "made_at": datetime.fromisoformat(told["made_at"]),
        "last_change_at": datetime.fromisoformat(last) if last else None,
        "recipients": tuple(_word(each) for each in _list(told["recipients"])),
        "keys": {_word(name): _word(fingerprint) for name, fingerprint in told["keys"].items()},
        "keys_inside": told["keys_inside"] is True,
        "counts": {str(name): _number(count) for name, count in told["counts"].items()},
        "heads": {
            _word(center): (_number(number), _word(digest)) for center, (number, digest) in told["heads"].items()
        },
        "parts": _parts(told["parts"]),
        "objects": _parts(told["objects"]),
        "tables": tuple(_table(each) for each in _list(told["tables"])),
        "missing": tuple(_word(each) for each in _list(told["missing"])),
        "mark": str(told.get("mark", "")),
    }


def _parts(told: object) -> tuple[Part, ...]:
    """Return the files of a list, each named once: of two of one name, one would pass unseen."""
    found = tuple(_part(each) for each in _list(told))
    if len({part.path.removesuffix(".age") for part in found}) != len(found):
        raise ValueError
    return found


def _part(told: dict[str, Any]) -> Part:
    path, sha256 = str(told["path"]), str(told["sha256"])
    # Paths are joined to a folder: one that leads out of it is refused here, once.
    if not _PATH.fullmatch(path) or not _SHA256.fullmatch(sha256):
        raise ValueError(path)
    return Part(path, _number(told["size"]), sha256)


def _table(told: dict[str, Any]) -> Table:
    return Table(_word(told["name"]), tuple(_word(each) for each in _list(told["columns"])), _number(told["rows"]))


def _word(told: object) -> str:
    """Return a short word. It may be printed: nothing that a terminal would follow."""
    if not isinstance(told, str) or not _WORD.fullmatch(told):
        raise ValueError
    return told


def _number(told: object) -> int:
    if not isinstance(told, int) or told < 0:
        raise ValueError
    return told


def _list(told: object) -> list[Any]:
    if not isinstance(told, list):
        raise TypeError
    return told


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
