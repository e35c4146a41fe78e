"""Drawing a piece: from a template's output to pages of PDF, with WeasyPrint, in a process made for it.

What is done for speed, each measured with tests/bench/packet.py: the cyclic garbage collector rests, typefaces
and style sheet are read once for all pieces, the document is parsed as XML, and of a browser's own style sheet only
those rules are there that our templates need.
"""

import ctypes.util
import gc
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import Any
from xml.etree import ElementTree  # nosec B405 # only what our own templates wrote is read

from tracker.domain import accent as accents
from tracker.domain.errors import TrackerError
from tracker.reports import anchors, fetcher
from tracker.reports.templates import ROOT

STYLE_SHEET = ROOT / "static" / "css" / "report.css"

# Of a browser's defaults, those that our templates need. WeasyPrint's own sheet has ten rules for pseudo-elements that
# match every element, each of which makes one more style for it.
_DEFAULTS = """
head, title { display: none }
html, body, section, div, p, h1, h2, h3 { display: block }
table { display: table; box-sizing: border-box }
caption { display: table-caption }
thead { display: table-header-group }
tbody { display: table-row-group }
tr { display: table-row }
td, th { display: table-cell }
"""


_LONG_WORD = re.compile(r">[^<]*[^\s<]{21}")


class Press:
    """WeasyPrint with our typefaces, style sheet and rules, read once; forked processes share it."""

    def __init__(self, accent: str = "", logo: bytes = b"") -> None:
        """Read the typefaces and the style sheet, in an accent colour. Raises TrackerError without WeasyPrint's needs.

        `logo`: a PNG picture of ours, which a document finds under `fetcher.LOGO`.
        """
        self._engine = engine()
        from weasyprint.text.fonts import FontConfiguration

        self._fetcher = _Fetcher(logo)
        self._fonts = FontConfiguration()
        self._defaults = self._sheet(_DEFAULTS)
        self._own = self._sheet(_in_accent(STYLE_SHEET.read_text("utf-8"), accent))

    def _sheet(self, rules: str) -> Any:
        return self._engine.CSS(string=rules, url_fetcher=self._fetcher, font_config=self._fonts)

    def draw(self, text: str, *, tagged: bool = True) -> bytes:
        """Return the pages of one document as PDF, with links to other places still by their names."""
        markup = _Markup(text, self._fetcher, self._defaults)
        with collector_resting():
            document = self._engine.HTML.render(markup, font_config=self._fonts, stylesheets=[self._own])
            output = BytesIO()
            document.write_pdf(output, finisher=_name_places, pdf_tags=tagged)
            return output.getvalue()


def _in_accent(rules: str, color: str) -> str:
    """Return the style sheet with another accent in the place of the product's own."""
    if not color:
        return rules
    return rules.replace(accents.STANDARD, color).replace(accents.deep(accents.STANDARD), accents.deep(color))


class _Markup:
    """A template's output, in the shape of `weasyprint.HTML`, read by the standard library's parser.

    WeasyPrint's own parser forgives what a template must not do, in pure Python, and takes a hundred times as long.
    """

    base_url = None
    media_type = "print"

    def __init__(self, text: str, fetch: "_Fetcher", defaults: Any) -> None:
        from cssselect2 import ElementWrapper  # type: ignore[import-untyped]  # ships no types

        tree = ElementTree.fromstring(text)  # nosec B314 # noqa: S314 our own template wrote it
        # Breaking within words costs a twentieth of the time, so only pieces that need it pay.
        if _LONG_WORD.search(text):
            tree[1].set("class", "has-long-words")
        self.wrapper_element = ElementWrapper.from_html_root(tree, content_language=None)
        self.etree_element = self.wrapper_element.etree_element
        self.url_fetcher = fetch
        self._defaults = defaults

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [self._defaults]

    def _ua_counter_style(self) -> list[Any]:
        from weasyprint.css.counters import CounterStyle

        return [CounterStyle()]


class _Fetcher:
    """Serves our own typefaces and a logo to WeasyPrint and refuses everything else, which ends the drawing."""

    _fail_on_errors = True

    def __init__(self, logo: bytes) -> None:
        self._logo = logo

    def fetch(self, url: str, headers: Any = None) -> Any:
        return self(url)

    def __call__(self, url: str) -> Any:
        from weasyprint.urls import URLFetcherResponse

        return URLFetcherResponse(url, self._logo if self._logo and url == fetcher.LOGO else fetcher.open_own(url))


def _name_places(document: Any, pdf: Any) -> None:
    """Make links to our own places internal: they name a place that another piece may hold."""
    for entry in pdf.objects:
        if isinstance(entry, dict) and entry.get("Subtype") == "/Link" and "A" in entry:
            address = entry.pop("A")["URI"]
            entry["Dest"] = type(address)(address.string.removeprefix(anchors.SCHEME))
            entry["F"] = 4  # shown on paper too, as archives want it


@contextmanager
def collector_resting() -> Iterator[None]:
    """Keep the cyclic garbage collector from walking over boxes that all live until the document is written."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def _without_a_search() -> Iterator[None]:
    """Let libraries be loaded by the names that the system's loader knows.

    WeasyPrint tries other systems' names first, and for each that fails Python asks ldconfig and a compiler: a quarter
    of the time that loading takes. On Linux these never know more than the loader.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


@cache
def engine() -> Any:
    """Import WeasyPrint with our tags in place of its own. Raises TrackerError where its libraries are missing."""
    try:
        with _without_a_search():
            import weasyprint
            import weasyprint.pdf
    except OSError:
        raise TrackerError(
            "PDF reports need the Pango libraries, which this machine lacks. On Debian or Ubuntu: sudo apt-get install"
            " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. On macOS: brew install pango."
        ) from None
    from tracker.reports import structure

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    weasyprint.pdf.add_tags = structure.build
    return weasyprint
