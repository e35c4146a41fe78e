"""The OpenAPI document: made from the routes, so that it tells each of them and nothing else."""

import re
from typing import Any, get_args

import pytest
from flask import Flask

from tests.house.calls import CALLS
from tests.programs import PREFIX
from tracker.api.document import document
from tracker.api.shapes.sending import Kind
from tracker.services.completions import PERSONAL_KINDS
from tracker.web.access import permission_of


@pytest.fixture
def told(app: Flask) -> dict[str, Any]:
    with app.app_context():
        return document(app)


def test_anybody_may_read_it_and_it_is_of_the_current_kind(app: Flask) -> None:
    answer = app.test_client().get(f"{PREFIX}/openapi.json")
    assert answer.status_code == 200
    assert answer.get_json()["openapi"].startswith("3.1")


def test_each_route_stands_in_it_and_no_other(app: Flask, told: dict[str, Any]) -> None:
    rules = {rule.endpoint: rule for rule in app.url_map.iter_rules()}
    routes = {(CALLS[name].method.lower(), re.sub(r"<\w+:(\w+)>", r"{\1}", rules[name].rule)) for name in CALLS}
    assert {(method, path) for path, methods in told["paths"].items() for method in methods} == routes


def test_each_operation_tells_all_that_its_route_reads(app: Flask, told: dict[str, Any]) -> None:
    by_name = {f"api.{each['operationId']}": each for path in told["paths"].values() for each in path.values()}
    for name, operation in by_name.items():
        permission = permission_of(app, name)
        assert permission is not None
        listed = {(each["in"], each["name"]) for each in operation["parameters"] if each["in"] != "path"}
        query = set(permission.query.model_fields) if permission.query else set()
        assert listed == {("query", word) for word in query} | {("header", word) for word in permission.headers}
        assert ("requestBody" in operation) == (permission.body is not None or permission.takes_file)
        assert operation["summary"].endswith("."), name


def test_the_kinds_that_are_taken_are_those_of_the_use_case() -> None:
    assert get_args(Kind) == PERSONAL_KINDS


def test_every_reference_in_it_leads_somewhere(told: dict[str, Any]) -> None:
    names = set(re.findall(r"#/components/schemas/(\w+)", repr(told)))
    assert names <= set(told["components"]["schemas"])
    assert len(names) > 10
