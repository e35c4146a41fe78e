"""Makes the fresh photos anew: `python -m tests.intake.reading.fresh`, then commit what changed.

They were made once everything was tuned, in typefaces and light that the set has not: warm and dim rooms, glare,
colored paper, a crease, a shaking hand, a page that fills half of the picture. What is read of them is the honest
figure.
"""

import io
import json
import math
import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from tests.intake.reading.making import HERE, stated, truth_of
from tests.intake.reading.printing import by_chromium, page_of

FRESH = HERE / "fresh"
FAMILIES = (
    *("URW Gothic", "URW Bookman", "P052", "C059", "Nimbus Sans Narrow", "DejaVu Sans Condensed", "Nimbus Mono PS"),
    *("Noto Sans Mono", "Z003", "DejaVu Serif Condensed"),
)
WORDINGS = ("awarded", "labels", "sentence", "post", "under_rule", "columns", "legal", "ceu", "expiring", "email")
WORDINGS += ("department", "relias", "moodle", "summit", "ce", "badge")
LONG_SIDE = 1800
Photo = Image.Image


def warm(paper: Photo, chance: random.Random) -> Photo:
    """Light of a bulb in the evening."""
    tint = Image.new("RGB", paper.size, (255, 214, 150))
    return ImageEnhance.Brightness(ImageChops.multiply(paper, tint)).enhance(chance.uniform(0.55, 0.7))


def glare(paper: Photo, chance: random.Random) -> Photo:
    """A lamp that shines back from glossy paper."""
    light = Image.new("L", paper.size, 0)
    x, y = chance.uniform(0.2, 0.8) * paper.width, chance.uniform(0.1, 0.9) * paper.height
    ImageDraw.Draw(light).ellipse((x - 220, y - 160, x + 220, y + 160), fill=170)
    light = light.filter(ImageFilter.GaussianBlur(90))
    return Image.composite(Image.new("RGB", paper.size, "white"), paper, light)


def colored(paper: Photo, chance: random.Random) -> Photo:
    """Print on colored paper."""
    tint = chance.choice([(190, 220, 205), (245, 225, 170), (205, 205, 235)])
    return ImageChops.multiply(paper, Image.new("RGB", paper.size, tint))


def creased(paper: Photo, chance: random.Random) -> Photo:
    """A page that was folded: one half darker, and a line between."""
    fold, dark = Image.new("L", paper.size, 255), ImageDraw.Draw
    at = int(paper.height * chance.uniform(0.4, 0.6))
    draw = dark(fold)
    draw.rectangle((0, at, paper.width, paper.height), fill=200)
    draw.line((0, at, paper.width, at + 12), fill=120, width=5)
    return ImageChops.multiply(paper, fold.filter(ImageFilter.GaussianBlur(3)).convert("RGB"))


def shaken(paper: Photo, chance: random.Random) -> Photo:
    """A hand that moved."""
    moved = ImageChops.offset(paper, chance.choice([2, 3]), chance.choice([0, 1]))
    return Image.blend(paper, moved, 0.5)


LIGHTS: tuple[Callable[[Photo, random.Random], Photo], ...] = (warm, glare, colored, creased, shaken)


def photographed(pdf: bytes, seed: int) -> Photo:
    """Return the first page as a phone sees it on a table; every third from further away."""
    chance = random.Random(9000 + seed)
    page = pypdfium2.PdfDocument(pdf)[0]
    paper = page.render(scale=LONG_SIDE / max(page.get_size())).to_pil().convert("RGB")
    paper = Image.eval(paper, lambda value: 35 + value * 210 // 255)
    for light in {LIGHTS[seed % len(LIGHTS)], LIGHTS[(seed * 3 + 1) % len(LIGHTS)]}:
        paper = light(paper, chance)
    table = tuple(chance.randint(50, 150) for _ in range(3))
    margin = int(LONG_SIDE * (0.28 if seed % 3 == 0 else 0.06))
    photo = Image.new("RGB", (paper.width + 2 * margin, paper.height + 2 * margin), table)
    photo.paste(paper, (margin, margin))
    photo = _leaned(photo, chance, table)
    photo.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.BICUBIC)
    photo = Image.blend(photo, Image.effect_noise(photo.size, 40).convert("RGB"), 0.07)
    return photo.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 1.0)))


def _leaned(photo: Photo, chance: random.Random, table: tuple[int, ...]) -> Photo:
    width, height = photo.size
    lean = [chance.uniform(0, 0.04) * side for side in (width, height) * 4]
    corners = (
        *(lean[0], lean[1]),
        *(lean[2], height - lean[3]),
        *(width - lean[4], height - lean[5]),
        *(width - lean[6], lean[7]),
    )
    photo = photo.transform(photo.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)
    turn = math.copysign(chance.uniform(1.0, 4.0), chance.uniform(-1, 1))
    return photo.rotate(turn, Image.Resampling.BICUBIC, fillcolor=table)


def main() -> None:
    """Write all fresh photos anew."""
    known = {each["name"]: each for each in json.loads((HERE / "wordings.json").read_text())["certificates"]}
    shutil.rmtree(FRESH, ignore_errors=True)
    FRESH.mkdir()
    with tempfile.TemporaryDirectory() as made:
        for seed, name in enumerate(WORDINGS):
            said = stated(seed * 7 + 4)
            family = f"<style>body{{font-family:'{FAMILIES[seed % len(FAMILIES)]}' !important}}</style></head>"
            page = page_of(known[name]["lines"], said, seed).replace("</head>", family)
            out, path = io.BytesIO(), FRESH / f"{seed:02}-{name}.jpg"
            photographed(by_chromium(page, Path(made)), seed).save(out, "JPEG", quality=60)
            path.write_bytes(out.getvalue())
            truth = truth_of(known[name]["states"], said)
            path.with_name(f"{path.name}.json").write_text(json.dumps(truth, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
