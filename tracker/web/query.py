"""What an address asks for behind its question mark: a view reads only what its route declares.

So `routes --json` tells all of it, and a word that slips in unseen fails in the first test that opens the page.
"""

from typing import TypeVar

from flask import current_app, request

from tracker.web.access import Permission, permission_of
from tracker.web.forms import SearchForm

Search = TypeVar("Search", bound=SearchForm)


def asked(name: str) -> str:
    """Return a word of the query; empty where it is not there. Raises LookupError for one that is not declared."""
    if name not in _declared().reads:
        raise LookupError(f"{request.endpoint} reads {name!r} of its query: name it in reads=(…) of its route.")
    return request.args.get(name, "")


def search(kind: type[Search]) -> Search:
    """Return a form filled from the query. Raises LookupError for one that is not declared."""
    if _declared().searches is not kind:
        raise LookupError(f"{request.endpoint} reads {kind.__qualname__}: name it in searches=… of its route.")
    return kind(request.args)


def _declared() -> Permission:
    return permission_of(current_app, request.endpoint or "") or Permission("")
