"""What in a PDF would act by itself: scripts, starting programs, files within the file, forms, media.

Looking for such words in the bytes as they came would miss what lies compressed or is spelt in disguise. So
the document is written anew by the library that will show it, which spells every object out, and the words
are looked for there, outside of the streams.
"""

import io
import re

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # ships no types

from tracker.intake.words import Note

_STREAM = re.compile(rb"stream\r\n.*?endstream", re.DOTALL)
_NOTED: dict[bytes, Note] = {
    b"JavaScript": Note.SCRIPT,
    b"JS": Note.SCRIPT,
    b"Launch": Note.LAUNCH,
    b"EmbeddedFile": Note.ATTACHMENT,
    b"EmbeddedFiles": Note.ATTACHMENT,
    b"FileAttachment": Note.ATTACHMENT,
    b"XFA": Note.DYNAMIC_FORM,
    b"RichMedia": Note.MEDIA,
    b"Rendition": Note.MEDIA,
    b"Movie": Note.MEDIA,
    b"Sound": Note.MEDIA,
    b"3D": Note.MEDIA,
}
_UNNOTED = (
    b"AA",
    b"AcroForm",
    b"OpenAction",
    b"SubmitForm",
    b"ImportData",
    b"GoToR",
    b"GoToE",
    b"RichMediaExecute",
    b"Widget",
)
_WORDS = re.compile(rb"/(" + b"|".join([*_NOTED, *_UNNOTED]) + rb")(?![^\s/<>\[\](){}%])")


def of(document: pdfium.PdfDocument) -> tuple[bool, set[Note]]:
    """Return whether anything in a document acts or protects, and what of it a person should know."""
    plain = _STREAM.sub(b"", _spelt_out(document))
    found = set(_WORDS.findall(plain))
    notes = {_NOTED[word] for word in found if word in _NOTED}
    if pdfium_c.FPDF_GetSecurityHandlerRevision(document) != -1:
        notes.add(Note.PROTECTED)
    return bool(found or notes), notes


def _spelt_out(document: pdfium.PdfDocument) -> bytes:
    written = io.BytesIO()
    document.save(written, flags=pdfium_c.FPDF_NO_INCREMENTAL | pdfium_c.FPDF_REMOVE_SECURITY)
    return written.getvalue()
