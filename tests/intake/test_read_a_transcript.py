"""The data inside a transcript is read by the child and comes back as plain JSON; anything else is refused in words."""

import json
from pathlib import Path

import pikepdf
import pytest

from tests.intake import making
from tracker.domain.errors import UnreadableFile
from tracker.domain.transcripts import FILE
from tracker.intake.inspection import transcript_in

SAID = {"form": "training-transcript-1", "name": "Zoë Ødegård"}


def kept(folder: Path, content: bytes) -> Path:
    path = folder / "brought"
    path.write_bytes(content)
    return path


def in_a_pdf(*names: str) -> bytes:
    """A page that carries the data under each of the names."""

    def attach(document: pikepdf.Pdf) -> None:
        for name in names:
            spec = pikepdf.AttachedFileSpec(document, json.dumps(SAID).encode(), mime_type="application/json")
            document.attachments[name] = spec

    return making.pdf(1, attach)


@pytest.mark.parametrize("content", [json.dumps(SAID, indent=4).encode(), in_a_pdf("other.txt", FILE)])
def test_the_data_comes_out_of_a_pdf_and_of_plain_json_alike(tmp_path: Path, content: bytes) -> None:
    assert json.loads(transcript_in(kept(tmp_path, content))) == SAID


@pytest.mark.parametrize(
    "content",
    [in_a_pdf("other.json"), b"[1, 2]", b'{"hours": NaN}', b"[" * 100_000, b"no data at all", b""],
    ids=["another attachment", "a list", "no number", "nested", "words", "empty"],
)
def test_what_holds_no_such_data_is_refused_in_plain_words(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        transcript_in(kept(tmp_path, content))
    assert "transcript" in refused.value.message.lower()
