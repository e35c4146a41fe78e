"""Ways to forge a packet for somebody who holds its file, another packet and a key of their own, not the center's."""

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tracker.domain import packet_seal
from tracker.domain.packet_seal import Facts, Seal

FORGERS_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@dataclass(frozen=True)
class Loot:
    """What the forger holds: a genuine packet, another one, and a place to work in."""

    packet: bytes
    other: bytes
    folder: Path

    @property
    def seal(self) -> bytes:
        """The genuine seal, as it stands in the file."""
        return self.packet[found_in(self.packet).covers :]


def found_in(packet: bytes) -> Seal:
    """Return the seal of a packet."""
    found = packet_seal.read(packet[-packet_seal.LONGEST :], len(packet))
    assert found is not None
    return found


def changed(loot: Loot, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return the packet with a change made by a PDF library, the genuine seal at its end again."""
    source, target = loot.folder / "loot.pdf", loot.folder / "changed.pdf"
    source.write_bytes(loot.packet)
    with pikepdf.open(source) as pdf:
        change(pdf)
        pdf.save(target)
    return resealed(target.read_bytes(), found_in(loot.packet))


def resealed(body: bytes, seal: Seal) -> bytes:
    """Return a body with a genuine seal behind it, written as it must be there."""
    return body + packet_seal.written(seal.facts, seal.key, seal.signature, packet_seal.ending_of(body))


def verdict_changed(loot: Loot) -> bytes:
    """Write over what a page says."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[1]
        page.contents_add(b"BT /F0 12 Tf 100 700 Td (Met) Tj ET")

    return changed(loot, change)


def exhibit_swapped(loot: Loot) -> bytes:
    """Put the last page, a certificate, in the place of another."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[-2] = pdf.pages[-1]

    return changed(loot, change)


def page_removed(loot: Loot) -> bytes:
    """Take a page out."""

    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[2]

    return changed(loot, change)


def page_added(loot: Loot) -> bytes:
    """Put a page in."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.add_blank_page()

    return changed(loot, change)


def description_changed(loot: Loot) -> bytes:
    """Name another center in the file's description."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Author"] = "Another center"

    return changed(loot, change)


def attachment_added(loot: Loot) -> bytes:
    """Attach a file."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["certificate.pdf"] = b"%PDF-1.7 a certificate"

    return changed(loot, change)


def saved_anew(loot: Loot) -> bytes:
    """Save it with another program, nothing changed."""
    return changed(loot, lambda _pdf: None)


def updated(loot: Loot) -> bytes:
    """Put an update behind it, as a reader does that adds a note; what stood there stays."""
    start = loot.packet.rfind(b"startxref\n") + len(b"startxref\n")
    before = loot.packet[start:].partition(b"\n")[0].decode()
    note = b"1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    table = f"xref\n1 1\n{len(loot.packet):010} 00000 n \ntrailer\n<< /Size 2 /Root 1 0 R /Prev {before} >>\n"
    at = len(loot.packet) + len(note)
    return loot.packet + note + table.encode() + f"startxref\n{at}\n%%EOF\n".encode()


def seal_transplanted(loot: Loot) -> bytes:
    """Put another packet's seal on this one."""
    return resealed(loot.packet[: -len(loot.seal)], found_in(loot.other))


def sealed_with_another_key(loot: Loot) -> bytes:
    """Change it and seal it with the forger's own key."""
    return sealed(_forged_body(loot), found_in(loot.packet).facts)


def sealed_in_the_centers_name(loot: Loot) -> bytes:
    """Change it, sign it with the forger's own key, and write the center's key beside."""
    genuine = found_in(loot.packet)
    return sealed(_forged_body(loot), genuine.facts, genuine.key)


def seal_changed(loot: Loot) -> bytes:
    """Let the seal say that it is of another day."""
    genuine = found_in(loot.packet)
    facts = replace(genuine.facts, as_of="2031-01-01")
    return resealed(loot.packet[: -len(loot.seal)], replace(genuine, facts=facts))


def seal_removed(loot: Loot) -> bytes:
    """Take the seal off, and pass it for a packet from before there were any."""
    return loot.packet[: -len(loot.seal)]


def cut_off(loot: Loot) -> bytes:
    """Lose the last kilobyte on the way."""
    return loot.packet[:-1024]


def more_behind(loot: Loot) -> bytes:
    """Put bytes behind the end."""
    return loot.packet + b"\n"


FORGERIES: tuple[Callable[[Loot], bytes], ...] = (
    *(verdict_changed, exhibit_swapped, page_removed, page_added, description_changed, attachment_added, saved_anew),
    *(updated, seal_transplanted, sealed_with_another_key, sealed_in_the_centers_name, seal_changed, seal_removed),
    *(cut_off, more_behind),
)


def sealed(body: bytes, facts: Facts, key: bytes = b"") -> bytes:
    """Return a body with a seal of the forger's, who writes a key beside it: their own unless another is named."""
    signature = FORGERS_KEY.sign(packet_seal.message(facts, hashlib.sha256(body).digest()))
    own = FORGERS_KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return body + packet_seal.written(facts, key or own, signature, packet_seal.ending_of(body))


def flipped(packet: bytes, chance: random.Random) -> bytes:
    """Return a packet with one bit turned over; a tenth of the time in its seal."""
    in_seal = chance.random() < 0.1
    at = chance.randrange(found_in(packet).covers if in_seal else 0, len(packet))
    content: Any = bytearray(packet)
    content[at] ^= 1 << chance.randrange(8)
    return bytes(content)


def _forged_body(loot: Loot) -> bytes:
    forged = verdict_changed(loot)
    return forged[: found_in(forged).covers]
