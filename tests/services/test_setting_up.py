"""Setting up asks for the code and for a fresh installation itself, whatever a page asked before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.factories import begin_center
from tests.installations import own_installation
from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict, NotFound
from tracker.services import setting_up

ANSWERS = ("Harbor House CAC", "America/Chicago", "Dana Whitfield", "dana@example.org", "marble teacup under thunder")


@pytest.fixture
def fresh(empty_database_url: str, tmp_path: Path) -> Iterator[Flask]:
    with own_installation(empty_database_url, tmp_path) as app:
        yield app


def set_up(app: Flask, code: str) -> None:
    with app.app_context(), unit_of_work():
        setting_up.set_up(code, *ANSWERS, clock.now())


def test_a_wrong_code_makes_nothing(fresh: Flask) -> None:
    with pytest.raises(NotFound, match="does not work any more"):
        set_up(fresh, "A" * 43)
    with fresh.app_context():
        assert setting_up.is_needed()


def test_a_good_code_makes_no_second_beginning(fresh: Flask) -> None:
    begin_center(fresh)
    with fresh.app_context(), unit_of_work():
        code = setting_up.make_code(clock.now())
    with pytest.raises(Conflict, match="set up already"):
        set_up(fresh, code)
