"""A document opens nothing, whatever the texts in it say: no network, no file, no other center's data."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pikepdf
import pytest

from tests.reports import samples
from tests.reports.conftest import Draw, page_texts
from tracker.reports import drawing, fetcher, templates
from tracker.reports.archival import DATA_NAME
from tracker.reports.outline import Outline
from tracker.reports.pieces import cut, cut_cover

HOSTILE = (
    '"><img src="file:///etc/hostname">',
    "'><link rel=attachment href=file:///etc/passwd>",
    "</p><style>@import url(http://127.0.0.1:9/a.css);</style>",
    "</title><base href='http://127.0.0.1:9/'>",
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    "<a rel=attachment href='file:///etc/passwd'>x</a>",
    "{{ 7*7 }}{% include '/etc/passwd' %}",
    "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "<object data='http://127.0.0.1:9/'></object><iframe src='file:///'></iframe>",
    "javascript:alert(1)",
)


def poisoned(
    value: Any, poison: str, keep: tuple[str, ...] = ("id", "value", "kind", "sha256", "printed", "logo", "accent")
) -> Any:
    """Put a text behind every text of a context; what names things stays."""
    if isinstance(value, tuple):
        return tuple(poisoned(entry, poison) for entry in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            entry.name: poisoned(getattr(value, entry.name), poison)
            for entry in fields(value)
            if not (entry.name in keep or entry.name.endswith(("_id", "_ids")))
        }
        return replace(value, **changed)
    return value + poison if isinstance(value, str) else value


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every address that drawing asks for."""
    seen: list[str] = []
    opened = fetcher.open_own

    def record(url: str) -> bytes:
        seen.append(url)
        return opened(url)

    monkeypatch.setattr(fetcher, "open_own", record)
    yield seen


@pytest.mark.parametrize("poison", HOSTILE)
def test_a_hostile_text_is_printed_as_text_and_opens_nothing(poison: str, asked: list[str]) -> None:
    outline = Outline(poisoned(samples.packet(1, 2, 2, 1), poison))
    press = drawing.Press()
    for piece in [cut_cover([]), *cut(outline)]:
        markup = templates.render(piece.template, outline=outline, **piece.values)
        drawn = press.draw(markup)
        assert b"/EmbeddedFile" not in drawn
        assert b"/URI" not in drawn
    others = {url for url in asked if not url.startswith("packet:font/")}
    assert others == {fetcher.code_of(f"{samples.packet().check_address}{poison}")}
    assert all(re.fullmatch("packet:code/[0-9a-f]+", url) for url in others)


def test_a_whole_packet_of_hostile_texts_is_issued(draw: Draw) -> None:
    rendered = draw(poisoned(samples.packet(1, 2, 2, 1), " ".join(HOSTILE)))
    with pikepdf.Pdf.open(rendered.path) as pdf:
        assert list(pdf.attachments) == [DATA_NAME]
        for page in pdf.pages:
            assert all("/A" not in link for link in page.obj.get("/Annots", []))
    whole = "".join(page_texts(rendered.path))
    assert "{{ 7*7 }}" in whole
    assert "root:" not in whole


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/",
        "data:text/plain,x",
        "packet:font/../../../etc/passwd",
        "packet:font/Black",
        "packet:/etc/passwd",
        "shapes",
        "",
    ],
)
def test_any_address_but_our_own_is_refused(url: str) -> None:
    with pytest.raises(fetcher.AddressRefused):
        fetcher.open_own(url)


def test_a_template_that_asks_for_a_foreign_address_ends_the_drawing(asked: list[str]) -> None:
    markup = (
        '<html lang="en"><head><title>x</title></head><body><img src="file:///etc/hostname" alt="a"/></body></html>'
    )
    with pytest.raises(BaseException, match="Error fetching"):
        drawing.Press().draw(markup)
    assert "file:///etc/hostname" in asked


def test_a_template_that_prints_what_is_not_there_fails() -> None:
    with pytest.raises(Exception, match="undefined"):
        templates.render("packet/people.html", outline=Outline(samples.packet(1, 1, 1)))


def test_a_missing_pango_is_one_clear_message(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    from tracker.domain.errors import TrackerError

    real = builtins.__import__

    def without_pango(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(TrackerError, match="need the Pango libraries") as caught:
        drawing.engine.__wrapped__()
    assert "cannot load" not in caught.value.message
