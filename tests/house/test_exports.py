"""What goes along as a whole asks first whether it is still you, and no link keeps that question as the file."""

import re

from flask import Flask

from tests.house.repository import ROOT
from tracker.web.access import permission_of
from tracker.web.handing import ENDINGS

# A single certificate is looked at many times a day; it is no export. A standard tells of nobody.
SAVED_BY_THE_LINK = {"evidence.file", "standards.file"}
LINK = re.compile(r"<a\b[^>]*\bdownload\b[^>]*>")
LEADS_TO = re.compile(r"url_for\('([a-z_.]+)'")


def exports(app: Flask) -> set[str]:
    """Return the routes that give tables or all that is one's own, and packets, which hold everybody's certificates."""
    endings = (".csv", ".zip", ENDINGS)
    whole = {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.endswith(endings)}
    return whole | {"packets.file"}


def test_every_export_asks_who_signed_in_longer_than_ten_minutes_ago(app: Flask) -> None:
    tables = {"record.mine_csv", "record.of_person_csv", "history.list_csv", "plan.take_agreed"}
    assert exports(app) >= {*tables, "own_data.take", "packets.file", "archive.file"}
    asks = {name for name in exports(app) if (permission := permission_of(app, name)) and permission.fresh}
    assert asks == exports(app), "Write fresh=True at the route, and in tests/house/doors.py."


def test_every_export_leads_back_to_its_page_once_it_is_confirmed_who_asks(app: Flask) -> None:
    """Otherwise the file comes, and the page that asked stays as if nothing had happened."""
    leads = {name for name in exports(app) if (permission := permission_of(app, name)) and permission.saves}
    assert leads == exports(app), "Write saves=True at the route."


def test_a_link_that_saves_whatever_comes_leads_to_no_page_that_may_ask_first(app: Flask) -> None:
    links = [link for file in (ROOT / "templates").rglob("*.html") for link in LINK.findall(file.read_text("utf-8"))]
    leads = {name for link in links for name in LEADS_TO.findall(link)}
    assert leads == SAVED_BY_THE_LINK
    assert [name for name in leads if (permission := permission_of(app, name)) is None or permission.fresh] == []
    elsewhere = [link for link in links if not LEADS_TO.search(link) and 'href="data:' not in link]
    assert elsewhere == [], "A browser would keep the page that asks to confirm as the file; leave `download` out."
