"""The first visit: one code from the console makes one center and its director, and then never again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.installations import own_installation
from tests.pages.doors import NEW_PASSWORD, is_in, later, sign_in
from tests.pages.forms import errors_of, send, submit, text_of
from tests.pages.second_factor import set_up_app
from tracker import clock
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.db.work import unit_of_work
from tracker.models import Account, Center, FollowedStandard, OneTimeLink
from tracker.services import setting_up

ANSWERS = {
    "center_name": "Harbor House CAC",
    "time_zone": "America/Chicago",
    "name": "Dana Whitfield",
    "email": "dana@example.org",
    "password": NEW_PASSWORD,
}


@pytest.fixture
def fresh(empty_database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An installation that nobody set up yet."""
    with own_installation(empty_database_url, tmp_path) as app:
        yield app


def code(app: Flask) -> str:
    with app.app_context(), unit_of_work():
        return setting_up.make_code(clock.now())


def count(app: Flask, table: type[Account] | type[Center]) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count(table.id))) or 0


def test_every_way_in_leads_to_the_words_about_the_code(fresh: Flask) -> None:
    client = fresh.test_client()
    for path in ("/", "/sign-in"):
        assert client.get(path).location == "/set-up"
    assert "sees a set-up link on the console" in text_of(client.get("/set-up"))


def test_the_code_makes_the_center_its_director_and_the_administrator(fresh: Flask) -> None:
    client, secret = fresh.test_client(), code(fresh)
    answer = submit(client, f"/set-up/{secret}", **ANSWERS)
    assert (answer.status_code, answer.location) == (303, "/")
    home = client.get("/").location
    assert home.endswith("/home")
    assert client.get(home).location == "/account/signing-in", "a second factor is the next step"
    set_up_app(client)
    assert client.get(home.replace("/home", "/members")).status_code == 200
    with fresh.app_context():
        assert db.session.scalars(select(Account)).one().is_administrator
        assert secret not in str(db.session.execute(select(OneTimeLink.__table__)).all()), "only a digest is kept"
    assert sign_in(fresh.test_client(), "dana@example.org", NEW_PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("chosen", "measured"),
    [({}, ["nca-essential-training"]), ({"measured_by": "nca-csec"}, ["nca-csec", "nca-essential-training"])],
    ids=["nothing is ticked beforehand", "CSEC is ticked"],
)
def test_a_draft_applies_to_no_center_that_does_not_choose_it(
    fresh: Flask, chosen: dict[str, str], measured: list[str]
) -> None:
    client = fresh.test_client()
    assert submit(client, f"/set-up/{code(fresh)}", **ANSWERS, **chosen).status_code == 303
    with fresh.app_context(), everywhere(db.session()):
        assert sorted(db.session.scalars(select(FollowedStandard.standard))) == measured


def test_the_code_works_once_and_set_up_is_over_for_everybody(fresh: Flask) -> None:
    secret, late = code(fresh), fresh.test_client()
    opened = late.get(f"/set-up/{secret}")
    submit(fresh.test_client(), f"/set-up/{secret}", **ANSWERS)
    other = {**ANSWERS, "email": "other@example.org"}
    assert send(late, opened, f"/set-up/{secret}", **other).location == "/"
    assert not is_in(late)
    for path in (f"/set-up/{secret}", f"/set-up/{code(fresh)}", "/set-up"):
        assert fresh.test_client().get(path).location == "/"
    assert (count(fresh, Account), count(fresh, Center)) == (1, 1)


def test_of_several_who_hold_the_code_one_sets_up(fresh: Flask) -> None:
    path = f"/set-up/{code(fresh)}"
    clients = [fresh.test_client() for _ in range(4)]
    opened = [client.get(path) for client in clients]

    def set_up(number: int) -> None:
        send(clients[number], opened[number], path, **{**ANSWERS, "email": f"person{number}@example.org"})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(set_up, range(4)))
    assert sum(is_in(client) for client in clients) == 1
    assert (count(fresh, Account), count(fresh, Center)) == (1, 1)


def test_a_restart_makes_the_code_before_worthless_and_a_week_any(fresh: Flask) -> None:
    first, second = code(fresh), code(fresh)
    client = fresh.test_client()
    assert client.get(f"/set-up/{first}").status_code == 404
    assert "Restart the server to have a new one printed." in text_of(client.get(f"/set-up/{'A' * 43}"))
    with later(days=6, hours=23):
        assert client.get(f"/set-up/{second}").status_code == 200
    with later(days=7, seconds=1):
        assert client.get(f"/set-up/{second}").status_code == 404


def test_what_will_not_do_is_said_and_the_code_stays_good(fresh: Flask) -> None:
    client, path = fresh.test_client(), f"/set-up/{code(fresh)}"
    wrong = [
        ({"center_name": ""}, "Enter the name of the center."),
        ({"center_name": "x" * 10_000}, "must be 120 characters or fewer"),
        ({"time_zone": "Mars/Olympus"}, "time zone"),
        ({"email": "dana"}, "must look like name@example.org"),
        ({"password": "harbor house cac 1987"}, "Leave your own and the center's name out"),
    ]
    for values, error in wrong:
        answer = submit(client, path, **{**ANSWERS, **values})
        assert answer.status_code == 422
        assert error in errors_of(answer)[0]
    assert submit(client, path, **ANSWERS).status_code == 303
