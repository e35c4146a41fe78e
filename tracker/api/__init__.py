"""What programs read and write: JSON by token, under an address of its own. docs/api.md tells it to whoever calls.

A route declares what it asks, takes and gives with `declaring.call`; the OpenAPI document is made from that.
"""

from flask import Flask

from tracker.api import catalog, center, completions, files, history, packets, people, plans, standards, team, writing
from tracker.api.blueprint import calls
from tracker.api.document import PATH, openapi

__all__ = [
    "calls",
    "catalog",
    "center",
    "completions",
    "files",
    "history",
    "install",
    "packets",
    "people",
    "plans",
    "standards",
    "team",
    "writing",
]


def install(app: Flask) -> None:
    """Attach the API to an application."""
    app.register_blueprint(calls)
    app.add_url_rule(PATH, "api_document.openapi", openapi)
