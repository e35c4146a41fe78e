"""What examines the application from outside is told every address as a tool can fill it in."""

from flask import Flask

from tests.scan.target import PARAMETER


def test_no_address_reaches_a_tool_with_a_part_that_it_cannot_fill_in(app: Flask) -> None:
    """Such an address is asked for as it stands, answers 404, and counts as examined."""
    described = [PARAMETER.sub(r"{\g<name>}", rule.rule) for rule in app.url_map.iter_rules()]
    assert [path for path in described if "<" in path] == []
