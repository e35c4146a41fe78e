"""`routes`: every address with its methods, who may use it and what it takes, for eyes and for programs."""

from typing import Any

from flask import Flask

from tests.cli.conftest import Run
from tracker.domain.access import Action


def test_every_address_is_told_with_a_permission_that_exists(own_app: Flask, run: Run) -> None:
    answer = run("routes", "--json")
    assert answer.code == 0
    assert {row["rule"] for row in answer.data} == {rule.rule for rule in own_app.url_map.iter_rules()}
    assert {row["permission"] for row in answer.data} <= {
        *("public", "signed_in", "desk", *Action),
        *(f"token: {action}" for action in Action),
    }
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


def taken(run: Run, endpoint: str) -> dict[str, dict[str, Any]]:
    """Return the fields that an address takes, by name."""
    (row,) = (row for row in run("routes", "--json").data if row["endpoint"] == endpoint)
    return {field["name"]: field for field in row["fields"]}


def test_every_field_has_a_name_a_place_a_kind_and_whether_it_is_required(run: Run) -> None:
    for row in run("routes", "--json").data:
        is_page = not row["permission"].startswith("token: ")
        has_form = any(field["in"] == "form" for field in row["fields"])
        assert ("POST" in row["methods"] and is_page) == has_form, row["rule"]
        names = [(field["in"], field["name"]) for field in row["fields"]]
        assert len(names) == len(set(names)), row["rule"]
        for field in row["fields"]:
            assert set(field) >= {"name", "in", "kind", "required"}
            assert field["in"] in ({"form", "query"} if is_page else {"query", "header", "json", "multipart"})


def test_a_field_says_its_limits(run: Run) -> None:
    fields = taken(run, "completions.new")
    assert fields["title"] == {"name": "title", "in": "form", "kind": "suggest", "required": True, "max_length": 300}
    assert (fields["completed_on"]["earliest"], fields["completed_on"]["latest"]) == ("1900-01-01", "today")
    assert fields["expires_on"]["latest"] == "2199-12-31"
    assert (fields["hours"]["more_than"], fields["hours"]["most"]) == (0, 1000)
    assert "peer_review" in fields["kind"]["options"]
    assert fields["people"]["option_count"] is None, "who can be chosen, only a center knows"
    assert (fields["files"]["most"], fields["files"]["most_bytes"]) == (20, 25_000_000)
    assert fields["files"]["accept"][0] == "application/pdf"
    assert fields["files"]["kept_as"] == "files-kept"
    assert fields["as"]["options"] == ["submit", "draft", "read"]
    assert taken(run, "settings.show")["time_zone"]["option_count"] > 60
    assert taken(run, "sign_in.show")["email"]["shape"] == "email"


def test_rows_tell_the_fields_within_them(run: Run) -> None:
    rows = taken(run, "people.team")["rows"]
    assert (rows["kind"], rows["most"], rows["add_button"]) == ("rows", 40, "rows-add")
    assert [field["name"] for field in rows["fields"]] == ["name", "role", "starts_on", "agency"]
    assert rows["fields"][0] == {"name": "name", "kind": "text", "required": True, "max_length": 200}


def test_a_form_that_stands_several_times_on_a_page_says_what_stands_before_its_names(run: Run) -> None:
    assert "<term>-starts_on" in taken(run, "people.correct_role")


def test_what_changes_something_carries_a_token_and_what_searches_does_not(run: Run) -> None:
    changes = taken(run, "settings.show")
    assert [name for name in ("csrf_token", "submission_key", "version") if changes[name]["required"]] == [
        *("csrf_token", "submission_key", "version")
    ]
    searches = taken(run, "catalog.list")
    assert {field["in"] for field in searches.values()} == {"query"}
    assert set(searches) == {*("q", "topic", "role", "audience", "format", "length", "cost", "past", "retired", "page")}
    assert {name: field["kind"] for name, field in taken(run, "history.list").items()} == {
        **{"by": "select", "person": "select", "kind": "select", "first": "date", "last": "date"},
        "before": "word",
    }
