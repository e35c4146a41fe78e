"""Images in a PDF, and forms that show nothing but one; a JPEG is set as it is, without decoding it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

# Start of a frame with the picture's size: all but the four markers in this range that mean something else.
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_COLORS = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


def picture_of(document: "pikepdf.Pdf", content: bytes) -> "pikepdf.Stream":
    """Return a JPEG as an image of a document, its bytes as they are. Raises ValueError where it is no whole one."""
    width, height, colors = jpeg_size(content)
    return image_of(document, content, (width, height), _COLORS[colors], "/DCTDecode")


def image_of(
    document: "pikepdf.Pdf", content: bytes, size: tuple[int, int], color: str, packed: str
) -> "pikepdf.Stream":
    """Return content that is packed already as an image of a document: its width and height, color and filter."""
    import pikepdf

    image = pikepdf.Stream(document, content)
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    (image.Width, image.Height), image.BitsPerComponent = size, 8
    image.ColorSpace, image.Filter = pikepdf.Name(color), pikepdf.Name(packed)
    return image


def form_of(
    document: "pikepdf.Pdf", image: "pikepdf.Object", width: float, height: float, besides: bytes = b""
) -> "pikepdf.Object":
    """Return a form that an image fills, in points; `besides` is drawn after it."""
    import pikepdf

    form = pikepdf.Stream(document, f"q {width} 0 0 {height} 0 0 cm /P Do Q".encode() + besides)
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, width, height])
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=image))
    return document.make_indirect(form)


def jpeg_size(content: bytes) -> tuple[int, int, int]:
    """Return width, height and number of colors of a JPEG. Raises ValueError where it is none, or is cut off."""
    if content[:2] != b"\xff\xd8" or b"\xff\xd9" not in content[-64:]:
        raise ValueError("not a whole JPEG")
    place = 2
    while place + 9 < len(content):
        if content[place] != 0xFF:
            raise ValueError("no marker where one must stand")
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        if marker in _SIZES:
            height, width = (int.from_bytes(content[start : start + 2], "big") for start in (place + 5, place + 7))
            colors = content[place + 9]
            if not (width and height and colors in _COLORS):
                raise ValueError("a size or color that no picture has")
            return width, height, colors
        place += 1 if marker == 0xFF else 2 + length
    raise ValueError("no size")
