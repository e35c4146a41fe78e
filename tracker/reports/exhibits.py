"""Reading the files of evidence: each page becomes a picture that can be set into a frame, or the file says why not.

A page is taken as it would be seen: turned as it says, cut to its crop box, with what was filled into its forms.
Nothing that acts comes along: no scripts, no links, no attachments. A JPEG is set as it is, without decoding it.
"""

import hashlib
import io
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.reports.frames import bounds
from tracker.reports.images import form_of, picture_of
from tracker.reports.judging import fit_to_keep, mend, without_tags
from tracker.reports.kept import Kept
from tracker.reports.redrawn import redrawn

if TYPE_CHECKING:
    import pikepdf

MISSING = "is missing from the evidence folder"
DAMAGED = "is damaged and cannot be opened"
PROTECTED = "is protected by a password"
EMPTY = "has no pages"


@dataclass(frozen=True)
class Reading:
    """What came of reading one file: its pages, or why there are none; rescued where something may be lost.

    `kept` tells whether its pages are fit for an archive and a screen reader.
    """

    sha256: str
    pages: int = 0
    trouble: str = ""
    rescued: bool = False
    kept: bool = True


def read(sha256: str, kind: str, source: Path, target: Path, earlier: Kept | None = None) -> Reading:
    """Turn a file into a PDF whose pages are pictures of its pages, at `target`.

    `earlier` may hold what the same file was judged to be. Never raises for what is in the file; may be killed by it,
    for which the caller must be ready.
    """
    import pikepdf

    if not source.exists():
        return Reading(sha256, trouble=MISSING)
    try:
        pictures = pikepdf.Pdf.new()
        rescued = False
        if kind == "jpeg":
            forms = _jpeg(pictures, source.read_bytes())
        else:
            forms, rescued = _pages(pictures, source)
        if not forms:
            return Reading(sha256, trouble=EMPTY)
        mend(pictures, forms)
        known, digest = earlier or Kept(), _digest(source)
        kept = known.known(f"fit {kind} {digest}", lambda: fit_to_keep(pictures, forms))
        if not kept:
            # What cannot be drawn stays as it is, and the packet makes no claim.
            with suppress(Exception):
                pictures, forms = _redrawn(forms, f"redrawn {kind} {digest}", known)
                kept = True
        if kind == "jpeg":
            # The frame decides how large a photo is shown, not the number of its points.
            forms[0].Photo = True
        pictures.Root.Exhibit = pikepdf.Array(forms)
        pictures.save(target, deterministic_id=True)
    except pikepdf.PasswordError:
        return Reading(sha256, trouble=PROTECTED)
    except Exception:
        # Whatever a file makes its reader raise, the answer is the same page in the packet.
        return Reading(sha256, trouble=DAMAGED)
    return Reading(sha256, pages=len(forms), rescued=rescued, kept=kept)


def _redrawn(forms: "list[pikepdf.Object]", question: str, known: Kept) -> "tuple[pikepdf.Pdf, list[pikepdf.Object]]":
    """Return pages that are fit, in place of those that are not: as they were redrawn earlier, or redrawn now."""
    import pikepdf

    def draw(_: str) -> bytes:
        pictures, redone = redrawn(forms)
        mend(pictures, redone)
        if not fit_to_keep(pictures, redone):
            raise ValueError("not fit, even so")
        pictures.Root.Exhibit = pikepdf.Array(redone)
        out = io.BytesIO()
        pictures.save(out, deterministic_id=True)
        return out.getvalue()

    pictures = pikepdf.open(io.BytesIO(known.drawn(question, draw)))
    return pictures, list(pictures.Root.Exhibit)


def _digest(source: Path) -> str:
    """Return the digest of a file as it lies there, which may not be what it should be."""
    return hashlib.sha256(source.read_bytes()).hexdigest()


def _pages(pictures: "pikepdf.Pdf", source: Path) -> "tuple[list[pikepdf.Object], bool]":
    import pikepdf

    with pikepdf.Pdf.open(source) as pdf:
        if "/AcroForm" in pdf.Root:
            # Some programs fill a form in and leave the drawing of it to whoever opens it.
            if any("/AP" not in field for field in pdf.Root.AcroForm.get("/Fields", [])):
                pdf.Root.AcroForm.NeedAppearances = True
            pdf.generate_appearance_streams()
        if any("/Annots" in page for page in pdf.pages):
            pdf.flatten_annotations("print")
        forms: list[pikepdf.Object] = []
        seen: set[tuple[int, int]] = set()
        for page in pdf.pages:
            form = page.as_form_xobject()
            # Tags and page pieces of the original would point at what does not come along.
            for name in ("/StructParents", "/StructParent", "/PieceInfo", "/Metadata", "/AF"):
                if name in form:
                    del form[name]
            bounds(form)
            without_tags(form, seen)
            forms.append(pictures.copy_foreign(form))
        return forms, any("damaged" in warning for warning in pdf.get_warnings())


def _jpeg(pictures: "pikepdf.Pdf", content: bytes) -> "list[pikepdf.Object]":
    picture = picture_of(pictures, content)
    return [form_of(pictures, picture, int(picture.Width), int(picture.Height))]
