"""A standard is a draft on every page until somebody says that they compared it with the publisher's text."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, page_of, send, submit, text_of, values_of
from tests.services.lines import last_line
from tracker.services import standards
from tracker.standards import editions
from tracker.standards.shelf import Shelf, digest_of

Browse = Callable[..., FlaskClient]
STANDARDS = ("nca-csec/2023", "nca-essential-training/2023")
CSEC = STANDARDS[0]


def check(client: FlaskClient, center: CenterWorld, name: str = CSEC, **values: object) -> None:
    filled = {"checked_on": "2026-03-02", "note": "NCA's Standards, 2023, printed copy.", "confirmed": "yes", **values}
    answer = submit(client, center.path(f"standards/{name}"), action="/checked", **filled)
    assert answer.status_code == 303, errors_of(answer)


def pages_of(center: CenterWorld) -> list[str]:
    """Return every address of the center that needs nothing but the center."""
    return sorted(
        rule.rule.replace("<public_id:center>", center.public_id)
        for rule in center.app.url_map.iter_rules()
        if rule.arguments == {"center"} and "GET" in (rule.methods or set())
    )


def drafts(client: FlaskClient, address: str) -> list[str]:
    """Return what a page says of drafts; nothing for what is no page."""
    response = client.get(address, buffered=True)  # one of them is a file, which must be read to its end
    if response.status_code != 200 or response.mimetype != "text/html":
        return ["(no page)"]
    return [
        " ".join(each.get_text(" ").split())
        for each in page_of(response).select("main .draft-notice, main .notice--draft")
    ]


def test_the_draft_notice_stands_on_every_page_until_both_are_checked(center: CenterWorld, client: FlaskClient) -> None:
    notices = {page: found for page in pages_of(center) if (found := drafts(client, page)) != ["(no page)"]}
    assert len(notices) > 15
    for page, found in notices.items():
        assert any("CSEC Optional Standard: Working draft" in each for each in found), page
    check(client, center)
    assert not any("CSEC Optional Standard" in each for page in notices for each in drafts(client, page))
    assert any(drafts(client, page) for page in notices), "the other one is a draft still"
    check(client, center, STANDARDS[1])
    assert [page for page in notices if drafts(client, page)] == []


def test_staff_and_partners_read_the_notice_too(center: CenterWorld, browse: Browse) -> None:
    staff = browse(center.member())
    for page in ("my-training", "completions/new", "my-record", "catalog", "resources", "standards"):
        assert any("not checked" in each.lower() for each in drafts(staff, center.path(page))), page


def test_who_checked_it_and_when_replaces_the_notice(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient, browse: Browse
) -> None:
    check(client, center)
    for page in ("standards", f"standards/{CSEC}"):
        shown = text_of(browse(center.member()).get(center.path(page)))
        assert "Checked against NCA's text on Mar 2, 2026 by Dana Whitfield." in shown
    assert "NCA's Standards, 2023, printed copy." in shown
    line = last_line(center)
    assert (line.action, line.subject, line.subject_id) == ("check", "standard", "nca-csec 2023")
    assert (line.detail, line.reason) == ({"on": "2026-03-02"}, "NCA's Standards, 2023, printed copy.")
    others = text_of(browse(other_center.director).get(other_center.path(f"standards/{CSEC}")))
    assert "Dana Whitfield" not in others


def test_taking_the_checking_back_makes_it_a_draft_again(center: CenterWorld, client: FlaskClient) -> None:
    check(client, center)
    path = center.path(f"standards/{CSEC}")
    assert submit(client, path, action="/unchecked").status_code == 303
    assert (last_line(center).action, last_line(center).subject_id) == ("uncheck", "nca-csec 2023")
    assert any("CSEC Optional Standard: Working draft" in each for each in drafts(client, path))
    assert "Mar 2, 2026" not in text_of(client.get(path))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"confirmed": None}, "I compared every requirement"),
        ({"checked_on": ""}, "checked on"),
        ({"checked_on": "9999-12-31"}, ""),
        ({"checked_on": "0001-01-01"}, ""),
        ({"checked_on": "soon"}, ""),
        ({"note": "x" * 501}, "500"),
    ],
)
def test_a_word_that_is_not_whole_checks_nothing_and_keeps_what_was_typed(
    center: CenterWorld, client: FlaskClient, values: dict[str, object], words: str
) -> None:
    path = center.path(f"standards/{CSEC}")
    filled = {"checked_on": "2026-03-02", "note": "The printed copy.", "confirmed": "yes", **values}
    answer = submit(client, path, action="/checked", **filled)
    assert answer.status_code == 422
    assert words.lower() in errors_of(answer)[0].lower()
    assert values_of(form_in(answer, "/checked"))["note"] == filled["note"]
    with center.working():
        assert standards.one_followed(center.actor(), "nca-csec").checked_on is None


def test_tomorrow_is_no_day_on_which_it_was_checked(center: CenterWorld, client: FlaskClient) -> None:
    tomorrow = center.actor().today + timedelta(days=1)
    path = center.path(f"standards/{CSEC}")
    answer = submit(client, path, action="/checked", checked_on=tomorrow.isoformat(), confirmed="yes")
    assert answer.status_code == 422
    assert len(errors_of(answer)) == 1


def test_a_checking_holds_for_the_text_that_was_read_and_no_other(
    center: CenterWorld, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(client, center)
    path, texts = (
        center.path(f"standards/{CSEC}"),
        [f"{file.text}\n# another text\n" for file in editions.shipped().files],
    )
    others = [
        replace(file, text=text, digest=digest_of(text))
        for file, text in zip(editions.shipped().files, texts, strict=True)
    ]
    with monkeypatch.context() as ships:
        ships.setattr(editions, "shipped", lambda: Shelf(tuple(others)))
        assert any("CSEC Optional Standard: Working draft" in each for each in drafts(client, path))
    assert not any("CSEC Optional Standard" in each for each in drafts(client, path))


def test_what_was_checked_is_kept_while_the_standard_does_not_apply(center: CenterWorld, client: FlaskClient) -> None:
    check(client, center)
    path = center.path("standards")
    submit(client, path, action=f"{CSEC}/drop")
    assert send(client, client.get(path), path, action=f"{CSEC}/follow").status_code == 303
    assert "by Dana Whitfield" in text_of(client.get(center.path(f"standards/{CSEC}")))


def test_a_standard_that_does_not_apply_cannot_be_checked(center: CenterWorld, client: FlaskClient) -> None:
    opened = client.get(center.path(f"standards/{CSEC}"))
    submit(client, center.path("standards"), action=f"{CSEC}/drop")
    path = center.path(f"standards/{CSEC}")
    assert page_of(client.get(path)).select("main form") == []
    late = send(client, opened, path, action="/checked", checked_on="2026-03-02", confirmed="yes")
    assert late.status_code == 404


def test_a_checked_standard_calls_nothing_in_it_a_draft(center: CenterWorld, client: FlaskClient) -> None:
    pages = ("standards/nca-csec/2023", "standards", "matrix?standard=nca-csec", "my-training", "packets/new")
    assert "working draft" in text_of(client.get(center.path(pages[0]))).lower()
    check(client, center)
    check(client, center, STANDARDS[1])
    for page in pages:
        assert "working draft" not in text_of(client.get(center.path(page))).lower(), page
    assert "Compared with the publisher's text on" in text_of(client.get(center.path(pages[0])))
