"""Addresses of routes, filled in; what a caller does not name is something that does not exist."""

import re
from collections.abc import Mapping

from werkzeug.routing import Rule

ABSENT = {
    "PublicIdConverter": "2" * 20,
    "TokenConverter": "A" * 43,
    "UploadConverter": "A" * 22,
    "WordConverter": "nothing",
    "AnyConverter": "csv",
}
EXISTING = {"name": "Roboto-Regular.woff2", "filename": "js/folds.js"}


def path_of(rule: Rule, values: Mapping[str, str]) -> str:
    """Return the path of a route with its parameters filled in, well-formed or not."""
    absent = {name: ABSENT.get(type(part).__name__, "1") for name, part in rule._converters.items()}
    filled = {**absent, **values}
    return re.sub(r"<[^>]*?(\w+)>", lambda mark: filled[mark[1]], rule.rule)
