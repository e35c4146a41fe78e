"""A logo is drawn anew as it looks on white paper, and nothing else of the file comes along."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.intake import making
from tracker.domain.errors import UnreadableFile
from tracker.intake.inspection import take_in_logo
from tracker.intake.words import Refusal


def read(folder: Path, content: bytes) -> Image.Image:
    path = folder / "logo"
    path.write_bytes(content)
    drawn = take_in_logo(path)
    assert drawn.startswith(b"\x89PNG")
    return Image.open(io.BytesIO(drawn))


def mark(mode: str, color: tuple[int, ...], size: tuple[int, int] = (400, 200)) -> bytes:
    """A mark in the middle of a clear or white ground."""
    clear = (0, 0, 0, 0) if mode == "RGBA" else (255, 255, 255)
    picture = Image.new(mode, size, clear)
    width, height = size
    ImageDraw.Draw(picture).rectangle((width // 4, height // 4, width * 3 // 4 - 1, height * 3 // 4 - 1), fill=color)
    return making.saved(picture, "PNG")


@pytest.mark.parametrize(("mode", "color"), [("RGBA", (20, 30, 40, 255)), ("RGB", (20, 30, 40))])
def test_white_and_clear_edges_are_cut_away(tmp_path: Path, mode: str, color: tuple[int, ...]) -> None:
    drawn = read(tmp_path, mark(mode, color))
    assert (drawn.size, drawn.mode) == ((200, 100), "RGB")
    assert drawn.getpixel((0, 0)) == (20, 30, 40)


def test_a_photo_stands_upright_without_its_place_and_maker(tmp_path: Path) -> None:
    drawn = read(tmp_path, making.phone_jpeg(6))
    assert drawn.size == (400, 300)
    assert drawn.info == {}


def test_a_large_one_is_made_small_enough_for_paper(tmp_path: Path) -> None:
    assert max(read(tmp_path, making.saved(making.photo(4000, 1000), "JPEG")).size) == 900


@pytest.mark.parametrize("content", [mark("RGBA", (255, 255, 255, 255)), mark("RGBA", (0, 0, 0, 0))])
def test_one_of_which_paper_would_show_nothing_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(tmp_path, content)
    assert refusal.value.message == Refusal.NOTHING_TO_SEE.words


@pytest.mark.parametrize(
    "content",
    [
        making.pdf(),
        making.described_webp(),
        making.phone_heic(),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + b"\0" * 40,
        b"",
        making.saved(making.photo(), "PNG")[:200],
        making.saved(making.photo(), "PNG") + b"\0" * 5_300_000,
    ],
)
def test_everything_else_is_refused_in_plain_words(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(tmp_path, content)
    assert refusal.value.message.endswith(".")
