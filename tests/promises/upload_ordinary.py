"""Two hundred ordinary certificates: from every producer at hand, in the shapes that scanners and phones give.

Each is a name and what makes it, for a short run makes only some. No two are the same.
"""

import io
import random
from collections.abc import Callable
from functools import partial
from typing import Any

import pikepdf
import pillow_heif
import weasyprint
from PIL import Image, ImageDraw

from tests.intake import making
from tests.promises.upload_bad import CERTIFICATES
from tracker.intake.drawing import certificate

COUNT = 200
Maker = Callable[[], bytes]
PAGES = {
    "plain": "<h1>Certificate</h1><p>6.5 hours",
    "link": "<h1>Certificate</h1><a href='https://example.org/verify'>Verify</a>",
    "landscape": "<style>@page{size:A4 landscape}</style><h1>Certificate</h1>",
    "drawing": "<svg width=200 height=90><circle r=40 cx=50 cy=45 fill=teal /></svg><h1>Certificate</h1>",
    "transcript": "<table>" + "<tr><td>Training<td>1.5 hours" * 150 + "</table>",
    "letters": "<h1>Zertifikat Größe Señora Łucja Ж 中</h1>",
    "shadow": "<h1 style='opacity:.5;background:linear-gradient(teal,white)'>Certificate</h1>",
}
VARIANTS: dict[str, dict[str, Any]] = {
    "usual": {},
    "tagged": {"pdf_variant": "pdf/ua-1"},
    "archival": {"pdf_variant": "pdf/a-3b"},
    "forms": {"pdf_forms": True},
}


def files() -> dict[str, Maker]:
    """Return all two hundred; what is left over is drawn, as a program does it for one person after the other."""
    made = {path.name: path.read_bytes for path in sorted(CERTIFICATES.iterdir()) if path.suffix != ".md"}
    made |= _printed() | _scanned() | _rewritten() | _pictures() | HEAVY
    return made | {f"drawn-{number}": partial(_drawn, number) for number in range(COUNT - len(made))}


def some(count: int) -> list[tuple[str, Maker]]:
    """Return all, or fewer of as many kinds as there are, the same ones each time."""
    found = files()
    if count == len(found):
        return list(found.items())
    return random.Random(200).sample([(name, found[name]) for name in found if not name.startswith("drawn")], count)


def _drawn(number: int) -> bytes:
    return certificate([f"Training number {number}", "March 2, 2026"], ("PDF", "JPEG")[number % 2])


def _printed() -> dict[str, Maker]:
    return {
        f"weasyprint-{name}-{kind}.pdf": partial(_print, f"{page}<p>For {kind}", options)
        for name, page in PAGES.items()
        for kind, options in VARIANTS.items()
    }


def _print(page: str, options: dict[str, Any]) -> bytes:
    return weasyprint.HTML(string=f"<html lang=en><title>C</title>{page}").write_pdf(**options) or b""


def _scanned() -> dict[str, Maker]:
    modes, counts = ("RGB", "L", "1", "CMYK", "P"), (1, 3)
    return {f"scan-{mode}-{pages}.pdf": partial(_scan, mode, pages, 100) for mode in modes for pages in counts}


def _scan(mode: str, pages: int, dots: int) -> bytes:
    """Draw sheets of US Letter at so many dots an inch."""
    sheet = paper(dots * 17 // 2, dots * 11).convert(mode, dither=Image.Dither.NONE)
    quality = {} if mode in ("1", "P") else {"quality": 50}
    return making.saved(sheet, "PDF", resolution=dots, save_all=True, append_images=[sheet] * (pages - 1), **quality)


def _rewritten() -> dict[str, Maker]:
    """The same page as programs of different ages write it, and as mail and disks leave it."""
    streams = pikepdf.ObjectStreamMode
    ways: dict[str, dict[str, Any]] = {
        **{f"version-{version}": {"force_version": version} for version in ("1.2", "1.3", "1.4", "1.5", "1.6", "2.0")},
        "linear": {"linearize": True},
        "packed": {"object_stream_mode": streams.generate},
        "packed-linear": {"object_stream_mode": streams.generate, "linearize": True},
        "spelt-out": {"qdf": True},
        **{f"owner-{level}": {"encryption": _owner(level)} for level in (3, 4, 6)},
    }
    acting = {"form": making.with_filled_form, "script": making.with_script, "attachment": making.with_attachment}
    return {
        **{f"pikepdf-{name}.pdf": partial(making.pdf, 2, making.with_link, **way) for name, way in ways.items()},
        **{f"pikepdf-{name}.pdf": partial(making.pdf, 1, change) for name, change in acting.items()},
        "mail-before.pdf": lambda: b"Content-Type: application/pdf\r\n\r\n" + making.pdf(3),
        "nulls-behind.pdf": lambda: making.pdf(4) + bytes(5000),
        "hundred.pdf": lambda: making.many_pages(100),
    }


def _owner(level: int) -> pikepdf.Encryption:
    forbids = pikepdf.Permissions(modify_other=False, extract=False)
    return pikepdf.Encryption(owner="owner", user="", R=level, aes=level > 3, metadata=level > 3, allow=forbids)


def _pictures() -> dict[str, Maker]:
    jpegs: dict[str, dict[str, Any]] = {
        f"q{quality}{'-progressive' * progressive}.jpg": {"quality": quality, "progressive": progressive}
        for quality in (30, 75, 95)
        for progressive in (False, True)
    }
    return {
        **{f"phone-{turned}.jpg": partial(making.phone_jpeg, turned) for turned in (1, 3, 6, 8)},
        **{name: partial(_picture, "RGB", "JPEG", **options) for name, options in jpegs.items()},
        **{f"jpeg-{mode}.jpg": partial(_picture, mode, "JPEG") for mode in ("L", "CMYK")},
        **{f"png-{mode}.png": partial(_picture, mode, "PNG") for mode in ("RGB", "L", "1", "P", "RGBA", "LA")},
        **{
            f"webp-{kind}.webp": partial(_picture, "RGB", "WEBP", lossless=kind == "exact")
            for kind in ("usual", "exact")
        },
        "alpha.webp": partial(_picture, "RGBA", "WEBP"),
        "two-in-one.jpg": lambda: _picture("RGB", "MPO", save_all=True, append_images=[making.photo()]),
        "16-bit.png": making.sixteen_bit_png,
        "text.png": making.text_png,
        "phone.heic": making.phone_heic,
    }


def _picture(mode: str, form: str, **options: Any) -> bytes:
    return making.saved(paper(1200, 900).convert(mode), form, **options)


def paper(width: int, height: int) -> Image.Image:
    """Return a sheet as a camera sees it: words and lines on a ground that is nowhere quite even."""
    ground = Image.effect_noise((width // 4, height // 4), 40).resize((width, height))
    light = Image.linear_gradient("L").resize((width, height))
    sheet = Image.merge("RGB", (ground, Image.blend(ground, light, 0.3), ground))
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((width // 10, height // 10, width * 9 // 10, height * 9 // 10), outline="navy", width=width // 100)
    draw.text((width // 3, height // 3), "Certificate of completion", fill="black", font_size=height // 20)
    return sheet


def _photo(width: int, height: int, **options: Any) -> bytes:
    return making.saved(paper(width, height), "JPEG", **{"quality": 85, "exif": making.exif(6), **options})


def _photo_heic(width: int, height: int) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(paper(width, height)).save(out, quality=50, enc_params={"preset": "ultrafast"})
    return out.getvalue()


HEAVY: dict[str, Maker] = {
    "phone-12.jpg": lambda: _photo(4032, 3024),
    "phone-12-progressive.jpg": lambda: _photo(4000, 3000, progressive=True),
    "phone-24.jpg": lambda: _photo(5712, 4284),
    "phone-48.jpg": lambda: _photo(8064, 6048),
    "phone-12.heic": lambda: _photo_heic(4032, 3024),
    "phone-48.heic": lambda: _photo_heic(8064, 6048),
    "screenshot-12.png": lambda: making.saved(paper(4000, 3000).quantize(16), "PNG"),
    "photo-12.webp": lambda: making.saved(paper(4000, 3000), "WEBP", quality=70, method=0),
    "scan-20-pages-bilevel.pdf": lambda: _scan("1", 20, 300),
    "scan-20-pages-colour.pdf": lambda: _scan("RGB", 20, 300),
}
