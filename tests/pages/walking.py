"""Going through every form as one who may send it: what `routes --json` lists is filled in and sent."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.desks import sit_down
from tests.factories import PASSWORD, CenterWorld, begin_center, make_account, open_session
from tests.house import dropped, things
from tests.house.addresses import path_of
from tests.house.door import ADMINISTRATOR, DESK, MEMBERS, PUBLIC, SIGNED_IN
from tests.house.doors import DOORS
from tests.house.things import Owner
from tests.pages.forms import page_of
from tests.services.decision_links import given
from tests.services.planned_events import ahead
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.models import Account, Import, Person, Training
from tracker.services import centers, standards
from tracker.services.seeding.own_standard import TEXT
from tracker.standards import editions
from tracker.standards.corrections import Correction, corrected

Field = dict[str, Any]
Sent = dict[str, list[bytes]]

WORDS = {"text", "suggest", "textarea"}
# A form that was refused, or led to nothing that is there, leaves what its address names as it was.
USED_NOTHING = {403, 404, 405, 422}
ORDINARY = {"date": "2026-03-02", "hours": "1.5", "number": "30", "checkbox": "yes", "password": PASSWORD}
FORM = "application/x-www-form-urlencoded"
SHAPED = {"email": "visitor{}@example.org", "link": "https://example.org/{}"}
_numbers = count(1)


def version_of_settings(center: CenterWorld, _owner: Owner) -> str:
    """Return the version of the center's settings, of which there is one only."""
    actor = center.actor()
    with center.working():
        return str(centers.settings(actor).version)


def version_of_standard(center: CenterWorld, _owner: Owner) -> str:
    """Return the version of the standard that the walk's center follows, again if another test has dropped it."""
    actor = center.actor()
    with center.working():
        standards.follow(actor, "nca-csec", "2023")
        return str(standards.one_followed(actor, "nca-csec").version)


def version_of_import(center: CenterWorld, _owner: Owner) -> str:
    """Return the version of the spreadsheet that was dropped last."""
    with center.working():
        return str(db.session.scalars(select(Import.version).order_by(Import.id.desc()).limit(1)).one())


def corrected_file(_center: CenterWorld, _owner: Owner) -> str:
    """Return the file of the standard as another center corrected it: other hours each time, as many as may be."""
    hours = 5 + next(_numbers) % 5000
    text = editions.source_text("nca-csec", "2023")
    return corrected(text, [Correction("csec-foundations", "hours", str(hours), "4")])


def own_file(_center: CenterWorld, _owner: Owner) -> str:
    """Return a standard of somebody's own, of another name each time."""
    return TEXT.replace("seed-chapter", f"chapter-{next(_numbers)}")


def linked_training(center: CenterWorld, owner: Owner) -> str:
    """Make an entry of the catalog whose link can be reported."""
    public_id = things.training(center, owner)
    with center.working():
        db.session.execute(update(Training).where(Training.public_id == public_id).values(url="https://example.org"))
    return public_id


def long_here(center: CenterWorld, _owner: Owner) -> str:
    """Make a person who has held a role for years."""
    return center.public_id_of(Person, center.person())


def own_draft(center: CenterWorld, owner: Owner) -> str:
    """Return what a mail would tell of a draft of the owner's."""
    return f"completion/{things.draft(center, owner)}"


def coming_offset(_center: CenterWorld, _owner: Owner) -> str:
    """Return another number of days than the last."""
    return str(next(_numbers) % 300 + 1)


def coming_day(center: CenterWorld, _owner: Owner) -> str:
    """Return a day to come on the center's clock."""
    return (center.actor().today + timedelta(days=30)).isoformat()


def next_week(center: CenterWorld, _owner: Owner) -> str:
    """Return a day soon on the center's clock."""
    return (center.actor().today + timedelta(days=7)).isoformat()


# What only a center knows, or what the kind of field does not tell.
KNOWN = {
    "people": things.person,
    "into": things.training,
    "standard": things.standard,
    "reminders.snooze:about": own_draft,
    "reminders.snooze:until": coming_day,
    "reminders.settings:offsets": coming_offset,
    "time_zone": things.always("America/Chicago"),
    "decision_links.give:chosen": given.stuck,
    "decision_links.give:ends_on": next_week,
    "desk.sample:size": things.always("2"),
    "desks.give:ends_on": coming_day,
    "desks.give:passphrase": things.always("harbor lantern"),
    "phone_links.give:ends_on": next_week,
    "phone_links.give:person": things.person,
    "plan.agree:person": things.person,
    "plan.agree:due_on": coming_day,
    "plan.change:owner": things.person,
    "plan.change:due_on": coming_day,
    "planned.code:closes": things.always("17:00"),
    "planned.record:rows-0-line": ahead.expected,
    "tokens.make:ends_on": coming_day,
    "waivers.new:asked": things.always("nca-csec/csec-foundations"),
    "waivers.new:person": things.person,
    **{
        f"imports.{name}:version": version_of_import
        for name in ("columns", "pair", "people", "rows", "save", "take_back", "throw_away", "trainings")
    },
    "imports.pair:rows-0-key": dropped.file_of_it,
    "imports.pair:rows-0-other": things.always("2"),
    "version": things.always("1"),
    "<term>-version": things.always("1"),
    "<leave>-version": things.always("1"),
    "settings.letterhead:own_accent": things.always("#123456"),
    "reminders.settings:version": version_of_settings,
    "settings.letterhead:version": version_of_settings,
    "settings.queue:version": version_of_settings,
    "settings.show:version": version_of_settings,
    "settings.second_factor:version": version_of_settings,
    "standards.correct:version": version_of_standard,
    "standards.bring_in:version": version_of_standard,
    "standards.bring_in:file": corrected_file,
    "standards.own:text": own_file,
}
# What a form asks of other kinds of things than the one that its address names here.
NOT_ASKED = {
    "evidence.cite": {"first_page", "last_page"},
    "evidence.correct_place": {"first_page", "last_page"},
    "evidence.redact": {"page"},
    # Of who checked in; and where somebody signed a sheet, which is not there.
    "planned.record": {f"rows-0-{name}" for name in ("who", "name", "agency", "discipline", "role", "page", "row")},
    "standards.correct": {
        *("hours_each", "count", "months", "percent", "number", "newcomer_days", "least_disciplines", "valid_months"),
        *("approved", "together", "what", "who", "one", "many"),
    },
}
# Where a form is for some things only, another one than the door's.
OWN_THINGS = {
    "catalog.report": {"training": linked_training},
    "people.leave": {"person": long_here},
    "people.remove": {"person": long_here},
    "waivers.decide": {"waiver": things.others_waiver},
}


@dataclass(frozen=True)
class Walk:
    """A center whose director goes through every form, and what `routes --json` says of each route."""

    app: Flask
    center: CenterWorld
    administrator: int
    rules: dict[str, Rule]
    fields: dict[str, list[Field]]

    def browser(self, name: str) -> FlaskClient:
        """Return the browser of one who may use a route."""
        client = self.app.test_client()
        if DOORS[name].who not in {PUBLIC, DESK}:
            who = self.administrator if DOORS[name].who == ADMINISTRATOR else self.center.director
            open_session(self.app, client, who)
        return client

    def owner(self, name: str) -> Owner:
        """Return whose things the address of a route names: the one's who browses, or somebody's of their team."""
        if DOORS[name].who in {MEMBERS, SIGNED_IN}:
            return Owner(self.center.director, self.center.director_person)
        return things.somebody(self.center)


def begin_walk(app: Flask) -> Walk:
    """Begin a center that follows a standard, and an administrator of the installation."""
    administrator, center = make_account(app), begin_center(app)
    with app.app_context(), unit_of_work():
        db.session.get_one(Account, administrator).is_administrator = True
    actor = center.actor()
    with center.working():
        standards.follow(actor, "nca-csec", "2023")
    center.followed_since(datetime(2019, 1, 1, tzinfo=UTC))
    listed = json.loads(app.test_cli_runner().invoke(args=["routes", "--json"]).output)
    rules = {rule.endpoint: rule for rule in app.url_map.iter_rules()}
    return Walk(app, center, administrator, rules, {row["endpoint"]: row["fields"] for row in listed})


class Visit:
    """A route, as one who may use it sends its form again and again."""

    def __init__(self, walk: Walk, name: str) -> None:
        self.name, self.walk = name, walk
        flat = [flat for field in walk.fields[name] for flat in flat_fields(field)]
        self.fields = [field for field in flat if field["name"] not in NOT_ASKED.get(name, ())]
        self.browser, self._owner = walk.browser(name), walk.owner(name)
        opened = self.browser.get("/account/confirm", follow_redirects=True)
        self.token = str(page_of(opened).select("input[name=csrf_token]")[0]["value"])
        self._begin()

    def _begin(self) -> None:
        """Make what the address names."""
        if DOORS[self.name].who == PUBLIC:
            self._owner = self.walk.owner(self.name)  # an invitation is for somebody who is not here yet
        makers = DOORS[self.name].things | OWN_THINGS.get(self.name, {})
        self.things = {part: self._make(maker) for part, maker in makers.items()}
        if DOORS[self.name].who == DESK:
            sit_down(self.walk.app, self.browser, self.things["desk"])

    def _make(self, maker: things.Maker) -> str:
        return maker(self.walk.center, self._owner)

    def share(self, other: "Visit") -> None:
        """Name what another visit made."""
        self.things = other.things

    def ordinary(self) -> Sent:
        """Return the form as people fill it in."""
        return {field["name"]: [words.encode()] for field in self.fields if (words := self._ordinary(field))}

    def _ordinary(self, field: Field) -> str:
        if known := KNOWN.get(f"{self.name}:{field['name']}") or KNOWN.get(field["name"]):
            return self._make(known)
        if "submission_key" in field["name"]:
            return f"{next(_numbers):032x}"
        if field.get("shape") in SHAPED:
            return SHAPED[field["shape"]].format(next(_numbers))
        if field.get("options"):
            return str(field["options"][0])
        if field["kind"] in WORDS or (field["kind"] == "hidden" and field.get("required")):
            return f"Words {next(_numbers)}"
        return ORDINARY.get(field["kind"], "")

    def real(self, name: str) -> str:
        """Return the name of a field as it is sent: what stands before it in the list is filled in."""
        for part, value in self.things.items():
            name = name.replace(f"<{part}>", value)
        return name

    def path(self, **things: str) -> str:
        """Return the address that the form is sent to; of this visit's own things where no others are named."""
        return path_of(self.walk.rules[self.name], {"center": self.walk.center.public_id, **self.things, **things})

    def body(self, values: Sent) -> bytes:
        """Return a form as it is sent, with the token of whoever sends it."""
        named = {"csrf_token": [self.token.encode()]} | {self.real(name): value for name, value in values.items()}
        return urlencode(named, doseq=True).encode()

    def send(self, values: Sent, **things: str) -> TestResponse:
        """Send a form."""
        answer = self.browser.post(self.path(**things), data=self.body(values), content_type=FORM)
        if answer.status_code not in USED_NOTHING:
            self._begin()  # what was named may be used up
        return answer


def flat_fields(field: Field) -> Iterator[Field]:
    """Yield a field of a form; of rows, those of the first row, and what else they are sent with."""
    if field["in"] == "form" and field["kind"] not in {"token", "rows"}:
        yield field
    for inner in field.get("fields", ()):
        yield {**inner, "name": f"{field['name']}-0-{inner['name']}"}
    if "kept_as" in field:
        yield {"name": field["kept_as"], "kind": "hidden"}
