"""Files that are small and want much: memory, time, depth, or no end."""

import functools
import io
import random
import zlib
from collections.abc import Callable

from PIL import Image

from tests.intake import making


def bomb(chance: random.Random) -> bytes:
    """Return one of them; most are the same each time, and made once."""
    return chance.choice(BOMBS)()


@functools.cache
def flate_bomb() -> bytes:
    return making.flate_bomb()


@functools.cache
def picture_bomb() -> bytes:
    return making.picture_bomb()


@functools.cache
def nested_lists() -> bytes:
    return making.deep_nesting()


@functools.cache
def nested_dictionaries() -> bytes:
    return making.hand_written(
        b"<</Type/Catalog/Pages 2 0 R/X " + b"<</A " * 300_000 + b">>" * 300_000 + b">>", b"<<>>"
    )


@functools.cache
def packed_many_times() -> bytes:
    """A content stream behind fifty filters, each unpacking to more."""
    content = bytes(50_000_000)
    for _ in range(10):
        content = zlib.compress(content, 9)
    return making.page_of(making.stream(content, b"/Filter[" + b"/FlateDecode" * 10 + b"]"))


@functools.cache
def packed_objects() -> bytes:
    """An object stream of 1 MB that unpacks to 500 MB of objects."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"7 0 ") + b"".join(packer.compress(b"[" * 500_000) for _ in range(1000)) + packer.flush()
    entries = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode"
    return making.hand_written(
        b"<</Type/Catalog/Pages 2 0 R/X 7 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
        making.stream(packed, entries),
    )


def table_in_a_circle() -> bytes:
    """A table of contents whose predecessor is itself."""
    good = making.hand_written(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 1>>")
    start = good.rindex(b"xref\n0")
    return good.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev %d>>" % start)


def form_in_itself() -> bytes:
    """A drawing that draws itself, twice."""
    drawing = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</F 5 0 R>>>>"
    return making.hand_written(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        making.stream(b"/F Do"),
        making.stream(b"/F Do /F Do", drawing),
    )


def forms_that_double() -> bytes:
    """Forty drawings, each drawing the next one twice: a million million strokes."""
    count = 40
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        making.stream(b"/F Do"),
    ]
    for number in range(count):
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</F %d 0 R>>>>"
        objects.append(making.stream(b"/F Do /F Do", entries % (6 + number)))
    return making.hand_written(*objects, making.stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"))


@functools.cache
def strokes() -> bytes:
    """A page of three million curves."""
    packed = zlib.compress(b"0 0 m 1 800 700 3 612 792 c S\n" * 3_000_000, 9)
    return making.page_of(making.stream(packed, b"/Filter/FlateDecode"))


def tree_without_end() -> bytes:
    """A tree of pages 20,000 levels deep."""
    levels = 20_000
    middle = [b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (n - 1, n + 1) for n in range(2, levels)]
    return making.hand_written(b"<</Type/Catalog/Pages 2 0 R>>", *middle, b"<</Type/Page/Parent 2 0 R>>")


def page_as_large_as_a_country() -> bytes:
    return making.pdf().replace(b"0 0 612 792", b"0 0 9e9 9e9")


@functools.cache
def large_and_empty_png() -> bytes:
    return making.png(8160, 6120, zlib.compress(bytes((8160 * 3 + 1) * 6120), 9))


@functools.cache
def moving_webp() -> bytes:
    out = io.BytesIO()
    still = [Image.new("RGB", (1200, 900), (number, 0, 0)) for number in range(40)]
    still[0].save(out, "WEBP", save_all=True, append_images=still[1:], quality=1, method=0)
    return out.getvalue()


def zip_bomb() -> bytes:
    return making.zip_of(*(f"{number}.pdf" for number in range(3000)))


BOMBS: tuple[Callable[[], bytes], ...] = (
    flate_bomb,
    picture_bomb,
    nested_lists,
    nested_dictionaries,
    packed_many_times,
    packed_objects,
    table_in_a_circle,
    making.huge_table,
    making.pages_in_a_circle,
    form_in_itself,
    forms_that_double,
    strokes,
    tree_without_end,
    page_as_large_as_a_country,
    large_and_empty_png,
    moving_webp,
    zip_bomb,
)
