"""Setting a page of evidence into the frame that a drawn page keeps for it: whole, upright, never over its edge.

Where somebody pointed at boxes on it, the page leaves a strip of white at its left. The outlines run around the boxes,
their numbers stand in that strip, so that no word of the page is covered; what they say stands in the band above.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.reports.numerals import numeral

if TYPE_CHECKING:
    import pikepdf

# The frame in points, as static/css/report.css draws it, and the white that stays around a page.
WIDTH, HEIGHT, INSET = 553.0, 606.0, 3.0
LEFT, TOP = 28.8, 684.2

# The strip for numbers, their size, the colour of both, and how far around a box its outline runs.
STRIP, SIZE, INK, AROUND = 14.0, 9, "0.71 0.33 0.04", 1.5

# A page smaller than the frame grows at most so far: a business card does not become a poster.
_GROWTH = 1.5
_PHOTO_GROWTH = 1000.0


@dataclass(frozen=True)
class Mark:
    """A place on a page that was pointed at: its number there, what is to be seen, the name by which links find it.

    `box` is left, top, right and bottom in thousandths of the page, from its upper left corner; without it the whole
    page is meant, and there is no number. The name is empty where the place began on an earlier page.
    """

    number: int
    label: str
    name: str
    box: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Fit:
    """Where a page of evidence lies in its frame: by how much it grows, and its lower left corner in points."""

    scale: float
    x: float
    y: float
    width: float
    height: float

    def around(self, box: tuple[int, ...]) -> tuple[float, float, float, float]:
        """Return left, bottom, width and height of the outline of a box."""
        left, top, right, bottom = (share / 1000 for share in box)
        x, y = self.x + left * self.width, self.y + (1 - bottom) * self.height
        across, up = (right - left) * self.width, (bottom - top) * self.height
        return x - AROUND, y - AROUND, across + 2 * AROUND, up + 2 * AROUND


def set_into_frame(
    pdf: "pikepdf.Pdf", page: "pikepdf.Page", picture: "pikepdf.Object", marks: Sequence[Mark] = ()
) -> None:
    """Let a page's blank picture become a page of evidence, with outlines around what was pointed at.

    The page goes on drawing one picture, at the place and size that were laid out; only what its name stands for
    changes. So its tags, which describe the picture, stay true.
    """
    import pikepdf

    own = pikepdf.Dictionary(dict(page.obj.Resources.items()))
    framed = _framed(pdf, picture, [mark for mark in marks if mark.box])
    own.XObject = pikepdf.Dictionary(dict.fromkeys(own.XObject.keys(), framed))
    own.Font = pikepdf.Dictionary(dict(own.Font.items()))
    page.obj.Resources = own


def places_of(
    page: "pikepdf.Page", picture: "pikepdf.Object | None", marks: Sequence[Mark]
) -> "dict[str, pikepdf.Array]":
    """Return where the links to what was pointed at on a page lead: a little above the box, or to the page's top."""
    import pikepdf

    found = {}
    for mark in marks:
        top = float(page.mediabox[3])
        if mark.box and picture is not None:
            _, bottom, _, height = _fit(picture, STRIP).around(mark.box)
            top = min(top, TOP - HEIGHT + bottom + height + STRIP)
        if mark.name:
            found[mark.name] = pikepdf.Array([page.obj, pikepdf.Name.XYZ, 0, round(top, 2), 0])
    return found


def _fit(picture: "pikepdf.Object", strip: float) -> _Fit:
    left, bottom, right, top = bounds(picture)
    width, height = right - left, top - bottom
    growth = _PHOTO_GROWTH if "/Photo" in picture else _GROWTH
    scale = min((WIDTH - 2 * INSET - strip) / width, (HEIGHT - 2 * INSET) / height, growth)
    x, y = (WIDTH + strip - scale * width) / 2, (HEIGHT - scale * height) / 2
    return _Fit(scale, x, y, scale * width, scale * height)


def _framed(pdf: "pikepdf.Pdf", picture: "pikepdf.Object", marks: Sequence[Mark]) -> "pikepdf.Object":
    import pikepdf

    left, bottom, _, _ = bounds(picture)
    fit = _fit(picture, STRIP if marks else 0)
    across, up = fit.scale / WIDTH, fit.scale / HEIGHT
    x, y = fit.x / WIDTH - across * left, fit.y / HEIGHT - up * bottom
    # A page begins in black with thin lines, whatever the band above it was written in.
    drawing = f"q 0 g 0 G 1 w {across:.9f} 0 0 {up:.9f} {x:.9f} {y:.9f} cm /P Do Q"
    form = pikepdf.Stream(pdf, (drawing + _outlines(fit, marks)).encode())
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, 1, 1])
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
    return pdf.make_indirect(form)


def _outlines(fit: _Fit, marks: Sequence[Mark]) -> str:
    """Return what draws the outlines and their numbers, in points of the frame; nothing where there are none."""
    if not marks:
        return ""
    boxes = [(mark, fit.around(mark.box)) for mark in marks]
    lines = " ".join(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re S" for _, (x, y, width, height) in boxes)
    letters = " ".join(
        numeral(mark.number, fit.x - STRIP + 2, y + height - SIZE, SIZE) for mark, (_, y, _, height) in boxes
    )
    return f" q {1 / WIDTH:.9f} 0 0 {1 / HEIGHT:.9f} 0 0 cm {INK} RG {INK} rg 1.2 w {lines} {letters} Q"


def bounds(form: Any) -> tuple[float, float, float, float]:
    """Return the rectangle that a form covers once its own matrix has turned it. Raises ValueError for an empty one."""
    box = [float(side) for side in form.BBox]
    a, b, c, d, e, f = (float(part) for part in form.get("/Matrix", [1, 0, 0, 1, 0, 0]))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    edges = min(across), min(up), max(across), max(up)
    if edges[2] - edges[0] < 0.01 or edges[3] - edges[1] < 0.01:
        raise ValueError("a page without area")
    return edges
