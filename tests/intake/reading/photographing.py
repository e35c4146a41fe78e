"""Printed pages as a scanner or a phone sees them: turned a little, in uneven light, noisy, soft, in perspective."""

import random

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

LONG_SIDE = 1500


def photographed(pdf: bytes, seed: int, *, is_phone: bool) -> Image.Image:
    """Return the first page as a picture; the same seed gives the same turn, light and lean, and other noise."""
    chance = random.Random(seed)
    page = pypdfium2.PdfDocument(pdf)[0]
    paper = page.render(scale=LONG_SIDE / max(page.get_size())).to_pil().convert("L")
    paper = Image.eval(paper, lambda value: 30 + value * 215 // 255)
    if is_phone:
        paper = _in_perspective(paper, chance)
    ground = 205 if is_phone else 250
    paper = paper.rotate(chance.uniform(-2.2, 2.2), Image.Resampling.BICUBIC, expand=True, fillcolor=ground)
    paper = ImageChops.multiply(paper, _light(paper.size, chance, strong=is_phone))
    paper = Image.blend(paper, Image.effect_noise(paper.size, 18 if is_phone else 10), 0.08)
    return paper.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 0.9)))


def _in_perspective(paper: Image.Image, chance: random.Random) -> Image.Image:
    width, height = paper.size
    lean = [chance.uniform(0, 0.03) * side for side in (width, height) * 4]
    corners = (
        *(-lean[0], -lean[1]),
        *(-lean[2], height + lean[3]),
        *(width + lean[4], height + lean[5]),
        *(width + lean[6], -lean[7]),
    )
    return paper.transform(paper.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=205)


def _light(size: tuple[int, int], chance: random.Random, *, strong: bool) -> Image.Image:
    light = Image.linear_gradient("L").rotate(chance.choice([0, 90, 180, 270])).resize(size)
    light = Image.eval(light, lambda value: 255 - value * (90 if strong else 25) // 255)
    if not strong:
        return light
    left, top = chance.uniform(0, size[0]), chance.uniform(0, size[1] / 2)
    shadow = [(left, top), (left + 300, size[1]), (left - 500, size[1])]
    ImageDraw.Draw(light).polygon(shadow, fill=150)  # of the hand that holds the phone
    return light.filter(ImageFilter.GaussianBlur(60))
