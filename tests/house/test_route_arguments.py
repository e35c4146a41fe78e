"""An argument of an address means one kind of thing wherever it stands: what is tried on one door fits the others."""

from collections import defaultdict

from flask import Flask


def test_an_argument_has_one_shape_in_every_address(app: Flask) -> None:
    shapes: defaultdict[str, set[str]] = defaultdict(set)
    for rule in app.url_map.iter_rules():
        for name, converter in rule._converters.items():
            shapes[name].add(type(converter).__name__)
    assert len(shapes) > 15
    assert {name: found for name, found in shapes.items() if len(found) > 1} == {}
