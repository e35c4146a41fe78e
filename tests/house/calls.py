"""Which calls the API has, what a token must let a program do for each, and what stands in its address.

A new call takes its place here; test_calls walks along them with tokens, as test_routes_and_roles does with browsers.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.house import things
from tests.house.things import Maker
from tests.services.planned_events import ahead
from tracker.domain.access import TokenMay


@dataclass(frozen=True)
class Call:
    """A route of the API as a program meets it.

    `things`: what each part of its address names. `sends`: what its body must hold to get as far as the thing, with the
    makers of what that names; None where it takes no body.
    """

    method: str
    may: TokenMay = TokenMay.READ
    things: dict[str, Maker] = field(default_factory=dict)
    sends: dict[str, Any] | None = None
    names: dict[str, Maker] = field(default_factory=dict)


WRITE = TokenMay.WRITE
COMPLETION = {"title": "Told by a program", "completed_on": "2026-03-02"}
CALLS: dict[str, Call] = {
    "api.about_file": Call("GET", things={"evidence": things.certificate}),
    "api.add_file": Call("POST", WRITE, {"completion": things.waiting}),
    "api.agencies": Call("GET"),
    "api.agency": Call("GET", things={"agency": things.agency}),
    "api.center": Call("GET"),
    "api.completion": Call("GET", things={"completion": things.waiting}),
    "api.completions": Call("GET"),
    "api.correct": Call("PUT", WRITE, {"completion": things.waiting}, COMPLETION),
    "api.event": Call("GET", things={"event": things.event}),
    "api.events": Call("GET"),
    "api.fetch": Call("GET", things={"evidence": things.certificate}),
    "api.files": Call("GET"),
    "api.findings": Call("GET", things={"standard": things.always("nca-csec")}),
    "api.history": Call("GET"),
    "api.leaves": Call("GET"),
    "api.log": Call("POST", WRITE, {}, COMPLETION, {"person": things.person, "event": things.event}),
    "api.packet": Call("GET", things={"packet": things.packet}),
    "api.packet_file": Call("GET", things={"packet": things.issued_packet}),
    "api.packets": Call("GET"),
    "api.people": Call("GET"),
    "api.person": Call("GET", things={"person": things.person}),
    "api.plan_line": Call("GET", things={"plan_line": things.plan_line}),
    "api.plan_lines": Call("GET"),
    "api.planned_event": Call("GET", things=dict(ahead.ONE)),
    "api.planned_events": Call("GET"),
    "api.standards": Call("GET"),
    "api.submit": Call("POST", WRITE, {"completion": things.draft}),
    "api.training": Call("GET", things={"training": things.training}),
    "api.trainings": Call("GET"),
    "api.waiver": Call("GET", things={"waiver": things.granted_waiver}),
    "api.waivers": Call("GET"),
    "api.withdraw": Call("POST", WRITE, {"completion": things.waiting}, {"reason": "Entered twice."}),
}
# Parts of an address that name nothing of a center.
NAMES_NOTHING = {"standard"}
