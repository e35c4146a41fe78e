"""Files as people and attackers send them, made on the spot."""

import io
import random
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pillow_heif
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

RED, BLUE = (200, 30, 30), (30, 30, 200)
GPS = {1: "N", 2: (30.0, 26.0, 46.0), 3: "W", 4: (91.0, 11.0, 14.0)}
MAKER = "PhoneMaker 42"


def photo(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """A picture whose top is red and whose bottom is blue, so that a turned one can be told."""
    picture = Image.new("RGB", (width, height), BLUE)
    ImageDraw.Draw(picture).rectangle((0, 0, width, height // 2), fill=RED)
    return picture.convert(mode)


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    """The bytes of a picture in a format."""
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def exif(orientation: int = 1) -> bytes:
    """Camera data with a place, a maker and an orientation."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = MAKER
    data.get_ifd(0x8825).update(GPS)
    return data.tobytes()


def phone_jpeg(orientation: int = 6) -> bytes:
    """A photo as a phone saves it: pixels lying on the side, the turn told in the camera data, with the place."""
    turns = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    upright = photo()
    turn = turns[orientation]
    return saved(
        upright.transpose(turn) if turn is not None else upright, "JPEG", exif=exif(orientation), comment=MAKER
    )


def phone_heic() -> bytes:
    """A photo as an iPhone saves it, with the place."""
    heif = pillow_heif.from_pillow(photo())
    out = io.BytesIO()
    heif.save(out, exif=exif())
    return out.getvalue()


XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><creator>{MAKER}</creator></x:xmpmeta>".encode()


def described_jpeg() -> bytes:
    """A photo with everything that programs leave beside the picture: camera data, XMP, a profile, a comment."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return saved(photo(), "JPEG", exif=exif(), xmp=XMP, icc_profile=profile, comment=MAKER)


def described_webp() -> bytes:
    """A WebP with camera data and XMP."""
    return saved(photo(), "WEBP", exif=exif(), xmp=XMP)


def sixteen_bit_png() -> bytes:
    """A gray scan of 16 bits a pixel, dark above and light below."""
    rows = [struct.pack(">100H", *[8_000 if row < 50 else 56_000] * 100) for row in range(100)]
    return png(100, 100, zlib.compress(b"".join(b"\0" + row for row in rows)), depth=16, colour=0)


def png(width: int, height: int, data: bytes, depth: int = 8, colour: int = 2) -> bytes:
    """A PNG of any claimed size around any data."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def text_png() -> bytes:
    """A PNG with words and camera data beside the picture."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", MAKER)
    return saved(photo(), "PNG", pnginfo=words, exif=exif(), dpi=(300, 300))


def pdf(pages: int = 1, change: Callable[[pikepdf.Pdf], None] | None = None, **options: Any) -> bytes:
    """A PDF of red-and-blue pages, changed and saved as asked."""
    document = pikepdf.new()
    for _ in range(pages):
        page = document.add_blank_page(page_size=(612, 792))
        page.Contents = document.make_stream(b"1 0 0 rg 0 396 612 396 re f 0 0 1 rg 0 0 612 396 re f")
    if change is not None:
        change(document)
    out = io.BytesIO()
    # Without it a file made a second later is another file, and a test of "the same file" fails now and then.
    document.save(out, **{"deterministic_id": "encryption" not in options, **options})
    return out.getvalue()


def with_script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def with_launch(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
    _annotate(document, pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action))


def with_action(kind: str) -> Callable[[pikepdf.Pdf], None]:
    """A link that does something of a kind."""
    action = pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), F=pikepdf.String("other.pdf"))
    return lambda document: _put(document, pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action))


def with_annotation(kind: str) -> Callable[[pikepdf.Pdf], None]:
    """Something of a kind on the page."""
    return lambda document: _put(document, pikepdf.Dictionary(Subtype=pikepdf.Name(f"/{kind}")))


def _put(document: pikepdf.Pdf, what: pikepdf.Object) -> None:
    _annotate(document, what)


def with_page_action(document: pikepdf.Pdf) -> None:
    """An action that hangs on the page itself, where copying pages takes it along."""
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    document.pages[0].AA = pikepdf.Dictionary(O=action)


def with_attachment(document: pikepdf.Pdf) -> None:
    document.attachments["other.exe"] = b"MZ other"


def with_xfa(document: pikepdf.Pdf) -> None:
    form = document.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=form)


def with_link(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org/verify"))
    _annotate(document, pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action))


def with_filled_form(document: pikepdf.Pdf) -> None:
    """A field whose typed-in value is drawn as a green box over the middle of the page."""
    look = document.make_stream(
        b"0 1 0 rg 0 0 400 200 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 400, 200]
    )
    field = pikepdf.Dictionary(
        Subtype=pikepdf.Name.Widget,
        FT=pikepdf.Name.Tx,
        T=pikepdf.String("name"),
        V=pikepdf.String("Maria"),
        F=4,
        AP=pikepdf.Dictionary(N=look),
    )
    field = _annotate(document, field, rect=(106, 296, 506, 496))
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))


def _annotate(document: pikepdf.Pdf, what: pikepdf.Object, rect: tuple[int, ...] = (0, 0, 612, 792)) -> pikepdf.Object:
    what.Type = pikepdf.Name.Annot
    what.Rect = pikepdf.Array(rect)
    made = document.make_indirect(what)
    document.pages[0].Annots = pikepdf.Array([made])
    return made


def hand_written(*objects: bytes, end: bytes = b"") -> bytes:
    """A PDF of the given objects, numbered from 1, the first its root, with a right table of contents."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + (end or trailer)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object of a hand-written PDF."""
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(data), entries, data)


def page_of(content: bytes, resources: bytes = b"") -> bytes:
    """A hand-written PDF of one page with the given content stream."""
    return hand_written(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<<%b>>>>" % resources,
        content,
    )


def no_pages() -> bytes:
    return hand_written(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")


def pages_in_a_circle() -> bytes:
    return hand_written(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 50/Parent 2 0 R>>",
    )


def many_pages(count: int) -> bytes:
    """A PDF of `count` pages that are all the same object but in the tree."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>"
    return hand_written(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count), *[page] * count
    )


def huge_table() -> bytes:
    """A PDF whose table of contents claims two thousand million entries."""
    end = b"trailer\n<</Size 2000000000/Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    return b"%PDF-1.7\nxref\n0 2000000000\n" + b"0000000000 65535 f \n" * 50_000 + end


def deep_nesting(depth: int = 2_000_000) -> bytes:
    return hand_written(b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * depth + b"]" * depth + b">>", b"<<>>")


def flate_bomb() -> bytes:
    """A page of 3 MB that unpacks to 3 GB of drawing."""
    packer = zlib.compressobj(9)
    block = b"0 0 m 9 9 l S\n" * 75_000
    first, again = (packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    packed = first + again * 2999 + packer.flush()
    return page_of(stream(packed, b"/Filter/FlateDecode"))


def picture_bomb() -> bytes:
    """A page with a picture that claims 60,000 x 60,000 pixels."""
    image = zlib.compress(bytes(10_000_000), 9)
    content = stream(b"q 612 0 0 792 0 0 cm /I Do Q")
    entries = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB"
    return hand_written(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        content,
        stream(image, entries + b"/BitsPerComponent 8/Filter/FlateDecode"),
    )


def noise(size: int, seed: int = 7) -> bytes:
    return random.Random(seed).randbytes(size)


def zip_of(*names: str) -> bytes:
    """A ZIP archive with small files under the given names."""
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, noise(3000))
    return out.getvalue()
