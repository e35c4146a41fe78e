"""Pictures: measured by their header, decoded once, and drawn anew upright and without metadata."""

import io
import warnings
from collections.abc import Iterator
from importlib import import_module

from PIL import Image, ImageOps

from tracker.intake.errand import Errand, Exhibit, Want
from tracker.intake.formats import Format
from tracker.intake.limits import Limits
from tracker.intake.reader.covering import paint_out
from tracker.intake.reader.findings import Findings, Unacceptable
from tracker.intake.words import Note, Refusal

LONGEST_SIDE = 2200
QUALITY = 85
LOGO_SIDE = 900  # pixels: three inches at 300 dots an inch
_NEARLY_WHITE = 12  # of 255: what paper does not show
_ORIENTATION = 0x0112

# Named formats only. Left to choose, the library would try dozens, one of which starts Ghostscript.
_OPENERS: dict[Format, tuple[str, tuple[str, ...]]] = {
    Format.JPEG: ("PIL.JpegImagePlugin", ("JPEG", "MPO")),
    Format.PNG: ("PIL.PngImagePlugin", ("PNG",)),
    Format.WEBP: ("PIL.WebPImagePlugin", ("WEBP",)),
    Format.HEIC: ("pillow_heif", ("HEIF",)),
}
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def prepare(form: Format) -> None:
    """Load what opens a format and what writes JPEG and PNG."""
    import_module("PIL.JpegImagePlugin")
    import_module("PIL.PngImagePlugin")
    opener = import_module(_OPENERS[form][0])
    if form is Format.JPEG:
        import_module("PIL.MpoImagePlugin")
    elif form is Format.HEIC:
        opener.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # the limits of the errand are stricter, and are asked before decoding
    warnings.simplefilter("ignore")


def look(content: bytes, errand: Errand) -> Findings:
    """Measure and decode a picture; write it as 0001.jpg when a copy is wanted."""
    if errand.form is Format.WEBP:
        # This library takes the memory for the whole canvas when it opens a file.
        _refuse_too_large(_webp_size(content[:30]), errand.limits)
    picture = Image.open(io.BytesIO(content), formats=_OPENERS[errand.form][1])
    _refuse_too_large(picture.size, errand.limits)
    size, moves = picture.size, getattr(picture, "n_frames", 1) > 1 and errand.form is not Format.JPEG
    picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    picture.load()
    turned = _orientation(picture)
    width, height = reversed(size) if turned >= 5 else size
    findings = Findings(1, width, height, Exhibit.PICTURE, {Note.MOVES} if moves else set())
    if errand.want is Want.LOGO:
        _cut_to_logo(_redraw(picture, turned)).save("0001.png", "PNG", optimize=True)
        findings.files = ["0001.png"]
    elif errand.want is not Want.NOTHING:
        upright = _redraw(picture, turned)
        paint_out(upright, errand.covers, 1)
        upright.save("0001.jpg", "JPEG", quality=QUALITY)
        findings.files = ["0001.jpg"]
    return findings


def drawn(content: bytes, errand: Errand) -> Iterator[Image.Image]:
    """Yield the one picture, upright and no larger than a copy for showing."""
    if errand.form is Format.WEBP:
        _refuse_too_large(_webp_size(content[:30]), errand.limits)
    picture = Image.open(io.BytesIO(content), formats=_OPENERS[errand.form][1])
    _refuse_too_large(picture.size, errand.limits)
    picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    picture.load()
    yield _redraw(picture, _orientation(picture))


def _refuse_too_large(size: tuple[int, int], limits: Limits) -> None:
    width, height = size
    if max(size) > limits.side or width * height > limits.pixels:
        raise Unacceptable(Refusal.TOO_MANY_PIXELS)
    if min(size) < 1:
        raise Unacceptable(Refusal.DAMAGED_PICTURE)


def _webp_size(head: bytes) -> tuple[int, int]:
    """Return width and height from a WebP header: RFC 9649, sections 2.5 to 2.7."""
    kind = head[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF


def _orientation(picture: Image.Image) -> int:
    try:
        turned = picture.getexif().get(_ORIENTATION, 1)
    except Exception:  # camera data may be any rubbish; the picture is good without
        return 1
    return turned if turned in _TURNS else 1


def _redraw(picture: Image.Image, turned: int) -> Image.Image:
    """Draw a picture upright on a new white canvas, which has never held any metadata."""
    canvas = _shrink(picture)
    canvas.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BICUBIC)
    return canvas.transpose(_TURNS[turned]) if turned in _TURNS else canvas


def _cut_to_logo(drawn: Image.Image) -> Image.Image:
    """Return what is to be seen of a picture on white, in the size in which it is printed."""
    edges = ImageOps.invert(drawn.convert("L")).point(lambda value: value if value > _NEARLY_WHITE else 0).getbbox()
    if edges is None:
        raise Unacceptable(Refusal.NOTHING_TO_SEE)
    logo = drawn.crop(edges)
    logo.thumbnail((LOGO_SIDE, LOGO_SIDE), Image.Resampling.LANCZOS)
    return logo


def _shrink(picture: Image.Image) -> Image.Image:
    """Draw at a whole fraction of the size, in bands: all at once, a large one would need twice its memory."""
    width, height = picture.size
    factor = max(1, max(width, height) // LONGEST_SIDE)
    canvas = Image.new("RGB", (-(-width // factor), -(-height // factor)), "white")
    step = 128 * factor
    for top in range(0, height, step):
        band = _flatten(picture.crop((0, top, width, min(top + step, height))))
        canvas.paste(band.reduce(factor) if factor > 1 else band, (0, top // factor))
    return canvas


def _flatten(band: Image.Image) -> Image.Image:
    """Return a band in plain red, green and blue, on white where it is transparent."""
    if band.mode.startswith("I"):
        # 16 bits a pixel; a plain conversion would cut everything above 255 to white.
        band = band.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if band.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in band.info:
        clear = band.convert("RGBA")
        paper = Image.new("RGBA", band.size, "white")
        band = Image.alpha_composite(paper, clear)
    return band.convert("RGB")
