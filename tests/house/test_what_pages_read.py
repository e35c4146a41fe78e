"""Pages read what was sent through forms and `web.query` only, so that `routes --json` tells everything they take."""

import ast

import pytest

from tests.house.repository import texts

SENT = {"args", "values", "form", "files", "data", "json", "get_json", "get_data", "stream", "cookies", "headers"}


def read_by_hand(source: str) -> list[str]:
    """Return each place where a request is read past its declaration, such as `request.args`."""
    tree = ast.parse(source)
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in SENT
        and isinstance(node.value, ast.Name)
        and node.value.id == "request"
    ]


def test_pages_read_nothing_that_their_route_does_not_declare() -> None:
    found = {path: places for path, text in texts("tracker/pages", ".py") if (places := read_by_hand(text))}
    assert found == {}, (
        "Name the word in reads=(…) and read it with asked(…), or make it a field or button of the form."
    )


@pytest.mark.parametrize("line", ["request.args.get('a')", "request.form['a']", "F(request.values)", "request.json"])
def test_the_guard_sees_a_request_that_is_read_by_hand(line: str) -> None:
    assert len(read_by_hand(line)) == 1


def test_the_guard_leaves_alone_what_a_visitor_does_not_choose() -> None:
    assert read_by_hand("request.method == 'GET' and request.endpoint and asked('a') and form.data") == []
