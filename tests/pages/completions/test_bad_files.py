"""Bad files through the page: each refused by its name in plain words, while everything else is kept."""

from collections.abc import Callable
from itertools import chain, repeat

import pikepdf
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import errors_of, file, form_in, send, submit, values_of
from tests.services.entries import how_many
from tracker.db import db
from tracker.models import Evidence
from tracker.web import uploads as web_uploads

Browse = Callable[..., FlaskClient]
TYPED = {"title": "Trauma and the brain", "completed_on": "2026-03-02", "hours": "1.5", "note": "Typed by hand"}


def encrypted() -> bytes:
    return making.pdf(encryption=pikepdf.Encryption(user="secret", owner="secret"))


BAD: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "a picture of 20,000 x 20,000 pixels": (lambda: making.png(20_000, 20_000, b"x"), "big.png", "50 megapixels"),
    "a PDF without pages": (making.no_pages, "empty.pdf", "has no pages"),
    "an encrypted PDF": (encrypted, "locked.pdf", "asks for a password"),
    "a truncated PDF": (lambda: making.pdf()[:-200], "half.pdf", "cut off"),
    "a renamed executable": (lambda: b"MZ\x90\x00" + making.noise(5000), "certificate.pdf", "program"),
    "a file of 26 MB": (lambda: making.pdf() + bytes(26_000_000), "huge.pdf", "at most 25 MB"),
    "an empty file": (lambda: b"", "nothing.pdf", "empty"),
    "a text that says it is a PDF": (lambda: b"\xff\xfe certificate \x00", "notes.pdf", "notes.pdf"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_named_with_its_reason_and_the_rest_is_kept(
    center: CenterWorld, browse: Browse, kind: str
) -> None:
    make, name, reason = BAD[kind]
    client, path = browse(center.member()), center.path("completions/new")
    good = file(making.phone_jpeg(), "good photo.jpg")
    answer = submit(client, path, **TYPED, files=[file(make(), name), good])
    assert answer.status_code == 422
    (error,) = errors_of(answer)
    assert name in error
    assert reason in error
    assert how_many(center) == 0
    kept = values_of(form_in(answer))
    assert {field: kept[field] for field in TYPED} == TYPED
    assert "good photo.jpg" in answer.get_data(as_text=True)
    assert send(client, answer, path).status_code == 303
    assert files_of(center) == ["good photo.jpg"]


def test_each_bad_file_of_several_is_named(center: CenterWorld, browse: Browse) -> None:
    files = [file(b"MZ" + bytes(9000), "one.pdf"), file(b"", "two.pdf"), file(making.no_pages(), "three.pdf")]
    answer = submit(browse(center.member()), center.path("completions/new"), **TYPED, files=files)
    errors = errors_of(answer)
    assert [name for name in ("one.pdf", "two.pdf", "three.pdf") if any(name in error for error in errors)] == [
        "one.pdf",
        "two.pdf",
        "three.pdf",
    ]


def test_files_wait_while_another_field_is_mended(center: CenterWorld, browse: Browse) -> None:
    client, path = browse(center.member()), center.path("completions/new")
    wrong = submit(client, path, **(TYPED | {"title": ""}), files=[file(making.pdf(), "a.pdf")])
    assert wrong.status_code == 422
    assert send(client, wrong, path, title="Mended").status_code == 303
    assert files_of(center) == ["a.pdf"]


def test_a_file_that_waits_can_be_left_out(center: CenterWorld, browse: Browse) -> None:
    client, path = browse(center.member()), center.path("completions/new")
    wrong = submit(client, path, **(TYPED | {"title": ""}), files=[file(making.pdf(), "a.pdf")])
    send(client, wrong, path, title="Mended", **{"files-kept": None})
    assert files_of(center) == []


def test_nobody_can_use_a_file_that_waits_for_another(center: CenterWorld, browse: Browse) -> None:
    path = center.path("completions/new")
    wrong = submit(browse(center.member()), path, **(TYPED | {"title": ""}), files=[file(making.pdf(), "a.pdf")])
    token = values_of(form_in(wrong))["files-kept"]
    answer = submit(browse(center.member()), path, **TYPED, **{"files-kept": token})
    assert answer.status_code == 422
    assert "no longer waiting" in errors_of(answer)[0]
    assert files_of(center) == []


def test_more_files_than_fit_are_named(center: CenterWorld, browse: Browse) -> None:
    files = [file(making.pdf(), f"{number}.pdf") for number in range(22)]
    answer = submit(browse(center.member()), center.path("completions/new"), **TYPED, files=files)
    assert answer.status_code == 422
    assert [error.split(" ")[0] for error in errors_of(answer)] == ["20.pdf", "21.pdf"]


def test_files_that_would_be_read_for_longer_than_people_wait_are_named_and_the_rest_is_kept(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest = web_uploads.LONGEST_READING
    seconds = chain([0.0, longest, longest + 1], repeat(0.0))
    monkeypatch.setattr(web_uploads, "monotonic", lambda: next(seconds))
    files = [file(making.pdf(), "a.pdf"), file(making.pdf(), "b.pdf")]
    client, path = browse(center.member()), center.path("completions/new")
    answer = submit(client, path, **TYPED, files=files)
    assert answer.status_code == 422
    assert errors_of(answer) == ["b.pdf was left out: reading the files before it took too long. Add it again."]
    assert send(client, answer, path).status_code == 303
    assert files_of(center) == ["a.pdf"]


def files_of(center: CenterWorld) -> list[str]:
    with center.working():
        return list(db.session.scalars(select(Evidence.file_name).order_by(Evidence.id)))
