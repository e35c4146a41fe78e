"""How much one file may cost before it is refused."""

from dataclasses import dataclass, replace

from tracker.intake.formats import Format

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for reading one file.

    `memory` is address space of the child in bytes, `seconds` its time on the processor, `output` the bytes of a
    single copy that it may write. `patience` is for what the file cannot help: the seconds that it may wait for its
    turn, and for a processor that others use, together. So an answer takes at most `seconds` and `patience`.
    """

    file_bytes: int = 25 * MEBIBYTE
    pages: int = 100
    pixels: int = 50_000_000
    side: int = 20_000
    preview_pages: int = 10
    preview_seconds: float = 2.0
    memory: int = 512 * MEBIBYTE
    seconds: float = 5.0
    output: int = 64 * MEBIBYTE
    patience: float = 4.0


UPLOAD = Limits()
# The data inside a transcript.
TRANSCRIPT = Limits(memory=256 * MEBIBYTE, output=6 * MEBIBYTE)
# The cells of a spreadsheet. The largest that is taken needs about 3 seconds and 110 MB, and more where cells lie far
# apart: the library makes room for all between them.
WORKBOOK = Limits(memory=384 * MEBIBYTE, seconds=12.0, output=12 * MEBIBYTE)
# What a certificate proposes.
CERTIFICATE = Limits(output=256 * 1024)
# A mail, and the files in it: 25 MB are 34 as mail writes them.
MAIL_HEAD = Limits(file_bytes=MEBIBYTE, memory=192 * MEBIBYTE, output=256 * 1024, seconds=3.0)
MAIL = Limits(file_bytes=40 * MEBIBYTE, pages=21, output=30 * MEBIBYTE, seconds=8.0, patience=8.0)
# The words in a picture of a page, drawn by us before: the models take most of it, whatever the picture. An ordinary
# page needs 2 seconds, half of them for starting; one that lies on its side, on a machine half as fast, needs 12.
PHOTO = Limits(memory=896 * MEBIBYTE, seconds=12.0, output=256 * 1024, patience=6.0)
# A ZIP of certificates, some files of it at a time: no file in it may be larger than one that comes alone.
PACK = Limits(file_bytes=100 * MEBIBYTE, memory=384 * MEBIBYTE, seconds=12.0, output=25 * MEBIBYTE, patience=20.0)
# A logo is printed three inches wide at most.
LOGO = Limits(file_bytes=5 * MEBIBYTE, pixels=25_000_000, output=4 * MEBIBYTE)
# What the largest ordinary files of each format need, and a little more: the server itself takes up to 270 MB, and all
# together must stay below 700. Decoders of HEIC and WebP hold the whole picture more than once.
_ENOUGH = {Format.PDF: 320, Format.JPEG: 384, Format.PNG: 384, Format.WEBP: 448, Format.HEIC: 448}


def for_upload(limits: Limits, form: Format) -> Limits:
    """Return the limits with no more memory than files of a format need while they are taken in."""
    return replace(limits, memory=min(limits.memory, _ENOUGH[form] * MEBIBYTE))
