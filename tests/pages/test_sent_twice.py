"""A form that makes something makes it once, however often it is sent; of two who save one thing, the second is told.

Each form stands in `tests/pages/sending.py`: it makes, it changes, or it acts so that once more does no harm.
"""

from collections import Counter

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from tests.house.doors import DOORS
from tests.pages.forms import page_of
from tests.pages.sending import (
    ACTS,
    BUTTONS_WITH_VERSION,
    CREATES,
    EDITS,
    REMOVALS,
    SHOWN_ONCE,
    filled,
)
from tests.pages.walking import WORDS, Sent, Visit, Walk, begin_walk
from tests.promises.racing import send_at_once
from tracker.db import Base, db
from tracker.db.tenancy import CenterOwned, everywhere
from tracker.web.access import permission_of
from tracker.web.forms import EditForm

# What each request may add to: where it was written down, that it was sent, and where a desk is open, as a sign-in is.
BESIDES = {"desk_visit", "history_entry", "sighting", "submission"}
OWNED = [
    mapper.class_
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, CenterOwned) and mapper.class_.__tablename__ not in BESIDES
]
POSTS = {name for name, door in DOORS.items() if "POST" in door.methods}
# No field of theirs says how it stands now: what was decided or withdrawn is told in words, a reason in the history.
DONE_WITH = {
    "standards.bring_in",
    "standards.correct",
    "completions.withdraw",
    "events.withdraw",
    "queue.show",
    "waivers.decide",
    "waivers.end",
    "waivers.take_back",
}


@pytest.fixture(scope="module")
def walk(app: Flask) -> Walk:
    return begin_walk(app)


def rows(walk: Walk) -> Counter[str]:
    """Return how many rows the tables of centers hold."""
    with walk.app.app_context(), everywhere(db.session()):
        count = {
            model.__tablename__: db.session.scalar(sa.select(sa.func.count()).select_from(model)) for model in OWNED
        }
    return Counter({name: int(number or 0) for name, number in count.items()})


def is_told(name: str, first: TestResponse, again: TestResponse) -> bool:
    """Tell whether the answer to a form's twin leads to where the form led."""
    if name in SHOWN_ONCE:
        return (first.status_code, again.status_code) == (200, 303)
    return (first.status_code, first.location) == (again.status_code, again.location) and first.status_code == 303


def test_every_form_makes_or_changes_or_acts() -> None:
    placed = Counter([*CREATES, *EDITS, *BUTTONS_WITH_VERSION, *REMOVALS, *ACTS])
    assert POSTS - set(placed) == set(), "Place these in tests/pages/sending.py."
    assert set(placed) - POSTS == set(), "These are gone."
    assert [name for name, times in placed.items() if times > 1] == []
    assert [name for name, why in ACTS.items() if not why] == []


def test_what_changes_carries_a_version_and_nothing_else_does(app: Flask) -> None:
    takes = {name: permission.takes for name in POSTS if (permission := permission_of(app, name))}
    versioned = {name for name, form in takes.items() if form and issubclass(form, EditForm)}
    assert versioned == EDITS | BUTTONS_WITH_VERSION | REMOVALS


@pytest.mark.parametrize("name", sorted(CREATES))
def test_a_form_sent_again_makes_nothing_more_and_leads_to_what_it_made(walk: Walk, name: str) -> None:
    visit = Visit(walk, name)
    form, before = filled(visit), rows(walk)
    (first,) = send_at_once([visit], [form])
    once = rows(walk)
    assert once - before, f"{first.status}: {page_of(first).main}"
    (again,) = send_at_once([visit], [form])
    assert rows(walk) - once == Counter()
    assert is_told(name, first, again), (first.status, first.location, again.status, again.location)


@pytest.mark.parametrize("name", sorted(CREATES))
def test_a_form_sent_twice_at_once_makes_as_much_as_one(walk: Walk, name: str) -> None:
    visit, twin = Visit(walk, name), Visit(walk, name)
    alone, before = filled(visit), rows(walk)
    send_at_once([visit], [alone])
    once = rows(walk)
    form = filled(twin)
    made = rows(walk)
    first, again = sorted(send_at_once([twin, twin], [form, form]), key=lambda answer: answer.status_code)
    assert rows(walk) - made == once - before
    assert is_told(name, first, again), (first.status, first.location, again.status, again.location)


@pytest.mark.parametrize("name", sorted(set(ACTS) - {"sign_in.sign_out"}))
def test_an_act_done_once_more_makes_nothing_more(walk: Walk, name: str) -> None:
    visit = Visit(walk, name)
    form = filled(visit)
    send_at_once([visit], [form])
    once = rows(walk)
    (again,) = send_at_once([visit], [form])
    assert rows(walk) - once == Counter()
    assert again.status_code < 500


@pytest.mark.parametrize("name", sorted(EDITS))
def test_of_two_who_opened_a_form_the_second_to_save_is_told_and_keeps_what_they_typed(walk: Walk, name: str) -> None:
    first, second = Visit(walk, name), Visit(walk, name)
    second.share(first)
    forms = [filled(first), filled(second)]
    (saved,), (late,) = send_at_once([first], forms[:1]), send_at_once([second], forms[1:])
    assert saved.status_code in {200, 303}, page_of(saved).main
    assert late.status_code in {409, 422}
    page = page_of(late)
    assert page.select("[data-error-summary]")
    assert [words for words in typed(second, forms[1]) if words not in shown(late)] == []
    if name not in DONE_WITH:
        assert late.status_code == 409
        assert [words for words in typed(first, forms[0]) if words not in shown(late)] == []


def typed(visit: Visit, form: Sent) -> list[str]:
    """Return the words typed into a form."""
    words = [form.get(field["name"], [b""])[0].decode() for field in visit.fields if field["kind"] in WORDS]
    return [each for each in words if each.startswith("Words ")]


def shown(answer: TestResponse) -> str:
    """Return all that a page shows, in its fields too."""
    main = page_of(answer).main
    assert main is not None
    return "\n".join([main.get_text(), *(str(each.get("value", "")) for each in main.select("input"))])


@pytest.mark.parametrize("name", sorted(BUTTONS_WITH_VERSION))
def test_a_button_that_came_late_leads_to_the_thing_and_says_so(walk: Walk, name: str) -> None:
    visit = Visit(walk, name)
    first, second = filled(visit), filled(visit)
    send_at_once([visit], [first])
    (late,) = send_at_once([visit], [second])
    assert late.status_code == 303
    assert page_of(visit.browser.get(late.location or "")).select(".flash--error")
