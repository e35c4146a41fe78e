"""Words beneath the picture of a page: nothing is to be seen of them, and a reader's program finds and speaks them.

They are set in a typeface of one letter, which is never drawn, and say themselves which letters they are.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

# The letter is half as wide as high, in thousandths; a run is stretched to the width that it has.
_WIDE, _HIGH = 500, 1000
_LETTER = 1
_LEAST = 0.1  # points
_TURNS = ("1 0 0 1", "0 1 -1 0", "-1 0 0 -1", "0 -1 1 0")
# The same file at any time: 1970, as typefaces count their seconds.
_BEGINNING = 0x7C259DC0


@dataclass(frozen=True)
class Run:
    """Words that stand in one line of a page: their box in points from its lower left corner.

    `turned` counts quarter turns to the left, for a page that is shown turned.
    """

    words: str
    left: float
    bottom: float
    right: float
    top: float
    turned: int = 0


def drawing(runs: Iterable[Run], name: str) -> bytes:
    """Return what sets the words of a page unseen, in the typeface of that name."""
    lines = [line for run in runs if (line := _line(run))]
    return f"BT 3 Tr {' '.join(f'/{name} {line}' for line in lines)} ET".encode() if lines else b""


def _line(run: Run) -> str:
    letters = _letters(run.words)
    across, up = run.right - run.left, run.top - run.bottom
    long, high = (up, across) if run.turned % 2 else (across, up)
    if not letters or long < _LEAST or high < _LEAST:
        return ""
    stretched = 100 * long * _HIGH / (high * _WIDE * len(letters))
    x, y = ((run.left, run.bottom), (run.right, run.bottom), (run.right, run.top), (run.left, run.top))[run.turned]
    hexadecimal = "".join(f"{letter:04X}" for letter in letters)
    return f"{high:.2f} Tf {stretched:.2f} Tz {_TURNS[run.turned]} {x:.2f} {y:.2f} Tm <{hexadecimal}> Tj"


def _letters(words: str) -> list[int]:
    """Return the letters that two bytes hold; what cannot be printed may be none, by PDF/UA."""
    return [ord(letter) for letter in words if letter.isprintable() and ord(letter) < 0x10000]


def typeface(document: "pikepdf.Pdf", runs: Sequence[Run]) -> "pikepdf.Object":
    """Return the typeface of a file's unseen words, which says of each letter that it uses what it is."""
    import pikepdf

    used = sorted({letter for run in runs for letter in _letters(run.words)})
    called = pikepdf.Name("/Unseen")
    described = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=called,
        Flags=4,
        FontBBox=pikepdf.Array([0, 0, _WIDE, _HIGH]),
        ItalicAngle=0,
        Ascent=_HIGH,
        Descent=0,
        CapHeight=_HIGH,
        StemV=80,
        FontFile2=document.make_indirect(pikepdf.Stream(document, _font_file())),
    )
    # Each letter that can be asked for is drawn by the one that is there.
    which = pikepdf.Stream(document, _LETTER.to_bytes(2, "big") * 0x10000)
    inner = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=called,
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=document.make_indirect(described),
        DW=_WIDE,
        CIDToGIDMap=document.make_indirect(which),
    )
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=called,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([document.make_indirect(inner)]),
            ToUnicode=document.make_indirect(pikepdf.Stream(document, _to_unicode(used))),
        )
    )


def _to_unicode(used: Sequence[int]) -> bytes:
    """Return the table by which programs know the letters; at most a hundred stand in one block of it."""
    blocks = [used[start : start + 100] for start in range(0, len(used), 100)]
    said = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(f"<{each:04X}> <{each:04X}>" for each in block) + "\nendbfchar"
        for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{said}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()


@cache
def _font_file() -> bytes:
    """Return the typeface's file: one letter, a block as high as a line, and what stands for none.

    A letter without height would be passed over by programs where a page's lines run upwards.
    """
    from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]  # ships no types
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]  # ships no types

    names = [".notdef", "block"]
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, _HIGH), (_WIDE, _HIGH), (_WIDE, 0)):
        pen.lineTo(corner)
    pen.closePath()
    made = FontBuilder(_HIGH, isTTF=True)
    made.font.recalcTimestamp = False
    made.setupGlyphOrder(names)
    made.setupCharacterMap({0x20: "block"})
    made.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "block": pen.glyph()})
    made.setupHorizontalMetrics(dict.fromkeys(names, (_WIDE, 0)))
    made.setupHorizontalHeader(ascent=_HIGH, descent=0)
    made.setupNameTable({"familyName": "Unseen", "styleName": "Regular"})
    made.setupOS2(sTypoAscender=_HIGH, usWinAscent=_HIGH)
    made.setupPost()
    made.updateHead(created=_BEGINNING, modified=_BEGINNING)
    file = io.BytesIO()
    made.font.save(file)
    return file.getvalue()
