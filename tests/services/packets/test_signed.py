"""A packet carries a signature that PDF readers understand, by a certificate for which the key of seals vouches."""

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa

from tests.promises import ordinary_judge
from tests.reports.judge import ARCHIVE, SCREEN_READER, faults
from tests.services.packets.conftest import Issued
from tracker.domain import packet_seal
from tracker.domain.errors import UnreadableFile
from tracker.services import installation, packets
from tracker.services.packets import signing

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def file(issued: Issued, tmp_path: Path) -> Path:
    """A copy of the packet as somebody received it."""
    with issued.center.working():
        return Path(shutil.copy(packets.file_of(issued.center.actor(), issued.packet).path, tmp_path / "received.pdf"))


def test_an_ordinary_judge_finds_it_valid_and_nothing_added(file: Path) -> None:
    assert ordinary_judge.intact(file.read_bytes(), packets.certificate().encode())


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils is not installed")
def test_poppler_says_so_too(file: Path) -> None:
    said = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False).stdout  # noqa: S603, S607 a tool of this machine
    assert "Signature is Valid" in said
    assert "Total document signed" in said


def test_the_signature_takes_nothing_from_what_an_archive_asks(file: Path, tmp_path: Path) -> None:
    sealed = tmp_path / "sealed.pdf"
    found = packet_seal.read(signing.tail_of(file), file.stat().st_size)
    assert found is not None
    sealed.write_bytes(file.read_bytes()[: -len(found.behind)])
    before, after = (pdfa.validate_written(each, "3b") for each in (sealed, file))
    assert {each.rule for each in after.violations} <= {each.rule for each in before.violations}
    with pikepdf.open(file) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert (str(field.T), str(field.TU)) == ("Issuer", "Signature of the installation that issued this packet")


@pytest.mark.parametrize("profile", [ARCHIVE, SCREEN_READER])
def test_a_signed_packet_is_what_it_says_it_is(file: Path, profile: str) -> None:
    with pikepdf.open(file) as pdf:
        assert b"<pdfaid:part>3</pdfaid:part>" in pdf.Root.Metadata.read_bytes()
    assert faults(file, profile) == []


def test_after_a_renewal_packets_from_before_stay_genuine(file: Path) -> None:
    before = packets.certificate()
    packets.renew_certificate()
    assert packets.certificate() != before
    assert (packets.here(file).genuine, packets.by_key(file, packets.public_key()).genuine) == (True, True)


def test_a_key_that_is_damaged_is_said_and_not_replaced(file: Path) -> None:
    place = installation.current().data / "keys" / signing.SIGNATURE_FILE
    kept = place.read_bytes()
    place.write_bytes(b"nothing")
    with pytest.raises(UnreadableFile, match="packet-certificate --renew"):
        packets.certificate()
    assert place.read_bytes() == b"nothing"
    place.write_bytes(kept)
