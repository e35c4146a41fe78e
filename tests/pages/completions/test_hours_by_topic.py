"""Hours by topic through the page: rows of a topic and its hours, folded away where there are none."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, page_of, submit, text_of, values_of
from tests.services.files import row_of

Browse = Callable[..., FlaskClient]
SHARES = {
    "topic_hours-0-topic": "trauma",
    "topic_hours-0-hours": "1.25",
    "topic_hours-1-topic": "courts",
    "topic_hours-1-hours": "0.5",
}


@pytest.fixture
def it(center: CenterWorld) -> str:
    """A completion of two hours."""
    return center.completion(hours=2, topics=frozenset({"screening"}))


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def test_they_are_logged_corrected_and_shown(center: CenterWorld, client: FlaskClient, it: str) -> None:
    path = center.path(f"completions/{it}")
    assert submit(client, f"{path}/correct", **SHARES).status_code == 303
    assert row_of(center, it).topic_hours == {"trauma": Decimal("1.25"), "courts": Decimal("0.5")}
    shown = text_of(client.get(path))
    for words in ("Trauma (1.25 hours)", "hours by topic from nothing to Courts (0.5) and Trauma (1.25)"):
        assert words in shown
    assert "topic hours: nothing → courts 0.5, trauma 1.25" in text_of(client.get(center.path("history")))
    assert "Courts 0.5; Trauma 1.25" in client.get(center.path("my-record.csv")).get_data(as_text=True)


def test_what_is_there_stands_in_the_form_and_a_row_is_emptied_to_take_it_away(
    center: CenterWorld, client: FlaskClient, it: str
) -> None:
    path = center.path(f"completions/{it}/correct")
    submit(client, path, **SHARES)
    opened = client.get(path)
    stands = values_of(form_in(opened))
    assert [stands[f"topic_hours-{row}-{part}"] for row in (0, 1) for part in ("topic", "hours")] == [
        *("courts", "0.5", "trauma", "1.25")
    ]
    assert page_of(opened).select_one("details[open] [name='topic_hours-0-topic']") is not None
    submit(client, path, **{"topic_hours-0-topic": "", "topic_hours-0-hours": ""})
    assert row_of(center, it).topic_hours == {"trauma": Decimal("1.25")}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"topic_hours-0-hours": "1"}, "Choose the topic"),
        ({"topic_hours-0-topic": "trauma"}, "Enter the time on it."),
        ({"topic_hours-0-topic": "knitting", "topic_hours-0-hours": "1"}, "from the list"),
        (SHARES | {"topic_hours-1-topic": "trauma"}, "Topic must not be the same in two rows."),
        (SHARES | {"hours": "1.5"}, "The hours by topic come to 1.75, and there are 1.5 hours. Correct one of them."),
    ],
)
def test_what_is_wrong_is_said_where_it_stands_and_kept(
    center: CenterWorld, client: FlaskClient, it: str, typed: dict[str, str], message: str
) -> None:
    answer = submit(client, center.path(f"completions/{it}/correct"), **typed)
    assert answer.status_code == 422
    assert any(message in error for error in errors_of(answer)), errors_of(answer)
    page = page_of(answer)
    (link,) = page.select(".error-summary a")
    assert page.select_one(f"details[open] {link['href']}") is not None, "it leads to a field in sight"
    assert message in " ".join(each.get_text() for each in page.select("details[open] .field__error"))
    kept = values_of(form_in(answer))
    offered = {name: value for name, value in typed.items() if value != "knitting"}
    assert {name: kept[name] for name in offered} == offered
    assert row_of(center, it).topic_hours == {}
