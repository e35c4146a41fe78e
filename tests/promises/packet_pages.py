"""The pages of an issued packet, read as anybody reads them, part by part."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2

TITLES = (
    *("Summary", "People and requirements", "Gaps", "Self-reported records", "Team events"),
    *("How it was measured", "Who checked what", "Exhibits"),
)
FOOT = re.compile(
    r"^(?P<foot>.* · as of .* · packet \d+)$|^Working draft, not checked against NCA's text$"
    r"|^Page (?P<page>\d+) of (?P<pages>\d+)$",
    re.M,
)
# The name of a method, which has a number in it; it heads every page of the list of exhibits.
METHOD = "(SHA-256)"


class Pages:
    """The words of each page, and where each part begins."""

    def __init__(self, file: Path) -> None:
        """Read a PDF."""
        document = pypdfium2.PdfDocument(file)
        try:
            self.texts = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
        finally:
            document.close()

    def feet(self) -> list[str]:
        """Return what stands at the foot of each page."""
        return [" ".join(words for found in FOOT.finditer(text) if (words := _numbered(found))) for text in self.texts]

    def begins(self, people: Sequence[str]) -> list[tuple[str, int]]:
        """Return each part with the page that its own heading stands on, the cover left out."""
        headings = {title: rf"\A{title}$" for title in TITLES} | {
            "People and requirements": r"\APeople and requirements( \d+ of \d+)?$",
            "By requirement": r"\ARequirement 1\.1 ",
            "By person": rf"\A.*\n{re.escape(people[0])}$" if people else r"\ANobody$",
            "Pages of the exhibits": r"\AExhibit 1 page 1 of ",
        }
        found = {
            title: next((number for number, text in enumerate(self.texts, start=1) if re.search(it, text, re.M)), 0)
            for title, it in headings.items()
        }
        return sorted(((title, page) for title, page in found.items() if page), key=lambda part: part[1])

    def part(self, first: int, after: int, fingerprints: Iterable[str]) -> str:
        """Return the words from a page to before another, without feet; fingerprints that stand there become marks."""
        words = "\n".join(FOOT.sub("", text).replace(METHOD, "") for text in self.texts[first - 1 : after - 1])
        for digest, mark in fingerprints:
            words = re.sub(r"\s*".join(map(re.escape, re.sub(r"\s", "", digest))), f" {mark} ", words)
        return words


def _numbered(found: re.Match[str]) -> str:
    return found["foot"] or (f"Page {found['page']} of {found['pages']}" if found["page"] else "")
