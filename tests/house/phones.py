"""The doors of links for logging from a phone: verbs, who may use them, what the address names, what else is so."""

from typing import Any

from tests.services.phone_links import handed

ANYBODY, MEMBERS, TEAM = "anybody", "everybody at the center", "deputies and directors"
FIRST = lambda _center, _owner: "1"  # noqa: E731 a maker, as the others of the doors

DOORS: tuple[tuple[str, str, str, dict[str, Any], dict[str, Any]], ...] = (
    ("phone.done", "GET", ANYBODY, {"token": handed.used}, {}),
    ("phone.picture", "GET", ANYBODY, {"token": handed.with_a_file, "number": FIRST}, {}),
    ("phone.show", "GET POST", ANYBODY, {"token": handed.token}, {}),
    ("phone.suggest", "GET", ANYBODY, {"token": handed.token}, {}),
    ("phone_links.give", "GET POST", TEAM, {}, {"fresh": True}),
    ("phone_links.list", "GET", MEMBERS, {}, {}),
    ("phone_links.own", "POST", MEMBERS, {}, {}),
    ("phone_links.revoke", "POST", MEMBERS, {"link": handed.link}, {"private": True}),
)
