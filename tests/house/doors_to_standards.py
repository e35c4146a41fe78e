"""Routes to the standards and to what follows from them: their corrections, plan, waivers, the check of the record."""

from tests.house import things
from tests.house.door import DIRECTOR, MEMBERS, TEAM, Door
from tests.house.own_file import own_standard
from tests.house.things import Maker

EDITION: dict[str, Maker] = {"key": things.standard, "edition": things.edition}
_CHECKING = ("checked", "pin", "unchecked", "unpin")
DOORS_TO_STANDARDS: dict[str, Door] = {
    "plan.agree": Door("GET POST", TEAM),
    "plan.agreed": Door("GET", TEAM),
    "plan.take_agreed": Door("GET", TEAM, {"ending": things.always("csv")}, fresh=True),
    "plan.book": Door("POST", MEMBERS, {"plan_line": things.plan_line}, private=True),
    "plan.change": Door("POST", TEAM, {"plan_line": things.plan_line}),
    "plan.close": Door("POST", TEAM, {"plan_line": things.plan_line}),
    "plan.keep": Door("POST", TEAM),
    "plan.line": Door("GET", MEMBERS, {"plan_line": things.plan_line}, private=True),
    "plan.mine": Door("GET", MEMBERS),
    "plan.show": Door("GET", TEAM),
    "plan.what_if": Door("GET", TEAM),
    "record_check.set_aside": Door("GET POST", TEAM, {"line": things.odd_line}),
    "record_check.show": Door("GET", TEAM),
    "record_check.take_back": Door("POST", TEAM, {"line": things.line_set_aside}),
    "standards.before": Door(
        "GET", MEMBERS, {"key": things.always("nca-essential-training"), "edition": things.edition}
    ),
    "standards.bring_in": Door("GET POST", DIRECTOR, {"key": things.standard, "edition": things.edition}),
    "standards.correct": Door(
        "GET POST",
        DIRECTOR,
        {"key": things.standard, "edition": things.edition, "requirement": things.always("csec-foundations")},
    ),
    "standards.file": Door("GET", MEMBERS, {"key": things.standard, "edition": things.edition}),
    "standards.list": Door("GET", MEMBERS),
    "standards.own": Door("GET POST", DIRECTOR),
    "standards.take_away": Door("POST", DIRECTOR, {"key": own_standard, "edition": things.always("2026")}),
    "standards.show": Door("GET", MEMBERS, {"key": things.standard, "edition": things.edition}),
    **dict.fromkeys(("standards.drop", "standards.follow", "standards.seen"), Door("POST", DIRECTOR, EDITION)),
    **dict.fromkeys([f"standards.{it}" for it in _CHECKING], Door("POST", DIRECTOR, EDITION, fresh=True)),
    "waivers.add_files": Door("POST", TEAM, {"waiver": things.waiver}),
    "waivers.decide": Door("POST", TEAM, {"waiver": things.waiver}),
    "waivers.end": Door("POST", TEAM, {"waiver": things.granted_waiver}),
    "waivers.list": Door("GET", TEAM),
    "waivers.new": Door("GET POST", TEAM),
    "waivers.show": Door("GET", TEAM, {"waiver": things.waiver}),
    "waivers.take_back": Door("POST", TEAM, {"waiver": things.waiver}),
}
