"""One errand: read a line, shut the door, look at the file, answer a line."""

import json
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import cast

from tracker.intake.errand import Errand, Want
from tracker.intake.formats import Format
from tracker.intake.reader.findings import Findings, Unacceptable
from tracker.intake.words import Refusal

LONGEST_ERRAND = 64 * 1024
Look = Callable[[bytes, Errand], Findings]
_READERS = {
    Want.TRANSCRIPT: "attachments",
    Want.WORKBOOK: "workbooks",
    Want.CERTIFICATE: "certificates",
    Want.PAPER: "papers",
    Want.UNPACKED: "unpacking",
}


def main() -> None:
    """Do the errand on the first line of standard input; never raise, never say what a parser said."""
    from tracker.intake.reader import confinement

    confinement.give_way()
    errand = Errand.from_line(sys.stdin.readline(LONGEST_ERRAND))
    confinement.limit(errand.limits)
    look = reader_of(errand)
    confinement.shut_in()
    print(json.dumps(answer_of(look, errand)), flush=True)
    # Destructors of a library that read a hostile file have nothing more to do for us.
    os._exit(0)


def reader_of(errand: Errand) -> Look:
    """Load the libraries for the format, and only those, while files may still be opened."""
    if errand.want in _READERS:
        return cast("Look", import_module(f"tracker.intake.reader.{_READERS[errand.want]}").look)
    if errand.want is Want.CODES:
        from tracker.intake.reader import codes

        codes.prepare(errand.form)
        return codes.look
    if errand.want is Want.PHOTO:
        from tracker.intake.reader import photos

        photos.prepare()
        return photos.look
    if errand.want in {Want.MAIL, Want.MAIL_HEAD}:
        from tracker.intake.reader import mails

        return mails.look if errand.want is Want.MAIL else mails.look_at_head
    return _reader_of_pages(errand.form)


def _reader_of_pages(form: Format) -> Look:
    if form.is_picture:
        from tracker.intake.reader import pictures

        pictures.prepare(form)
        return pictures.look
    from tracker.intake.reader import documents

    return documents.look


def answer_of(look: Look, errand: Errand) -> dict[str, object]:
    """Return what a file is, or why it is no good, by codes alone."""
    damaged = Refusal.DAMAGED_PICTURE if errand.form.is_picture else Refusal.DAMAGED_PDF
    damaged = {Want.WORKBOOK: Refusal.BOOK_DAMAGED, Want.UNPACKED: Refusal.PACK_DAMAGED}.get(errand.want, damaged)
    try:
        with os.fdopen(errand.handle, "rb") as stream:
            content = stream.read(errand.limits.file_bytes + 1)
        return look(content, errand).to_answer()
    except Unacceptable as refused:
        return {"refused": refused.refusal}
    except MemoryError:
        return {"refused": Refusal.TOO_HEAVY}
    except Exception:  # the boundary: whatever a parser raises means that the file is no good
        return {"refused": damaged}
