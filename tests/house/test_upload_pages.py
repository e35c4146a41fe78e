"""Every page that takes files says that nothing about a child belongs there, to eyes and to ears."""

from datetime import date

import pytest
from flask import Flask

from tests.factories import begin_center, open_session
from tests.house.addresses import path_of
from tests.house.doors import DOORS
from tests.house.things import Owner
from tests.pages.forms import page_of
from tracker.web.access import permission_of
from tracker.web.fields import FilesField
from tracker.web.forms import BaseForm

# Where the form stands on another page than the one that it is sent to.
STANDS_ON = {
    "completions.add_files": "completions.show",
    "events.add_files": "events.show",
    "planned.add_sheet": "planned.record",
    "settings.add_logo": "settings.letterhead",
    "waivers.add_files": "waivers.show",
}
WORDS = "Nothing about a child, a family or a case belongs here."


def takes_files(app: Flask) -> set[str]:
    """Return the routes whose form has a field for files."""
    found = set()
    for name in DOORS:
        permission = permission_of(app, name)
        form = permission.takes if permission else None
        with app.test_request_context():
            if form is not None and has_files(form):
                found.add(name)
    return found


def has_files(form: type[BaseForm]) -> bool:
    return any(isinstance(field, FilesField) for field in form(formdata=None, today=date(2026, 3, 2)))


def test_the_walk_below_meets_the_forms_for_files(app: Flask) -> None:
    """Otherwise it would say that all is well of no page at all."""
    known = {"completions.new", "completions.correct", "completions.add_files", "events.new", "events.add_files"}
    assert takes_files(app) >= known


def test_every_page_that_takes_files_says_what_must_not_be_among_them(app: Flask) -> None:
    center, client = begin_center(app), app.test_client()
    open_session(app, client, center.director)
    rules = {rule.endpoint: rule for rule in app.url_map.iter_rules()}
    for name in takes_files(app):
        page = name if "GET" in DOORS[name].methods else STANDS_ON.get(name, "")
        if not page:
            pytest.fail(f"Say in STANDS_ON on which page the form of {name} stands.")
        owner = Owner(center.director, center.director_person)
        made = {part: make(center, owner) for part, make in DOORS[page].things.items()}
        opened = page_of(client.get(path_of(rules[page], {"center": center.public_id, **made})))
        fields = opened.select("main input[type=file]:not(.visually-hidden)")
        assert fields, f"{page} shows no field for files"
        for field in fields:
            told = [opened.find(id=each) for each in str(field.get("aria-describedby", "")).split()]
            assert any(each and WORDS in each.get_text() for each in told), f"{page}: {field.get('id')}"
