"""Whatever a parser or the machine does, the answer is in words of our own, and a reader opens its own format only."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake import making
from tracker.domain.errors import UnreadableFile
from tracker.intake import sandbox
from tracker.intake.errand import Want
from tracker.intake.formats import Format
from tracker.intake.inspection import inspect
from tracker.intake.limits import Limits, for_upload
from tracker.intake.sandbox import read_apart
from tracker.intake.words import Refusal

OnDisk = Callable[[bytes], Path]
MEBIBYTE = 1024 * 1024
RAISING = """
import sys; sys.path.insert(0, sys.argv[1])
from tracker.intake.reader import documents, program

class Odd(BaseException):
    pass

def fail(content, errand):
    sys.stderr.write("libreader 1.2: bad object 7 at /srv/secret\\n")
    raise FAULT("libreader 1.2: bad object 7 at /srv/secret")

documents.look = fail
program.main()
"""


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        ("ValueError", Refusal.DAMAGED_PDF),
        ("RecursionError", Refusal.DAMAGED_PDF),
        ("AssertionError", Refusal.DAMAGED_PDF),
        ("OSError", Refusal.DAMAGED_PDF),
        ("MemoryError", Refusal.TOO_HEAVY),
        ("SystemExit", Refusal.TOO_HEAVY),
        ("KeyboardInterrupt", Refusal.TOO_HEAVY),
        ("Odd", Refusal.TOO_HEAVY),
    ],
)
def test_whatever_a_parser_raises_becomes_words_of_our_own(
    fault: str,
    refusal: Refusal,
    on_disk: OnDisk,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sandbox, "_PROGRAM", RAISING.replace("FAULT", fault))
    with pytest.raises(UnreadableFile) as refused:
        inspect(on_disk(making.pdf()), "x.pdf")
    assert refused.value.message == refusal.words
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("place", ["subprocess.Popen", "tempfile.TemporaryDirectory"])
def test_a_machine_that_can_start_no_process_says_so(
    place: str, on_disk: OnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr(f"tracker.intake.sandbox.{place}", full)
    with pytest.raises(UnreadableFile, match="This machine could not open the file just now"):
        inspect(on_disk(making.pdf()), "x.pdf")


FOREIGN = {
    form: making.saved(making.photo(), form) for form in ("GIF", "TIFF", "BMP", "EPS", "ICO", "PPM", "TGA", "JPEG2000")
}


@pytest.mark.parametrize("own", [each for each in Format if each.is_picture])
@pytest.mark.parametrize("form", FOREIGN)
def test_a_reader_of_pictures_opens_its_own_format_and_no_other(own: Format, form: str, on_disk: OnDisk) -> None:
    """Left to choose, the library would try dozens, and start Ghostscript for one of them."""
    with pytest.raises(UnreadableFile) as refused:
        read_apart(on_disk(FOREIGN[form]), own, Want.NOTHING, Limits())
    assert refused.value.message in (Refusal.DAMAGED_PICTURE.words, Refusal.TOO_MANY_PIXELS.words)


@pytest.mark.parametrize("form", Format)
def test_an_upload_gets_no_more_memory_than_its_format_needs(form: Format) -> None:
    assert for_upload(Limits(), form).memory < Limits().memory == 512 * MEBIBYTE
    assert for_upload(Limits(memory=MEBIBYTE), form).memory == MEBIBYTE
