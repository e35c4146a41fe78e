"""`check-links`: due links are asked, and what was seen is noted for every center."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.catalog.site import Site, serving
from tests.cli.conftest import Run
from tests.factories import CenterWorld, begin_center
from tests.statements import counted
from tracker import clock
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.db.work import unit_of_work
from tracker.models import HistoryEntry, Training
from tracker.services import link_checks
from tracker.services.link_checks import CUT_OFF, Verdict, Visit, Visitor


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


def only(center: CenterWorld, *urls: str) -> None:
    """Let the center's first entries lead to these addresses and no other entry to any."""
    with center.working():
        db.session.execute(update(Training).values(url=""))
        rows = db.session.scalars(select(Training).order_by(Training.id).limit(len(urls)))
        for row, url in zip(rows, urls, strict=True):
            row.url = url


def seen(center: CenterWorld, url: str) -> tuple[Any, ...]:
    with center.working():
        row = db.session.scalars(select(Training).where(Training.url == url)).one()
        return row.link_state, row.link_seen_at, row.link_checked_at, row.version


def check(app: Flask, *, now: datetime | None = None, limit: int = 100, days: int = 7) -> list[Visit]:
    """Do as the command does, but let this machine be asked."""
    now = now or clock.now()
    visitor = Visitor(private_too=True, wait=lambda _: None, timeout=5)
    with app.app_context():
        found = []
        for visit in link_checks.visits(link_checks.due(now, days=days, limit=limit), visitor):
            with unit_of_work():
                link_checks.note(visit, now)
            found.append(visit)
        return found


def test_what_was_seen_is_noted_for_every_center_and_asked_once(
    own_app: Flask, own_center: CenterWorld, site: Site
) -> None:
    second, now = begin_center(own_app), clock.now()
    site.answers |= {"/works": 200, "/busy": 500}
    for center in (own_center, second):
        only(center, site.url("/works"), site.url("/gone"), site.url("/busy"))
    assert {visit.verdict for visit in check(own_app, now=now)} == {Verdict.WORKING, Verdict.DEAD, Verdict.UNSURE}
    assert [path for _, path in site.asked].count("/works") == 1
    for center in (own_center, second):
        assert seen(center, site.url("/works"))[:3] == ("working", now, now)
        assert seen(center, site.url("/gone"))[:3] == ("dead", None, now)
        assert seen(center, site.url("/busy"))[:3] == ("unsure", None, now)


def test_a_link_that_died_keeps_the_day_it_was_last_seen(own_app: Flask, own_center: CenterWorld, site: Site) -> None:
    first = clock.now() - timedelta(days=30)
    site.answers["/a"] = 200
    only(own_center, site.url("/a"))
    check(own_app, now=first)
    site.answers["/a"] = 410
    check(own_app)
    state, seen_at, checked_at, _ = seen(own_center, site.url("/a"))
    assert (state, seen_at) == ("dead", first)
    assert checked_at > first


def test_a_check_is_no_change_that_somebody_made(own_app: Flask, own_center: CenterWorld, site: Site) -> None:
    """No history line, and an entry open in a form meanwhile can still be saved."""
    only(own_center, site.url("/a"))
    with own_center.working():
        lines = len(db.session.scalars(select(HistoryEntry)).all())
    version = seen(own_center, site.url("/a"))[3]
    check(own_app)
    assert seen(own_center, site.url("/a"))[3] == version
    with own_center.working():
        assert len(db.session.scalars(select(HistoryEntry)).all()) == lines


def test_what_was_checked_lately_is_skipped_and_the_longest_unchecked_comes_first(
    own_app: Flask, own_center: CenterWorld, site: Site
) -> None:
    now = clock.now()
    urls = [site.url(f"/{name}") for name in ("lately", "long-ago", "longer-ago", "never")]
    only(own_center, *urls)
    with own_center.working():
        for url, days in zip(urls[:3], (6, 8, 20), strict=True):
            moment = now - timedelta(days=days)
            db.session.execute(update(Training).where(Training.url == url).values(link_checked_at=moment))
    with own_app.app_context():
        assert link_checks.due(now, days=7, limit=10) == [urls[3], urls[2], urls[1]]
        assert link_checks.due(now, days=7, limit=1) == [urls[3]]
        assert len(link_checks.due(now, days=0, limit=10)) == 4


def test_what_is_retired_or_merged_is_not_asked(own_app: Flask, own_center: CenterWorld, site: Site) -> None:
    only(own_center, site.url("/retired"), site.url("/merged"), site.url("/stands"))
    with own_center.working():
        rows = {row.url: row for row in db.session.scalars(select(Training).where(Training.url != ""))}
        rows[site.url("/retired")].retired_at = clock.now()
        rows[site.url("/merged")].merged_into_id = rows[site.url("/stands")].id
    with own_app.app_context():
        assert link_checks.due(clock.now(), days=7, limit=10) == [site.url("/stands")]


def test_hosts_take_turns(own_app: Flask, own_center: CenterWorld, site: Site) -> None:
    with serving() as another:
        only(own_center, *(each.url(path) for each in (site, another) for path in ("/a", "/b")))
        site.answers = another.answers = {"/a": 200, "/b": 200}
        hosts = [visit.url.rpartition("/")[0] for visit in check(own_app)]
    assert hosts[0] != hosts[1]
    assert hosts[:2] == hosts[2:]


def test_a_machine_that_is_cut_off_calls_nothing_dead(own_app: Flask, own_center: CenterWorld) -> None:
    closed = "http://127.0.0.1:1/a"
    only(own_center, closed)
    [visit] = check(own_app)
    assert (visit.verdict, visit.seen) == (Verdict.LEFT, CUT_OFF)
    assert seen(own_center, closed)[:3] == ("unchecked", None, None)


def test_a_closed_site_is_dead_where_another_answers(own_app: Flask, own_center: CenterWorld, site: Site) -> None:
    closed = "http://127.0.0.1:1/a"
    site.answers["/works"] = 200
    only(own_center, closed, site.url("/works"))
    assert {visit.url: visit.verdict for visit in check(own_app)}[closed] is Verdict.DEAD
    assert seen(own_center, closed)[0] == "dead"


def test_the_command_asks_nobody_on_this_machine(own_center: CenterWorld, run: Run, site: Site) -> None:
    only(own_center, site.url("/a"))
    answer = run("check-links", "--json")
    assert answer.code == 0
    assert answer.data["counts"] == {"working": 0, "dead": 0, "unsure": 0, "left": 1}
    assert answer.data["links"][0]["seen"] == "127.0.0.1 is not on the public web"
    assert "not on the public web" in run("check-links").text
    assert site.asked == []
    assert seen(own_center, site.url("/a"))[:3] == ("unchecked", None, None)


def test_the_command_says_when_no_link_is_due(own_center: CenterWorld, run: Run) -> None:
    only(own_center)
    answer = run("check-links")
    assert answer.code == 0
    assert answer.text.startswith("No link is due.")


@pytest.mark.parametrize("words", [("--limit", "0"), ("--pause", "0"), ("--days", "-1")])
def test_the_command_cannot_be_made_impolite(own_center: CenterWorld, run: Run, words: tuple[str, str]) -> None:
    only(own_center)
    assert run("check-links", *words).code == 2


def test_finding_what_is_due_costs_one_statement_for_any_number_of_centers(
    own_app: Flask, own_center: CenterWorld
) -> None:
    begin_center(own_app)
    with own_app.app_context(), everywhere(db.session()):
        db.session.connection()
        with counted() as asked:
            link_checks.due(clock.now(), days=7, limit=10)
    assert len([statement for statement in asked if "training" in statement]) == 1
