"""An issued packet is genuine by its seal, here and by the public key alone; an older one by register and history."""

import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from sqlalchemy import select, update

from tests.promises.packet_forgeries import Loot, seal_removed
from tests.services.packets.conftest import Issued
from tracker.db import db
from tracker.domain.errors import Refused, UnreadableFile
from tracker.models import HistoryEntry, Packet
from tracker.services import installation, packets
from tracker.services.packets import sealing, signing, verifying

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def file(issued: Issued, tmp_path: Path) -> Path:
    """A copy of the packet as somebody received it."""
    with issued.center.working():
        digest = db.session.scalar(select(Packet.sha256).where(Packet.public_id == issued.packet))
    kept = sealing.kept_file(digest)
    assert kept is not None
    return Path(shutil.copy(kept, tmp_path / "received.pdf"))


@pytest.fixture
def another_key(issued: Issued, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The installation has another key than the one that it sealed with."""
    own = Ed25519PrivateKey.generate()
    monkeypatch.setattr(signing, "_key", lambda: own)


def test_it_is_genuine_here_and_by_the_public_key_and_says_what_it_is(issued: Issued, file: Path) -> None:
    here, away = packets.here(file), packets.by_key(file, packets.read_public(packets.public_pem().encode()))
    assert (here.genuine, away.genuine) == (True, True)
    assert here.facts == away.facts
    assert here.facts is not None
    facts = here.facts
    assert (facts.center, facts.center_id) == ("Packet House CAC", issued.center.public_id)
    assert (facts.packet, facts.as_of, facts.issued_by) == (issued.packet, "2026-09-30", "Dana Whitfield")
    assert here.key == packets.fingerprint(packets.public_key())


def test_its_cover_names_the_key(issued: Issued, file: Path) -> None:
    with pypdfium2.PdfDocument(file) as pdf:
        said = "".join(pdf[0].get_textpage().get_text_range().split())
    assert packets.fingerprint(packets.public_key()).replace(" ", "") in said


def test_readers_of_pdf_find_nothing_wrong_with_a_sealed_file(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        assert list(pdf.check_pdf_syntax()) == []
        assert pdf.get_warnings() == []
        pages = len(pdf.pages)
    with pypdfium2.PdfDocument(file) as pdf:
        assert len(pdf) == pages


def test_a_changed_one_is_not_and_says_nothing_of_itself(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    for verdict in (packets.here(file), packets.by_key(file, packets.public_key())):
        assert (verdict.genuine, verdict.words, verdict.facts) == (False, verifying.CHANGED, None)


def test_by_another_centers_key_it_is_not(file: Path) -> None:
    verdict = packets.by_key(file, b"k" * 32)
    assert (verdict.genuine, verdict.words) == (False, verifying.ANOTHER_KEY)


@pytest.mark.usefixtures("another_key")
def test_after_a_change_of_the_key_the_register_still_knows_it(issued: Issued, file: Path) -> None:
    assert (packets.here(file).genuine, packets.here(file).words) == (True, verifying.OLD_KEY)
    with issued.center.working():
        db.session.execute(update(Packet).where(Packet.public_id == issued.packet).values(sha256="0" * 64))
        verdict = packets.here(file)
        db.session.rollback()
    assert (verdict.genuine, verdict.words) == (False, verifying.NOT_OURS)


def test_one_whose_row_was_lost_is_genuine_by_its_seal_and_the_loss_is_said(issued: Issued, file: Path) -> None:
    with issued.center.working():
        db.session.execute(update(Packet).where(Packet.public_id == issued.packet).values(sha256="0" * 64))
        verdict = packets.here(file)
        db.session.rollback()
    assert (verdict.genuine, verdict.words) == (True, verifying.UNREGISTERED)


def unsealed(file: Path) -> str:
    """Take the seal off, as packets were from before there were seals; returns the digest."""
    content = file.read_bytes()
    file.write_bytes(seal_removed(Loot(content, content, file.parent)))
    return signing.whole_digest(file)


def test_one_from_before_there_were_seals_is_judged_by_the_register_and_its_history(
    issued: Issued, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = unsealed(file)
    assert packets.here(file).words == verifying.UNKNOWN
    assert packets.by_key(file, packets.public_key()).words == verifying.UNSIGNED
    with issued.center.working():
        db.session.execute(update(Packet).where(Packet.public_id == issued.packet).values(sha256=digest))
        assert packets.here(file).words == verifying.MISLED, "the row alone was changed"
        line = db.session.scalars(
            select(HistoryEntry).where(HistoryEntry.subject_id == issued.packet, HistoryEntry.action == "issue")
        ).one()
        forged = {**line.detail, "sha256": digest}
        db.session.execute(update(HistoryEntry).where(HistoryEntry.id == line.id).values(detail=forged))
        db.session.expire_all()
        assert packets.here(file).words == verifying.MISLED, "the line was changed without its key"
        monkeypatch.setattr(verifying, "_is_proved", lambda *_: True)
        verdict = packets.here(file)
        db.session.rollback()
    assert (verdict.genuine, verdict.words) == (True, verifying.OLD)
    assert verdict.facts is not None
    assert (verdict.facts.center, verdict.facts.issued_by) == ("Packet House CAC", "Dana Whitfield")


@pytest.mark.parametrize("content", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF\n", b"\n%TrackerSeal 1\n"])
def test_what_is_no_packet_is_not_genuine(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "other.pdf"
    file.write_bytes(content)
    assert not packets.here(file).genuine
    assert not packets.by_key(file, packets.public_key()).genuine


def test_only_a_public_key_for_packets_is_taken() -> None:
    curve = generate_private_key(SECP256R1())
    other = curve.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for wrong in (b"", b"words", other):
        with pytest.raises(Refused, match="no public key"):
            packets.read_public(wrong)


def test_a_key_that_cannot_be_read_stops_with_what_to_do() -> None:
    file = installation.current().data / "keys" / signing.KEY_FILE
    packets.public_key()
    kept = file.read_bytes()
    curve = generate_private_key(SECP256R1())
    try:
        for wrong in (b"half a key", curve.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())):
            file.write_bytes(wrong)
            with pytest.raises(UnreadableFile, match="Restore"):
                packets.public_key()
    finally:
        file.write_bytes(kept)


def test_the_private_key_is_its_owners_alone_and_stays() -> None:
    file = installation.current().data / "keys" / signing.KEY_FILE
    before = packets.public_key()
    packets.make_key(installation.current().data)
    assert packets.public_key() == before
    assert file.stat().st_mode & 0o077 == 0
