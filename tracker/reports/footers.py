"""The foot of every page: one line drawn once and laid on each page, and "Page x of y" written when y is known.

Both are artifacts: a screen reader passes over them. The number has a typeface of its own, of the few letters it
needs, so that writing it takes no layout and the pages need not be drawn twice.
"""

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from tracker.reports import fetcher

if TYPE_CHECKING:
    import pikepdf

LETTERS = "Page of0123456789"
_SIZE = 8
_RIGHT, _BASE = 558, 44.5
_LEFT, _FOOT = 54, 30


class Footers:
    """Puts the foot on the pages of one file."""

    def __init__(self, pdf: "pikepdf.Pdf", line: "pikepdf.Object", total: int, right: float = _RIGHT) -> None:
        """Take the drawn line, a form already in the file, how many pages there are, and where their text ends."""
        import pikepdf

        self._pdf, self._line, self._total, self._right = pdf, line, total, right
        self._font, self._widths = _number_font(pdf)
        # What a page draws may leave the coordinates turned; this brings them back for the foot.
        self._before = pdf.make_indirect(pikepdf.Stream(pdf, b"q"))

    def equip(self, resources: "pikepdf.Object") -> None:
        """Let the pages that use these resources find the line and the typeface."""
        import pikepdf

        for kind, name, value in (("/XObject", "/Foot", self._line), ("/Font", "/FootNumber", self._font)):
            if kind not in resources:
                resources[kind] = pikepdf.Dictionary()
            resources[kind][name] = value

    def put(self, page: "pikepdf.Page", number: int) -> None:
        """Put the foot on a page."""
        import pikepdf

        text = f"Page {number} of {self._total}"
        left = self._right - sum(self._widths[letter] for letter in text) * _SIZE / 1000
        after = (
            f"Q /Artifact <</Type /Pagination /Subtype /Footer>> BDC q 1 0 0 1 0 0 cm /Foot Do Q"
            f" BT 0.322 0.376 0.384 rg /FootNumber {_SIZE} Tf {left:.2f} {_BASE} Td ({text}) Tj ET EMC"
        )
        page.obj.Contents = pikepdf.Array([self._before, page.obj.Contents, pikepdf.Stream(self._pdf, after.encode())])


def _number_font(pdf: "pikepdf.Pdf") -> "tuple[pikepdf.Object, dict[str, float]]":
    import pikepdf

    program, widths, box, ascent, descent = _letters()
    codes = range(32, max(map(ord, LETTERS)) + 1)
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=pikepdf.Name("/PAGENO+Roboto"),
        Flags=32,
        ItalicAngle=0,
        StemV=80,
        FontBBox=pikepdf.Array(box),
        Ascent=ascent,
        Descent=descent,
        CapHeight=ascent,
        FontFile2=pikepdf.Stream(pdf, program, Length1=len(program)),
    )
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.TrueType,
        BaseFont=pikepdf.Name("/PAGENO+Roboto"),
        Encoding=pikepdf.Name.WinAnsiEncoding,
        FirstChar=32,
        LastChar=codes[-1],
        Widths=pikepdf.Array([widths.get(chr(code), 0) for code in codes]),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return pdf.make_indirect(font), widths


@cache
def _letters() -> tuple[bytes, dict[str, float], list[int], int, int]:
    """Return the typeface of the few letters, and its measures in thousandths."""
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]  # ships no types
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types

    font = TTFont(BytesIO(fetcher.typeface("Regular")), recalcTimestamp=False)
    subsetter = Subsetter(
        Options(
            hinting=False,
            drop_tables=["FFTM", "GDEF", "GPOS", "GSUB", "kern"],
            layout_features=[],
            notdef_outline=True,
            recalc_timestamp=False,
        )
    )
    subsetter.populate(text=LETTERS)
    subsetter.subset(font)
    scale, names = 1000 / font["head"].unitsPerEm, font.getBestCmap()
    widths = {letter: round(font["hmtx"][names[ord(letter)]][0] * scale, 2) for letter in LETTERS}
    head = font["head"]
    box = [round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)]
    output = BytesIO()
    font.save(output)
    return output.getvalue(), widths, box, round(font["hhea"].ascent * scale), round(font["hhea"].descent * scale)
