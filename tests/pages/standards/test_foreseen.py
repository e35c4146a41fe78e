"""Before a correction is saved a director sees all that it does: today, at the visit, to last days and words."""

from datetime import date

from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import form_in, page_of, send, submit, text_of, values_of
from tests.pages.standards.test_own import TEXT, applied
from tracker.db import db
from tracker.models import Center

CSEC = "standards/nca-csec/2023"
FOUNDATIONS, REFRESHER = (f"{CSEC}/requirements/{name}" for name in ("csec-foundations", "csec-refresher"))
ON_TOPIC = frozenset({"identification"})


def rows_of(client: FlaskClient, path: str, **values: object) -> dict[str, list[list[str]]]:
    """Return the rows of each table of what a correction would do, by the table's caption."""
    page = page_of(submit(client, path, **values, decision="preview"))
    return {
        str(table.caption.get_text(" ", strip=True)): [
            [cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table.select("tbody tr")
        ]
        for table in page.select("#preview table")
        if table.caption
    }


def visited(center: CenterWorld, on: date) -> None:
    with center.working():
        db.session.get_one(Center, center.center_id).site_visit_on = on


def test_nothing_is_saved_that_was_not_shown(center: CenterWorld, client: FlaskClient) -> None:
    path = center.path(FOUNDATIONS)
    unseen = submit(client, path, hours="6", decision="save")
    assert "Nothing is saved yet. See below whom it changes, then save." in text_of(unseen)
    assert "Corrected: hours 6 in place of 4." in text_of(unseen)
    assert values_of(form_in(client.get(path)))["hours"] == "4"
    assert send(client, unseen, path, hours="7", decision="save").status_code == 200, "another number than was shown"
    assert values_of(form_in(client.get(path)))["hours"] == "4"
    assert send(client, unseen, path, decision="save").status_code == 303
    assert values_of(form_in(client.get(path)))["hours"] == "6"


def test_whoever_stands_as_before_but_until_another_day_is_named(center: CenterWorld, client: FlaskClient) -> None:
    center.completion(center.person(), hours=5, topics=ON_TOPIC, completed_on=date(2026, 3, 2))
    assert rows_of(client, center.path(REFRESHER), months="18") == {
        "Who stands as before, until another day": [
            ["Ana Reyes", "CSEC refresher", "through Mar 1, 2028", "through Sep 1, 2027"]
        ]
    }


def test_who_would_have_lapsed_by_the_visit_is_named_though_today_is_as_before(
    center: CenterWorld, client: FlaskClient
) -> None:
    center.completion(center.person(), hours=5, topics=ON_TOPIC, completed_on=date(2026, 3, 2))
    visited(center, date(2027, 9, 2))
    found = rows_of(client, center.path(REFRESHER), months="18")
    title = "Who stands otherwise at the visit on Sep 2, 2027, if nothing more is done"
    assert [row[:4] for row in found[title]] == [["Ana Reyes", "CSEC refresher", "Met", "Lapsed"]]


def test_where_nothing_stands_otherwise_it_says_so(center: CenterWorld, client: FlaskClient) -> None:
    center.completion(center.person(), hours=5, topics=ON_TOPIC, completed_on=date(2026, 3, 2))
    seen = text_of(submit(client, center.path(FOUNDATIONS), hours="5", decision="preview"))
    assert "Nobody stands otherwise, today, and no last day moves. 1 finding stays as it is." in seen


def test_words_that_still_say_the_number_before_are_pointed_at(center: CenterWorld, client: FlaskClient) -> None:
    path = center.path(REFRESHER)
    seen = text_of(submit(client, path, hours="5", decision="preview"))
    assert "directly completes 4 hours of training on exploitation in any 24 months.” still says 4." in seen
    words = "Everyone completes 5 hours of training on exploitation in any 24 months."
    assert "still says" not in text_of(submit(client, path, hours="5", text=words, decision="preview"))


YEARLY = """
[[counts_once]]
requirements = ["advocate-hours", "yearly"]

[[requirement]]
id = "yearly"
title = "Advocates: each year"
text = "Victim advocates have 4 hours a year beside the first ones."
component = "advocacy"
applies = { roles = ["victim_advocate"] }
source = { title = "Rule 8", mark = "draft" }
rule = { kind = "recurring_hours", hours = 4, window = { months = 12, first_due = "at_once" } }

[[example]]
name = "Enough for both"
as_of = 2026-01-02

  [[example.person]]
  key = "advocate"
  roles = [{ role = "victim_advocate", from = 2025-01-01 }]
  completions = [{ title = "Training", on = 2025-02-03, hours = 12 }]
  expect = { yearly = "due_soon" }
"""


def test_what_shares_its_hours_is_named_too(center: CenterWorld, client: FlaskClient) -> None:
    center.completion(center.person(), hours=12, completed_on=date(2026, 3, 2))
    applied(client, center, TEXT.replace("Needs 0.5 more hours", "more hours") + YEARLY)
    found = rows_of(client, center.path("standards/chapter-rules/2026/requirements/advocate-hours"), hours="10")
    assert [row[:4] for row in found["Who stands otherwise today"]] == [
        ["Ana Reyes", "Advocates: each year", "Met", "Not met"]
    ]
