"""`routes`: every address with its methods and who may use it, for eyes and for programs."""

from flask import Flask

from tests.cli.conftest import Run
from tracker.domain.access import Action


def test_every_address_is_told_with_a_permission_that_exists(own_app: Flask, run: Run) -> None:
    answer = run("routes", "--json")
    assert answer.code == 0
    assert {row["rule"] for row in answer.data} == {rule.rule for rule in own_app.url_map.iter_rules()}
    assert {row["permission"] for row in answer.data} <= {"public", "signed_in", *Action}
    for row in answer.data:
        assert row["methods"] != []
        assert "HEAD" not in row["methods"]


def test_a_page_of_a_center_names_the_action_it_asks_for(run: Run) -> None:
    rows = {(row["rule"], *row["methods"]): row for row in run("routes", "--json").data}
    assert rows["/c/<public_id:center>/catalog", "GET"]["permission"] == "view_catalog"
    assert rows["/c/<public_id:center>/catalog/new", "GET", "POST"]["permission"] == "manage_catalog"
    assert rows["/c/<public_id:center>/standards/<word:key>/<word:edition>/checked", "POST"]["permission"] == (
        "manage_standards"
    )
    assert rows["/healthz", "GET"]["permission"] == "public"


def test_the_list_for_eyes_has_a_line_for_each(run: Run) -> None:
    lines = run("routes").text.splitlines()
    assert len(lines) == len(run("routes", "--json").data)
    assert any(line.split() == ["GET", "/c/<public_id:center>/catalog", "view_catalog"] for line in lines)
