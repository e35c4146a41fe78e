"""The words of the queue: each center keeps its reasons and checklists, beginning with ours."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, page_of, send, submit, text_of, values_of
from tests.pages.ladder import DIRECTOR_ONLY, Browse, statuses
from tests.services.decision_links.given import give, own
from tests.services.files import row_of
from tests.services.lines import last_line, lines_of
from tests.services.test_reviews import submitted
from tracker.services import review_words
from tracker.services.review_words import SHIPPED

OURS = SHIPPED["reasons"]


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


@pytest.fixture
def path(center: CenterWorld) -> str:
    return center.path("settings/queue")


def offered(client: FlaskClient, center: CenterWorld, name: str) -> list[str]:
    """What the queue offers to tick with a completion that waits."""
    page = page_of(client.get(center.path(f"queue/{submitted(center)}")))
    return [str(each["value"]) for each in page.select(f"input[name={name}]")]


def kept(center: CenterWorld) -> review_words.ReviewWords:
    actor = center.actor()
    with center.working():
        return review_words.of(actor)


def test_the_page_is_a_directors(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    assert statuses(center, other_center, browse, "settings/queue") == DIRECTOR_ONLY


def test_the_page_begins_with_our_lists(client: FlaskClient, path: str) -> None:
    shown = values_of(form_in(client.get(path)))
    for name, lines in SHIPPED.items():
        assert shown[name].split("\n") == list(lines), name


def test_a_center_adds_changes_orders_and_takes_out_reasons(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, client: FlaskClient, path: str
) -> None:
    wanted = [OURS[2], "Please ask the provider for a certificate with your name.", OURS[0]]
    typed = "\r\n".join([f"  {wanted[0]}", "", wanted[1], wanted[2]])
    assert submit(client, path, reasons=typed).status_code == 303
    assert offered(client, center, "phrases") == wanted
    line = last_line(center)
    assert (line.action, line.subject, line.detail) == ("change", "center", {"reasons": [list(OURS), wanted]})
    assert offered(browse(other_center.director), other_center, "phrases") == list(OURS)
    before = len(lines_of(center))
    assert submit(client, path).status_code == 303
    assert len(lines_of(center)) == before


def test_a_checklist_belongs_to_its_kind(app: Flask, center: CenterWorld, client: FlaskClient, path: str) -> None:
    assert submit(client, path, training="It was whole", license="It is for our state").status_code == 303
    assert offered(client, center, "looked_at") == ["It was whole"]
    assert kept(center).checklist("license") == ("It is for our state",)
    assert kept(center).checklist("degree") == SHIPPED["degree"]
    # Whoever decides by a link reads the same list.
    assert "It was whole" in text_of(app.test_client().get(f"/decide/{give(center, own(center))[1]}"))


def test_an_emptied_list_is_ours_again(center: CenterWorld, client: FlaskClient, path: str) -> None:
    submit(client, path, reasons="One")
    submit(client, path, reasons=" \n ")
    assert (kept(center).of("reasons"), kept(center).own) == (OURS, {})
    assert offered(client, center, "phrases") == list(OURS)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("\n".join(f"Reason {number}" for number in range(21)), "Keep at most 20 lines; these are 21."),
        (f"Short\n{'x' * 201}", "Line 2 has 201 characters. Shorten it to 200."),
        ("Twice\nOnce\nTwice", "Line 3 says the same as line 1. Take one out."),
        ("x" * 4_100, "must be 4,020 characters or fewer"),
    ],
)
def test_what_does_not_fit_is_said_and_kept_in_the_form(
    center: CenterWorld, client: FlaskClient, path: str, typed: str, message: str
) -> None:
    answer = submit(client, path, supervision=typed, degree="The school")
    assert answer.status_code == 422
    assert any(message in each for each in errors_of(answer)), errors_of(answer)
    shown = values_of(form_in(answer))
    assert (shown["supervision"], shown["degree"]) == (typed, "The school")
    assert kept(center).own == {}


def test_who_saves_late_sees_what_was_saved_meanwhile(center: CenterWorld, client: FlaskClient, path: str) -> None:
    opened = client.get(path)
    submit(client, path, reasons="From elsewhere")
    late = send(client, opened, path, reasons="Mine")
    assert late.status_code == 409
    assert "Saved now: From elsewhere." in text_of(late)
    assert kept(center).of("reasons") == ("From elsewhere",)
    assert send(client, late, path).status_code == 303
    assert kept(center).of("reasons") == ("Mine",)


def test_a_reason_that_was_taken_out_meanwhile_is_not_given(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    public_id = submitted(center)
    opened = client.get(center.path(f"queue/{public_id}"))
    submit(client, path, reasons="Only this")
    where = center.path(f"queue/{public_id}")
    answer = send(client, opened, where, decision="return", phrases=[OURS[0]], words="Typed")
    assert answer.status_code == 422
    assert values_of(form_in(answer))["words"] == "Typed"
    assert send(client, answer, where, decision="return", phrases=["Only this"]).status_code == 303


def test_more_reasons_than_are_kept_are_refused(center: CenterWorld, client: FlaskClient, path: str) -> None:
    long = [f"{number} {'x' * 190}" for number in range(11)]
    submit(client, path, reasons="\n".join(long))
    public_id = submitted(center)
    answer = submit(client, center.path(f"queue/{public_id}"), decision="return", phrases=long)
    assert answer.status_code == 422
    assert any("characters; 2,000 are the most" in each for each in errors_of(answer)), errors_of(answer)
    assert row_of(center, public_id).state == "submitted"


def test_my_training_says_how_long_each_of_mine_waits(center: CenterWorld, browse: Browse) -> None:
    person = center.person()
    staff, now = center.member(person_id=person), center.actor().now
    submitted(center, person_id=person, author=staff, title="The late one", submitted_at=now)
    submitted(center, person_id=person, author=staff, title="The early one", submitted_at=now - timedelta(days=9))
    submitted(center, title="Somebody else's", submitted_at=now - timedelta(days=3))
    page = page_of(browse(staff).get(center.path("my-training")))
    lines = [" ".join(each.get_text().split()) for each in page.select("#waiting li")]
    assert lines == ["The early one, waiting for 9 days", "The late one, waiting since today"]


def test_many_that_wait_are_counted(center: CenterWorld, browse: Browse) -> None:
    person = center.person()
    staff, now = center.member(person_id=person), center.actor().now
    for number in range(12):
        day = date(2026, 1, 1 + number)
        submitted(center, person_id=person, author=staff, title=f"T{number}", submitted_at=now, completed_on=day)
    page = page_of(browse(staff).get(center.path("my-training")))
    assert len(page.select("#waiting li")) == 10
    link = page.select_one("#waiting p a")
    assert link is not None
    assert link.get_text() == "All 12 that wait"
    assert "T11" in text_of(browse(staff).get(str(link["href"])))
