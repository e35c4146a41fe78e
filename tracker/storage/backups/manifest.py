"""What a backup says of itself: what is in it, from when, made by which version, and the digest of every file."""

import json
import re
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from tracker.domain.errors import UnreadableFile

FORM = 1
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
    the center's public id. `missing`: digests of files that rows name and that were gone or damaged already.
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
                    f"It was made by a newer version of the tracker ({told['product']}). Install that."
                )
            return cls(**told | _typed(told))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise UnreadableFile("manifest.json is damaged.") from None


def _typed(told: dict[str, Any]) -> dict[str, Any]:
    last = told["last_change_at"]
    return {
        "made_at": datetime.fromisoformat(told["made_at"]),
        "last_change_at": datetime.fromisoformat(last) if last else None,
        "recipients": tuple(told["recipients"]),
        "heads": {center: (int(number), str(digest)) for center, (number, digest) in told["heads"].items()},
        "parts": tuple(_part(each) for each in told["parts"]),
        "objects": tuple(_part(each) for each in told["objects"]),
        "tables": tuple(Table(each["name"], tuple(each["columns"]), int(each["rows"])) for each in told["tables"]),
        "missing": tuple(told["missing"]),
    }


def _part(told: dict[str, Any]) -> Part:
    path, size, sha256 = str(told["path"]), int(told["size"]), str(told["sha256"])
    # Paths are joined to a folder: one that leads out of it is refused here, once.
    if not _PATH.fullmatch(path) or not _SHA256.fullmatch(sha256):
        raise ValueError(path)
    return Part(path, size, sha256)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
