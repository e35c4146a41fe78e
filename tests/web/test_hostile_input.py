"""Whatever is sent to the doors, the answer is a page with words, never a fault."""

import io
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.house.addresses import path_of
from tests.house.things import invitation_token, reset_token, somebody
from tests.pages.forms import errors_of, form_in, values_of
from tracker.web.fields.text import MOST_MARKS, clean_line, clean_paragraphs

Browse = Callable[..., FlaskClient]
HOSTILE_IDS = [
    str(2**63),
    str(2**64),
    "-1",
    "0",
    "%00",
    "%2e%2e%2f",
    "..",
    "' OR 1=1 --",
    "%ff%fe",
    "%F0%9F%A7%A1" * 20,
    "a" * 5000,
    "2" * 19,
    "{{7*7}}",
    "<script>",
]
HOSTILE_VALUES = [
    "x" * 10_000,
    "مريم\u202eeman\u202c" * 50,
    "🧡" * 300,
    "\x00\x01\x02",
    "a\r\nBcc: all@example.org",
    "' OR 1=1 --",
    "{{ 7*7 }}<script>alert(1)</script>",
    "\ufffe\uffff",
    str(2**63),
    "-1",
    "",
]
NOT_UTF_8 = b"\xff\xfe\xfd\x80"


def test_no_address_is_a_fault(app: Flask, center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    for rule in app.url_map.iter_rules():
        for part, hostile in product(rule.arguments, HOSTILE_IDS):
            path = path_of(rule, {"center": center.public_id, part: hostile})
            if part != "filename":
                status = client.get(path, buffered=True).status_code
                assert status in {302, 303, 308, 400, 401, 404, 405}, f"{status}: {path[:200]}"


@pytest.mark.parametrize("query", ["next=%00", "next=%ff%fe", "next=" + "/" * 9000, "%00=%00", "next[]=1&next=2"])
def test_no_query_is_a_fault(center: CenterWorld, browse: Browse, query: str) -> None:
    for client, path in product((browse(), browse(center.director)), ("/", "/sign-in", "/account/confirm", "/account")):
        assert client.get(f"{path}?{query}").status_code in {200, 302, 303, 400}


def forms(center: CenterWorld, browse: Browse) -> Iterator[tuple[FlaskClient, str, dict[str, str]]]:
    """Yield each form of the doors: a browser that opened it, where it goes, and what it holds."""
    guest, director = browse(), browse(center.director)
    owner = somebody(center)
    for client, path, action in (
        (guest, "/sign-in", ""),
        (guest, "/forgot-password", ""),
        (guest, f"/reset/{reset_token(center, owner)}", ""),
        (guest, f"/join/{invitation_token(center, owner)}", ""),
        (director, "/account", "/account/password"),
        (director, "/account/confirm", ""),
        (director, center.path("members"), "/invite"),
        (director, center.path("members"), "/role"),
    ):
        form = form_in(client.get(path), action)
        yield client, str(form.get("action") or path), dict(values_of(form).items())


def test_no_field_is_a_fault(center: CenterWorld, browse: Browse) -> None:
    for client, path, values in forms(center, browse):
        for name, hostile in product(set(values) - {"csrf_token"}, HOSTILE_VALUES):
            answer = client.post(path, data={**values, name: hostile})
            assert answer.status_code < 500, f"{path}: {name} = {hostile[:40]!r}"
            assert "<script>alert" not in answer.get_data(as_text=True)


def test_a_file_where_words_are_asked_is_no_fault(center: CenterWorld, browse: Browse) -> None:
    """Every part of a multipart body may say that it is a file; a scanner did, and each such form was a fault."""
    client = browse(center.director)
    for path in ("completions/new", "events/new"):
        values = dict(values_of(form_in(client.get(center.path(path)))).items())
        for name in set(values) - {"csrf_token"}:
            part = (io.BytesIO(b"Words in a file"), "words.txt")
            answer = client.post(center.path(path), data={**values, name: part}, content_type="multipart/form-data")
            assert answer.status_code == 422, f"{path}: {name}"


def test_no_body_is_a_fault(center: CenterWorld, browse: Browse) -> None:
    kinds = [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json",
        "\xff",
        "",
    ]
    for client, path, values in forms(center, browse):
        token = values["csrf_token"].encode()
        bodies = [
            b"csrf_token=" + token + b"&email=" + NOT_UTF_8 + b"&password=" + NOT_UTF_8 + b"&name=" + NOT_UTF_8,
            b"csrf_token=" + token + b"&email=%ff%fe&password=%ed%a0%80%ed%a0%80&name=%00&role=%ff",
            b'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n' + token + b"\r\n--x",
            NOT_UTF_8 * 100,
            b"&" * 5000,
            b"a=" * 3000,
        ]
        for body, kind in product(bodies, kinds):
            assert client.post(path, data=body, content_type=kind).status_code < 500, (path, body[:60], kind)


@pytest.mark.parametrize("agent", ["", "x" * 5000, "\xff\xfe", "Chrome/\x01 Windows"])
def test_no_browser_is_too_odd_to_sign_in(center: CenterWorld, browse: Browse, agent: str) -> None:
    client = browse(center.director)
    answer = client.get("/account", headers={"User-Agent": agent, "Accept": agent, "Referer": agent})
    assert answer.status_code == 200


@pytest.mark.parametrize("cookie", ["", "x" * 3000, "a.b.c", "\xff", ".eJyrVkrOT0lVslIqLU4tykvMTVWqBQA.x.y"])
def test_a_made_up_cookie_is_nobody(center: CenterWorld, browse: Browse, cookie: str) -> None:
    client = browse()
    client.environ_base["HTTP_COOKIE"] = f"session={cookie}"
    assert client.get(center.path("people")).status_code == 302


def test_a_letter_carries_no_more_marks_than_a_script_has() -> None:
    """Composing sorts them, in a time that grows with the square of their number, while nobody else is answered."""
    marks = "\u0300\u0327" * 20_000
    for clean in (clean_line, clean_paragraphs):
        assert len(clean(f"a{marks}b")) <= MOST_MARKS + 2
        assert clean("Zoe\u0308 Nguye\u0302\u0303n") == "Zo\u00eb Nguy\u1ec5n"
        assert clean("\u1112\u1161\u11ab " * 3).split() == ["\ud55c"] * 3


def test_a_part_without_a_name_is_no_fields_and_the_others_are_judged(center: CenterWorld, browse: Browse) -> None:
    client, path = browse(center.director), center.path("people/new")
    sent = values_of(form_in(client.get(path)))
    named = [(f'; name="{name}"', value) for name, value in sent.items(multi=True)]
    parts = (f"--x\r\nContent-Disposition: form-data{name}\r\n\r\n{value}\r\n" for name, value in [*named, ("", "1")])
    answer = client.post(path, data="".join(parts) + "--x--\r\n", content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 422
    assert errors_of(answer)
