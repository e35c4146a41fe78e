"""The parts of the resources page are read whole, or refused by name."""

from pathlib import Path

import pytest

from tracker.catalog.resources import FILE, load_resources, shipped_resources
from tracker.domain.errors import UnreadableFile

TEXT = FILE.read_text("utf-8")


def refused(folder: Path, text: str) -> str:
    path = folder / "resources.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableFile) as caught:
        load_resources(path)
    return caught.value.message


def test_what_ships_has_every_part_with_its_source() -> None:
    parts = shipped_resources()
    assert parts.page.source.startswith("https://learn.nationalchildrensalliance.org/")
    assert parts.definition.source.startswith("https://ojjdp.ojp.gov/")
    assert len(parts.definition.examples) == 4
    assert len(parts.statutes) == 3
    assert all(each.url.startswith("https://") for each in (*parts.resources, *parts.statutes))
    assert parts.coming_soon
    assert parts.disclaimer
    assert "@" in parts.contact.email


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[contact]", "[contacts]", "contact, contacts is missing or unknown"),
        ("[disclaimer]\nabout", "[disclaimer]\ntext", "about, text is missing or unknown"),
        ('email = "', 'mail = "', "email, mail is missing or unknown"),
        ("[[statute]]\nname", "[[statute]]\ntitle", "name, title is missing or unknown"),
    ],
)
def test_a_part_or_key_that_is_missing_or_unknown_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in TEXT
    assert words in refused(tmp_path, TEXT.replace(old, new))


def test_text_that_is_no_toml_is_told_by_name(tmp_path: Path) -> None:
    assert refused(tmp_path, 'title = "open').startswith("resources.toml: ")
