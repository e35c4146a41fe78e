"""The center's letterhead: logo, accent colour and cover letter, as its packets and handouts print them.

A logo is read in a child process and drawn anew; that picture alone is kept, in the store under its SHA-256, and lies
there before the row names it. A packet seals the letterhead with its inputs, so a later change leaves it as it was.
"""

import io
import re
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, select

from tracker.db import db
from tracker.domain import accent as accents
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound, UnreadableFile
from tracker.intake.inspection import take_in_logo
from tracker.models import Center
from tracker.services import file_copies, history, virus_scanning
from tracker.services.actor import Actor
from tracker.storage.failures import plain_failures

NOT_YOURS = "Only a director changes the center's letterhead."
MEANWHILE = "Somebody else changed the settings meanwhile. Look at them again, then save."
LARGEST_LOGO = 5_000_000
LONGEST_LETTER = 6_000
OWN = "own"
_BETWEEN = re.compile(r"\n[ \t]*\n+")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """How a center's packets look; what is empty is not there, an empty accent is the product's own colour."""

    accent: str = ""
    logo: str = ""
    letter: str = ""
    signed_by: str = ""
    signed_as: str = ""
    version: int = 0

    @property
    def color(self) -> str:
        """The accent that is printed."""
        return self.accent or accents.STANDARD

    @property
    def palette(self) -> str:
        """Which choice of the palette the accent is, or that it is the center's own."""
        return self.color if self.color in accents.PALETTE else OWN

    @property
    def own_accent(self) -> str:
        """The accent, where it is the center's own."""
        return self.color.upper() if self.palette == OWN else ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The letter as it is printed: parted where a line is empty."""
        return tuple(each.strip() for each in _BETWEEN.split(self.letter) if each.strip())

    @property
    def logo_path(self) -> Path | None:
        """Where the logo lies; None where there is none, or where it was lost, which `check` tells."""
        store = file_copies.store()
        return store.path_of(self.logo) if self.logo and store.exists(self.logo) else None


def of(actor: Actor) -> Letterhead:
    """Return the letterhead of the actor's center."""
    row = db.session.get_one(Center, actor.center_id)
    held = (row.accent, row.logo_sha256, row.letter, row.letter_signed_by, row.letter_signed_as)
    accent, logo, letter, signed_by, signed_as = (value or "" for value in held)
    return Letterhead(accent, logo, letter, signed_by, signed_as, row.version)


def change(actor: Actor, wanted: Letterhead) -> None:
    """Change accent and letter; the logo stays as it is.

    Raises Conflict for a colour that is too pale, a signature without a letter, or where somebody was quicker.
    """
    actor.must(Action.MANAGE_CENTER, NOT_YOURS)
    row: Center = db.session.get_one(Center, actor.center_id)
    if row.version != wanted.version:
        raise Conflict(MEANWHILE)
    color = accents.read(wanted.color)
    if wanted.signed_by and not wanted.letter:
        raise Conflict("Write the letter that is signed, or take the name out.", field="letter")
    if wanted.letter and not wanted.signed_by:
        raise Conflict("Enter who signs the letter.", field="signed_by")
    before = of(actor)
    after = {"accent": "" if color == accents.STANDARD else color, "letter": wanted.letter}
    after |= {"signed_by": wanted.signed_by, "signed_as": wanted.signed_as}
    changes = {name: [getattr(before, name), value] for name, value in after.items() if getattr(before, name) != value}
    if not changes:
        return
    row.accent, row.letter = after["accent"] or None, after["letter"] or None
    row.letter_signed_by, row.letter_signed_as = after["signed_by"] or None, after["signed_as"] or None
    db.session.flush()
    history.append(actor, "change", "center", row.public_id, detail=_told(changes))


def keep_logo(actor: Actor, source: BinaryIO) -> str:
    """Read a picture in a child process and keep it as it is printed; return its digest.

    To be called before the unit of work that names it: a picture that no row comes to name goes after a day. Raises
    Refused, UnreadableFile in plain words.
    """
    actor.must(Action.MANAGE_CENTER, NOT_YOURS)
    content = source.read(LARGEST_LOGO + 1)
    with plain_failures(), tempfile.TemporaryDirectory(prefix="logo-") as folder:
        path = Path(folder) / "logo"
        path.write_bytes(content)
        virus_scanning.refuse_harmful(actor, path, sha256(content).hexdigest())
        return file_copies.store().put(io.BytesIO(take_in_logo(path))).sha256


def set_logo(actor: Actor, digest: str, shown: str) -> None:
    """Let a kept picture be the logo, or none where the digest is empty, in the place of the one that was shown.

    Raises Conflict where another is there meanwhile.
    """
    actor.must(Action.MANAGE_CENTER, NOT_YOURS)
    row: Center = db.session.get_one(Center, actor.center_id)
    before = row.logo_sha256 or ""
    if before == digest:
        return
    if before != shown:
        raise Conflict("Somebody else changed the logo meanwhile. Look at it, then choose again.")
    told = {"logo": [before, digest]}
    row.logo_sha256 = digest or None
    db.session.flush()
    history.append(actor, "change", "center", row.public_id, detail=told)


def logo_picture(actor: Actor, digest: str) -> bytes:
    """Return the center's logo, a PNG. Raises NotFound for another picture, UnreadableFile where it changed."""
    actor.must(Action.MANAGE_CENTER, NOT_YOURS)
    if not digest or of(actor).logo != digest:
        raise NotFound("There is no such logo.")
    with file_copies.store().open(digest) as stream:
        content = stream.read()
    if sha256(content).hexdigest() != digest:
        raise UnreadableFile("The logo is not what it was. Choose it again.")
    return content


def logos_in_use(connection: Connection | None = None) -> set[str]:
    """Return the logo of each center of the installation: files that a row names, as evidence is."""
    asked = select(Center.logo_sha256).where(Center.logo_sha256.is_not(None)).distinct()
    return set((connection or db.session).scalars(asked))


def _told(changes: dict[str, list[str]]) -> dict[str, list[str]]:
    """Say of a letter how long it was and is; its words stand in the packets that print them."""
    if "letter" in changes:
        changes["letter"] = [f"{len(words):,} characters" if words else "" for words in changes["letter"]]
    return changes
