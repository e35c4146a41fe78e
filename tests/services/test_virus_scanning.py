"""Where a virus scanner is set, nothing is taken that it did not call clean, and nobody is told what it found."""

import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories import CenterWorld
from tests.intake import making
from tests.intake.clamd import HARMFUL, Scanner, clamd
from tests.services.files import stored
from tracker.domain.errors import UnreadableFile
from tracker.domain.virus_scanner import ScannerAddress
from tracker.services import file_copies, installation, uploads, virus_scanning

pytestmark = pytest.mark.usefixtures("context")


def set_to(address: ScannerAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "_current", replace(installation.current(), scanner=address))


@pytest.fixture
def scanner(
    context: None, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Scanner]:
    with clamd(tmp_path_factory.mktemp("clamd")) as listening:
        set_to(listening.address, monkeypatch)
        yield listening


def test_a_clean_file_is_scanned_and_taken(center: CenterWorld, scanner: Scanner) -> None:
    sent = making.saved(making.photo(403, 300), "PNG")
    assert stored(center.actor(), sent)
    assert scanner.seen == [sent]


def test_a_harmful_file_is_refused_unread_and_leaves_nothing(
    center: CenterWorld, scanner: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object) -> None:
        raise AssertionError("parsed before it was scanned")

    monkeypatch.setattr(file_copies, "take_in", read)
    before, actor = set(file_copies.store().everything()), center.actor()
    with pytest.raises(UnreadableFile) as refused:
        uploads.take(actor, io.BytesIO(making.pdf(3) + HARMFUL), "certificate.pdf")
    assert refused.value.message == virus_scanning.HARMFUL
    assert set(file_copies.store().everything()) == before
    assert uploads._area().waiting(uploads._owner(actor), actor.now) == []


def test_content_that_is_kept_already_is_scanned_anew(center: CenterWorld, scanner: Scanner) -> None:
    """What was called clean last year may be known as harmful today."""
    sent = making.saved(making.photo(404, 300), "PNG")
    stored(center.actor(), sent)
    stored(center.actor(), sent)
    assert scanner.seen == [sent, sent]


def test_what_was_found_stands_in_the_log_and_not_before_who_sent_it(
    center: CenterWorld, scanner: Scanner, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), pytest.raises(UnreadableFile) as refused:
        uploads.take(center.actor(), io.BytesIO(HARMFUL), "Maria Lopez.pdf")
    assert "Planted" not in refused.value.message
    (line,) = [record.getMessage() for record in caplog.records if "harmful" in record.getMessage()]
    assert f"center {center.center_id}, account {center.director}" in line
    assert line.endswith(": Test.Planted-1")
    assert "Maria" not in line


def test_a_name_that_would_write_lines_of_its_own_into_the_log_cannot(
    center: CenterWorld, scanner: Scanner, caplog: pytest.LogCaptureFixture
) -> None:
    scanner.reply = b"stream: a b\x1b[2J FOUND"
    with caplog.at_level(logging.WARNING), pytest.raises(UnreadableFile):
        uploads.take(center.actor(), io.BytesIO(b"x"), "x.pdf")
    assert caplog.records[-1].getMessage().endswith(": a_b__2J")


@pytest.mark.parametrize("failure", ["is not there", "gives no verdict"])
def test_nothing_is_taken_while_the_scanner_fails(
    center: CenterWorld, scanner: Scanner, failure: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if failure == "is not there":
        set_to(ScannerAddress(path=str(tmp_path / "nothing")), monkeypatch)
    else:
        scanner.reply = b"INSTREAM size limit exceeded. ERROR"
    before = set(file_copies.store().everything())
    with pytest.raises(UnreadableFile, match="The virus scanner does not answer, so this file was not taken"):
        uploads.take(center.actor(), io.BytesIO(making.pdf(4)), "x.pdf")
    assert set(file_copies.store().everything()) == before


def test_it_is_a_trouble_of_the_installation_where_it_does_not_answer(
    scanner: Scanner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert virus_scanning.troubles() == []
    set_to(ScannerAddress(path="/nothing/clamd.ctl"), monkeypatch)
    assert virus_scanning.troubles() == ["Virus scanner: unix:/nothing/clamd.ctl does not answer, so no file is taken."]


def test_without_the_setting_there_is_no_scanner_and_no_trouble(center: CenterWorld) -> None:
    assert virus_scanning.troubles() == []
    assert stored(center.actor(), making.pdf(5))


def test_a_harmful_file_of_data_is_refused_and_does_not_wait(center: CenterWorld, scanner: Scanner) -> None:
    actor = center.actor()
    with pytest.raises(UnreadableFile) as refused:
        uploads.take_data(actor, io.BytesIO(b"{}" + HARMFUL), "transcript.json", most_bytes=10_000)
    assert refused.value.message == virus_scanning.HARMFUL
    assert uploads._area().waiting(uploads._owner(actor), actor.now) == []
