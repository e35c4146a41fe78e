"""Addresses that a digest leads to: pages of its center, and the form filled with what is known."""

from urllib.parse import urlencode

from tracker.services import installation
from tracker.services.actor import Actor


def page(actor: Actor, path: str) -> str:
    """Return the whole address of a page of the actor's center."""
    return f"{installation.current().base_url}/c/{actor.center}/{path}"


def form(actor: Actor, **named: str) -> str:
    """Return the address of the form for a completion that is filled with what is named; what is empty is left out."""
    query = urlencode({name: value for name, value in named.items() if value}, safe="/,")
    return page(actor, f"completions/new?{query}")
