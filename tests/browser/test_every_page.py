"""Every page, as the director and as staff see it: good for everybody, at any width, in light and in dark."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.browser import addresses
from tests.browser.demo import DemoCenter
from tests.browser.faults import DESK_LOOK, LOOKS, PHONE_LOOK, Watch, faults_of

Open = Callable[..., Page]
pytestmark = pytest.mark.browser

VISITS = [
    *(("", page) for page in addresses.OUTSIDE),
    *(("director", page) for page in addresses.DIRECTOR + addresses.STAFF + addresses.ANYWHERE),
    *(("staff", page) for page in addresses.STAFF + addresses.ANYWHERE),
]


@pytest.mark.parametrize(("who", "where"), VISITS)
def test_a_page_is_accessible_fits_and_complains_of_nothing(
    who: str, where: str, open_as: Open, demo: DemoCenter
) -> None:
    page = open_as(who)
    watch = Watch(page)
    page.goto(demo.address(who, where))
    # A page that both see is looked at on a phone as staff and at a desk as the director, who has more to do there.
    looks = LOOKS
    if where in addresses.STAFF + addresses.ANYWHERE:
        looks = PHONE_LOOK if who == "staff" else DESK_LOOK
    assert faults_of(page, looks) + watch.heard == []
    assert page.title().startswith(page.locator("h1").inner_text().strip())


def test_the_page_of_what_is_not_there_is_as_good(open_as: Open) -> None:
    page = open_as("staff")
    watch = Watch(page, expected=(404,))
    page.goto("/nothing-here")
    assert faults_of(page) + watch.heard == []


def test_every_page_is_visited(app: Flask) -> None:
    """A page that is not in the list of addresses would never be looked at."""
    visited = [f"/c/x/{page}" for page in addresses.DIRECTOR + addresses.STAFF]
    visited += [f"/{page}" for page in addresses.OUTSIDE + addresses.ANYWHERE]
    plain = [re.sub(r"{\w+}", "x", page.partition("?")[0]) for page in visited]
    rules = [str(rule) for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    rules = [rule for rule in rules if not rule.startswith("/api/")]  # for programs
    looks = {rule: re.compile(re.sub(r"<[^>]+>", "[^/]+", rule)) for rule in rules}
    missed = {rule for rule, look in looks.items() if not any(look.fullmatch(page) for page in plain)}
    assert missed - addresses.NO_PAGES == set()
