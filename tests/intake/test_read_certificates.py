"""Certificates made by other programs are read as they are meant; the figures of the corpus are held here.

tests/intake/reading/making.py makes them. What is wrong and said to be sure is worse than what is missing.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker.domain.certificates import Field, Reading
from tracker.domain.titles import fold
from tracker.intake.formats import Format
from tracker.intake.inspection import certificate_in, take_in

FILES = Path(__file__).parent / "reading" / "files"
PRINTED = sorted(path for path in FILES.glob("*.pdf") if not path.name.endswith(".scan.pdf"))
CERTIFICATES = [path for path in PRINTED if not path.name.startswith("other-")]
OTHERS = [path for path in PRINTED if path.name.startswith("other-")]
WORDED = {Field.PERSON, Field.TITLE, Field.PROVIDER}
GOAL = 0.95


def truth_of(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.with_name(f"{path.name}.json").read_text()))


def judged(reading: Reading, truth: dict[str, Any]) -> Iterator[tuple[str, bool, bool]]:
    """Yield each field that a certificate states: its name, whether it was read right, and whether surely wrong."""
    for name, stated in truth.items():
        if name == "credits":
            found = [[each.value, each.amount] for each in reading.of(Field.CREDIT)]
            yield name, found == stated, bool(found) and found != stated
            continue
        field, best = Field(name), reading.first(Field(name))
        is_right = best is not None and is_same(field, best.value, stated)
        yield name, is_right, best is not None and best.is_sure and not is_right


def all_judged(paths: Iterable[Path], reading_of: Callable[[Path], Reading]) -> list[tuple[str, str, bool, bool]]:
    """Return for each field of each file: the file's name, and what `judged` says."""
    return [(path.name, *each) for path in paths for each in judged(reading_of(path), truth_of(path))]


def is_same(field: Field, found: str, stated: str) -> bool:
    return fold(found) == fold(stated) if field in WORDED else found == stated


def test_of_printed_certificates_95_of_100_fields_are_right_and_none_surely_wrong() -> None:
    assert len(CERTIFICATES) >= 60
    results = all_judged(CERTIFICATES, lambda path: certificate_in(path)[0])
    right = sum(is_right for _, _, is_right, _ in results)
    print(f"printed: {right} of {len(results)} fields right on {len(CERTIFICATES)} certificates")
    assert [(name, field) for name, field, _, is_wrong in results if is_wrong] == []
    assert right >= GOAL * len(results), [(name, field) for name, field, is_right, _ in results if not is_right]


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_a_document_that_is_none_is_called_what_it_is(path: Path) -> None:
    reading, _ = certificate_in(path)
    assert reading.kind == truth_of(path)["kind"]
    assert reading.proposals == ()


@pytest.mark.parametrize("path", CERTIFICATES[:3], ids=lambda path: path.name)
def test_no_certificate_of_a_training_looks_like_one_of_a_case(path: Path) -> None:
    _, notes = certificate_in(path)
    assert notes == ()


def test_each_outline_lies_on_a_page_that_is_shown() -> None:
    for path in CERTIFICATES[::7]:
        reading, pages = certificate_in(path)[0], take_in(path, path.name).inspection.pages
        spots = [spot for each in reading.proposals for spot in each.spots]
        assert spots and all(spot.box.is_sound and 1 <= spot.page <= pages for spot in spots), path.name


def test_ordinary_files_of_every_producer_are_read_without_a_fault() -> None:
    """What they say is not judged here; that they are read at all is."""
    for path in sorted((FILES.parent.parent / "certificates").glob("*.pdf")):
        reading, _ = certificate_in(path)
        assert isinstance(reading, Reading), path.name


def test_a_picture_has_no_text_of_its_own() -> None:
    photo = next(FILES.glob("*.jpg"))
    assert Format.JPEG.is_picture and certificate_in(photo) == (Reading(), ())
