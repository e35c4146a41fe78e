"""Ways to forge a packet for somebody who holds its file, another packet and a key of their own, not the center's."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from tests.promises.forger import forgers_signer, sealed, signed
from tracker.domain import packet_seal
from tracker.domain.packet_seal import Seal
from tracker.services.packets import signing


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
    found = packet_seal.read(packet[-signing.LONGEST_END :], len(packet))
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
    """Return a body with a genuine seal and signature behind it, the seal written as it must be there."""
    written = packet_seal.written(seal.facts, seal.key, seal.signature, packet_seal.ending_of(body), seal.form)
    return body + written + seal.behind


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
    return signed(sealed(_forged_body(loot), found_in(loot.packet).facts), loot.folder)


def sealed_in_the_centers_name(loot: Loot) -> bytes:
    """Change it, sign it with the forger's own key, and write the center's key beside."""
    genuine = found_in(loot.packet)
    return signed(sealed(_forged_body(loot), genuine.facts, genuine.key), loot.folder)


def seal_changed(loot: Loot) -> bytes:
    """Let the seal say that it is of another day."""
    genuine = found_in(loot.packet)
    facts = replace(genuine.facts, as_of="2031-01-01")
    return resealed(loot.packet[: -len(loot.seal)], replace(genuine, facts=facts))


def seal_removed(loot: Loot) -> bytes:
    """Take the seal off, and pass it for a packet from before there were any."""
    return loot.packet[: -len(loot.seal)]


def pages_swapped(loot: Loot) -> bytes:
    """Let two pages change places."""

    def change(pdf: pikepdf.Pdf) -> None:
        second = pdf.pages[1]
        del pdf.pages[1]
        pdf.pages.append(second)

    return changed(loot, change)


def facts_changed(loot: Loot) -> bytes:
    """Change what is attached for programs."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AF[0].EF.F.write(b"{}")

    return changed(loot, change)


def link_turned(loot: Loot) -> bytes:
    """Let a claim lead to another certificate."""

    def change(pdf: pikepdf.Pdf) -> None:
        places = pdf.Root.Names.Dests.Names
        places[1], places[3] = places[3], places[1]

    return changed(loot, change)


def update_put_between(loot: Loot) -> bytes:
    """Put an update between the seal and the signature."""
    body = loot.packet[: -len(found_in(loot.packet).behind)]
    return updated(replace(loot, packet=body)) + found_in(loot.packet).behind


def signature_removed(loot: Loot) -> bytes:
    """Take the signature off and leave the seal."""
    return loot.packet[: -len(found_in(loot.packet).behind)]


def signature_of_another(loot: Loot) -> bytes:
    """Put another packet's signature behind the seal."""
    return signature_removed(loot) + found_in(loot.other).behind


def signed_anew(loot: Loot) -> bytes:
    """Take the signature off, and sign with a certificate that the forger made."""
    return signed(signature_removed(loot), loot.folder)


def signed_besides(loot: Loot) -> bytes:
    """Sign once more behind the signature."""
    path = loot.folder / "besides.pdf"
    path.write_bytes(loot.packet)
    with path.open("rb+") as file:
        signers.PdfSigner(signers.PdfSignatureMetadata(field_name="Second"), forgers_signer()).sign_pdf(
            IncrementalPdfFileWriter(file), in_place=True
        )
    return path.read_bytes()


def signature_written_otherwise(loot: Loot) -> bytes:
    """Write the digits of the signature small: the same number, other bytes, which it does not cover."""
    behind = found_in(loot.packet).behind
    hole = max(re.findall(rb"<[0-9A-F]{1000,}>", behind), key=len)
    return loot.packet.replace(hole, hole.lower())


def room_filled(loot: Loot) -> bytes:
    """Write something into the room that the signature left free."""
    at = loot.packet.rfind(b"0000>")
    return loot.packet[:at] + b"1" + loot.packet[at + 1 :]


def cut_off(loot: Loot) -> bytes:
    """Lose the last kilobyte on the way."""
    return loot.packet[:-1024]


def more_behind(loot: Loot) -> bytes:
    """Put bytes behind the end."""
    return loot.packet + b"\n"


FORGERIES: tuple[Callable[[Loot], bytes], ...] = (
    *(verdict_changed, exhibit_swapped, page_removed, page_added, description_changed, attachment_added, saved_anew),
    *(updated, seal_transplanted, sealed_with_another_key, sealed_in_the_centers_name, seal_changed, seal_removed),
    *(cut_off, more_behind, pages_swapped, facts_changed, link_turned, update_put_between, signature_removed),
    *(signature_of_another, signed_anew, signed_besides, signature_written_otherwise, room_filled),
)


def _forged_body(loot: Loot) -> bytes:
    """Return what a page says changed, with neither seal nor signature."""
    source, target = loot.folder / "loot.pdf", loot.folder / "body.pdf"
    source.write_bytes(loot.packet[: found_in(loot.packet).covers])
    with pikepdf.open(source) as pdf:
        pdf.pages[1].contents_add(b"BT /F0 12 Tf 100 700 Td (Met) Tj ET")
        pdf.save(target)
    return target.read_bytes()
