"""What an archive says of itself: its form, of which center and moment, and every member with its size and SHA-256."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tracker.domain.errors import UnreadableFile

MANIFEST, SEAL = "manifest.json", "manifest.seal"
LARGEST_MANIFEST = 64 * 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
NO_MANIFEST = "manifest.json is not what an archive of a center says of itself. Take the archive anew, as it was made."


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside: its name, its size in bytes, and its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """An archive's own account. `schema`: the revision of the tables; `rows`: how many rows of each table it holds.

    `history`: number and digest of the last line. `missing`: files that rows name and that were gone already.
    """

    form: int
    product: str
    schema: str
    made_at: datetime
    made_by: str
    center: str
    center_name: str
    history: tuple[int, str]
    rows: Mapping[str, int]
    missing: tuple[str, ...]
    members: tuple[Member, ...]

    def to_json(self) -> bytes:
        """Return it as it lies in the archive."""
        told = {
            "form": self.form,
            "product": self.product,
            "schema": self.schema,
            "made_at": self.made_at.isoformat(timespec="seconds"),
            "made_by": self.made_by,
            "center": {"id": self.center, "name": self.center_name},
            "history": {"number": self.history[0], "digest": self.history[1]},
            "rows": dict(self.rows),
            "missing": list(self.missing),
            "members": [{"name": it.name, "size": it.size, "sha256": it.sha256} for it in self.members],
        }
        return json.dumps(told, ensure_ascii=False, indent=1).encode()

    @classmethod
    def read(cls, content: bytes) -> "Manifest":
        """Read what `to_json` wrote. Raises UnreadableFile for anything else."""
        try:
            told = json.loads(content)
            found = cls(
                form=_of(int, told["form"]),
                product=_of(str, told["product"]),
                schema=_of(str, told["schema"]),
                made_at=datetime.fromisoformat(told["made_at"]),
                made_by=_of(str, told["made_by"]),
                center=_of(str, told["center"]["id"]),
                center_name=_of(str, told["center"]["name"]),
                history=(_of(int, told["history"]["number"]), _of(str, told["history"]["digest"])),
                rows={_of(str, name): _of(int, rows) for name, rows in told["rows"].items()},
                missing=tuple(map(_digest, told["missing"])),
                members=tuple(_member(it) for it in told["members"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise UnreadableFile(NO_MANIFEST) from None
        if found.made_at.tzinfo is None:
            raise UnreadableFile(NO_MANIFEST)
        return found


def _member(told: Any) -> Member:
    size = _of(int, told["size"])
    if size < 0:
        raise ValueError
    return Member(_of(str, told["name"]), size, _digest(told["sha256"]))


def _digest(told: Any) -> str:
    if not _DIGEST.fullmatch(_of(str, told)):
        raise ValueError
    return str(told)


def _of(kind: type, told: Any) -> Any:
    if type(told) is not kind:
        raise TypeError
    return told
