"""Setting a page of evidence into the frame that a drawn page keeps for it: whole, upright, never over its edge."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

# The frame in points, as static/css/report.css draws it, and the white that stays around a page.
WIDTH, HEIGHT, INSET = 553.0, 606.0, 3.0

# A page smaller than the frame grows at most so far: a business card does not become a poster.
_GROWTH = 1.5
_PHOTO_GROWTH = 1000.0


def set_into_frame(pdf: "pikepdf.Pdf", page: "pikepdf.Page", picture: "pikepdf.Object") -> None:
    """Let a page's blank picture become a page of evidence.

    The page goes on drawing one picture, at the place and size that were laid out; only what its name stands for
    changes. So its tags, which describe the picture, stay true.
    """
    import pikepdf

    own = pikepdf.Dictionary(dict(page.obj.Resources.items()))
    framed = _framed(pdf, picture)
    own.XObject = pikepdf.Dictionary(dict.fromkeys(own.XObject.keys(), framed))
    own.Font = pikepdf.Dictionary(dict(own.Font.items()))
    page.obj.Resources = own


def _framed(pdf: "pikepdf.Pdf", picture: "pikepdf.Object") -> "pikepdf.Object":
    import pikepdf

    left, bottom, right, top = bounds(picture)
    width, height = right - left, top - bottom
    growth = _PHOTO_GROWTH if "/Photo" in picture else _GROWTH
    scale = min((WIDTH - 2 * INSET) / width, (HEIGHT - 2 * INSET) / height, growth)
    across, up = scale / WIDTH, scale / HEIGHT
    x, y = 0.5 - across * (left + width / 2), 0.5 - up * (bottom + height / 2)
    drawing = f"q {across:.9f} 0 0 {up:.9f} {x:.9f} {y:.9f} cm /P Do Q"
    form = pikepdf.Stream(pdf, drawing.encode())
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, 1, 1])
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
    return pdf.make_indirect(form)


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
