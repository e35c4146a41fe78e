"""The seal of a packet: its inputs and its PDF kept under their digests, so that it can be issued again to the byte.

The inputs hold what is printed, and besides the record and the standard's own text: from these two anybody with the
rules can come to the same verdicts. Below full names they hold no record, for it would say what the packet does not.
The copies of files that are printed lie in the store under the digests that the inputs name.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.domain import sealing_form
from tracker.domain.errors import TrackerError, UnreadableFile
from tracker.domain.packet_seal import Facts
from tracker.domain.vocabulary import PacketState
from tracker.formatting import format_date
from tracker.models import Packet
from tracker.reports.context import PacketContext
from tracker.reports.packet import RenderedPacket
from tracker.reports.sealed import from_json, to_json
from tracker.services import installation
from tracker.services.packets import signing
from tracker.services.packets.composing import Composition
from tracker.services.standards import Followed
from tracker.storage import EvidenceStore

FORM = 1
LARGEST_PACKET = 4_000_000_000
DAMAGED = "The sealed inputs of this packet are damaged. Restore them from a backup."
# What was withdrawn keeps its digests and names no file any more.
NAMES_FILES = Packet.state != PacketState.WITHDRAWN


@dataclass(frozen=True, slots=True)
class SealedInputs:
    """What a packet was made from."""

    context: PacketContext

    @property
    def digests(self) -> Iterator[str]:
        """The digest of each file that the packet rests on: as it was added, as it is printed, and the logo."""
        for exhibit in self.context.exhibits:
            yield exhibit.sha256
            yield exhibit.copy
        if self.context.logo:
            yield self.context.logo


def packet_store() -> EvidenceStore:
    """Return the store of this installation, for packets and their inputs: these may be larger than an upload."""
    return _store_at(installation.current().evidence)


@cache
def _store_at(root: Path) -> EvidenceStore:
    return EvidenceStore(root, limit=LARGEST_PACKET)


def write_inputs(composition: Composition, followed: Followed) -> bytes:
    """Return the inputs of a packet in the form that is kept: the same composition gives the same bytes."""
    text = followed.holds.text
    inputs: dict[str, Any] = {
        "form": FORM,
        "context": json.loads(to_json(composition.context)),
        "record": None if composition.record is None else sealing_form.to_primitive(composition.record),
        "standard": {"id": followed.key, "edition": followed.edition, "text": text, "sha256": _digest(text)},
    }
    return json.dumps(inputs, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read_inputs(content: bytes) -> SealedInputs:
    """Read what `write_inputs` wrote. Raises UnreadableFile where it is not that."""
    try:
        inputs = json.loads(content)
        if inputs["form"] != FORM:
            raise UnreadableFile(f"These sealed inputs have form {inputs['form']}; this version reads form {FORM}.")
        plain = json.dumps(inputs["context"])
    except (ValueError, KeyError, TypeError):
        raise UnreadableFile(DAMAGED) from None
    return SealedInputs(from_json(plain))


def inputs_kept(digest: str) -> SealedInputs:
    """Read sealed inputs from the store. Raises NotFound where they are gone, UnreadableFile where they changed."""
    with packet_store().open(digest) as stream:
        content = stream.read()
    if sha256(content).hexdigest() != digest:
        raise UnreadableFile(DAMAGED)
    return read_inputs(content)


def issued_inputs() -> list[tuple[str, int, str]]:
    """Return public id, number and digest of the inputs of each issued packet of the center in force, by number."""
    issued = select(Packet.public_id, Packet.number, Packet.inputs_sha256).where(Packet.state == PacketState.ISSUED)
    rows = db.session.execute(issued.where(Packet.inputs_sha256 != "").order_by(Packet.number))
    return [(public_id, number, inputs) for public_id, number, inputs in rows]


def digests_in(digest: str) -> set[str]:
    """Return the files that a packet rests on, by its inputs; none where these are lost or damaged: `check` tells."""
    try:
        return set(inputs_kept(digest).digests)
    except TrackerError:
        return set()


def withdrawn_words(day: date, reason: str) -> str:
    """Say that a packet was withdrawn, when and why."""
    return f"This packet was withdrawn on {format_date(day)}, because: {reason}"


def sealed(
    drawn: RenderedPacket, context: PacketContext, center: str, public_id: str, kept: Path | None = None
) -> RenderedPacket:
    """Put the seal of this installation on a packet that was just drawn. `center`: its public id.

    `kept` is the packet as it was issued, where it is issued again.
    """
    facts = Facts(
        center=context.center,
        center_id=center,
        packet=public_id,
        number=context.packet_id,
        standard=context.standard,
        edition=context.edition,
        as_of=context.as_of.isoformat(),
        issued_by=context.issued_by,
        issued_at=context.issued_at,
    )
    return replace(drawn, sha256=signing.seal(drawn.path, facts, kept))


def kept_file(digest: str) -> Path | None:
    """Return where a file lies that a packet prints, or None where it is gone."""
    return packet_store().path_of(digest) if packet_store().exists(digest) else None


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
