"""Everything that a packet's file says anywhere: text, strings, streams, attachments, and its bytes as they lie."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from tests.reports.conftest import page_texts


def everything_in(path: Path) -> str:
    """Return all that can be read out of a PDF, in one text; strings that are split over lines are joined."""
    with pikepdf.Pdf.open(path) as pdf:
        parts = [part for each in pdf.objects for part in _said(each)]
        parts += [file.get_file().read_bytes().decode("utf-8", "replace") for file in pdf.attachments.values()]
        parts += [str(pdf.docinfo), *map(str, pdf.attachments)]
    pages = [" ".join(text.split()) for text in page_texts(path)]
    return "\n".join([*pages, *parts, path.read_bytes().decode("latin-1")])


def _said(thing: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(thing, pikepdf.Stream):
        with contextlib.suppress(pikepdf.PdfError):  # a picture in a form that only viewers decode
            content = thing.read_bytes()
            yield content.decode("latin-1")
            yield content.decode("utf-16-be", "replace")
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif depth < 40 and isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in thing.items():
            yield str(key)
            yield from _inside(value, depth)
    elif depth < 40 and isinstance(thing, pikepdf.Array):
        for value in thing:
            yield from _inside(value, depth)


def _inside(value: Any, depth: int) -> Iterator[str]:
    """Go on into what stands in place; what is an object of its own is reached by itself."""
    if not (isinstance(value, pikepdf.Object) and value.is_indirect):
        yield from _said(value, depth + 1)
