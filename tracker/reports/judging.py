"""Whether the pages of a file of evidence are fit for an archive and a screen reader, as PDF/A-3 and PDF/UA-1 ask.

pikepdf's own judge of PDF/A approves only what it knows to conform, so that it may refuse what is fit and never
approves what is not. For PDF/UA each typeface must say besides which letters it draws. Tags of the original are taken
out: they would stand within ours, and point at a tree that does not come along.
"""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tracker.reports.archival import leave_out_empty

if TYPE_CHECKING:
    import pikepdf

_OPENING, _CLOSING, _POINTS = frozenset({"BDC", "BMC"}), "EMC", frozenset({"MP", "DP"})
_SPOKEN = frozenset({"/WinAnsiEncoding", "/MacRomanEncoding"})


def load() -> None:
    """Load the judge, which takes longer than to judge a file; for before the first fork."""
    import_module("pikepdf.pdfa")


def mend(pictures: "pikepdf.Pdf", forms: "Sequence[pikepdf.Object]") -> None:
    """Mend pictures of pages where that changes nothing to be seen.

    `pictures` is the file that holds nothing else; each gets a page there.
    """
    import pikepdf
    from pikepdf import pdfa

    for form in forms:
        page = pictures.add_blank_page()
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=form))
        page.obj.Contents = pikepdf.Stream(pictures, b"/P Do")
    pdfa.prepare(pictures, "3b")


def fit_to_keep(pictures: "pikepdf.Pdf", forms: "Sequence[pikepdf.Object]") -> bool:
    """Tell whether pictures of pages are fit, once mended. Costs more than all else that is done with the file."""
    from pikepdf import pdfa

    judged = pdfa.check(pictures, "3b", min_version="1.7")
    return judged.passed and all(_speaks(font) for form in forms for font in _fonts(form, set()))


def without_tags(form: "pikepdf.Object", seen: "set[tuple[int, int]]") -> None:
    """Take the tags of the original out of a page's picture, and out of the forms that it draws."""
    import pikepdf

    if form.objgen in seen:
        return
    seen.add(form.objgen)
    drawn = form.read_bytes()
    if b"BDC" in drawn or b"BMC" in drawn or b" DP" in drawn or b" MP" in drawn:
        form.write(pikepdf.unparse_content_stream(list(_untagged(form))))
    leave_out_empty(form.get("/Resources"))
    for part in _parts(form, "/XObject"):
        if part.get("/Subtype") == "/Form":
            without_tags(part, seen)


def _untagged(form: "pikepdf.Object") -> Iterator[Any]:
    import pikepdf

    kept: list[bool] = []
    for step in pikepdf.parse_content_stream(form):
        name = str(step.operator)
        if name in _OPENING:
            # Layers are no tags: what hides one must stay hidden.
            kept.append(bool(step.operands) and str(step.operands[0]) == "/OC")
            if not kept[-1]:
                continue
        elif (name == _CLOSING and kept and not kept.pop()) or name in _POINTS:
            continue
        yield step


def _fonts(form: "pikepdf.Object", seen: "set[tuple[int, int]]") -> Iterator[Any]:
    if form.objgen in seen:
        return
    seen.add(form.objgen)
    yield from _parts(form, "/Font")
    for part in _parts(form, "/XObject"):
        if part.get("/Subtype") == "/Form":
            yield from _fonts(part, seen)


def _parts(form: "pikepdf.Object", kind: str) -> list[Any]:
    resources = form.get("/Resources")
    return list(resources[kind].as_dict().values()) if resources is not None and kind in resources else []


def _speaks(font: "pikepdf.Object") -> bool:
    """Tell whether a typeface says which letters it draws."""
    return "/ToUnicode" in font or str(font.get("/Encoding", "")) in _SPOKEN
