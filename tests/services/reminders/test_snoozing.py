"""A snooze leaves things out of one's own mail until a day, with a reason that directors see."""

from datetime import timedelta

import pytest

from tests.services.lines import last_line
from tests.services.reminders.conftest import MONDAY, Morning
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.services import reminders

CSEC = "nca-csec/csec-foundations"


def snooze(morning: Morning, *keys: str, days: int = 10, key: str = "") -> str:
    actor = morning.center.actor(morning.account)
    with morning.center.working():
        return reminders.snooze(actor, keys or (CSEC,), MONDAY + timedelta(days=days), "Course in January", key)


def test_it_is_told_again_from_its_day_on_and_everything_else_all_along(morning: Morning) -> None:
    actor = morning.center.actor(morning.account)
    with morning.center.working():
        items = {item.key: item.what for item in reminders.to_snooze(actor)}
    snooze(morning)
    assert (last_line(morning.center).action, last_line(morning.center).reason) == ("snooze", "Course in January")
    for week in range(3):
        morning.send(weeks=week)
    told = [items[CSEC] in text for text in morning.texts()]
    assert sorted(told) == [False, False, True]
    others = [what for key, what in items.items() if key != CSEC]
    assert any(what in text for what in others for text in morning.texts())


def test_a_form_sent_twice_snoozes_once(morning: Morning) -> None:
    assert snooze(morning, key="a" * 32) == snooze(morning, key="a" * 32)


def test_it_is_ended_by_its_owner_alone_and_told_again(morning: Morning) -> None:
    public_id = snooze(morning)
    director, own = morning.center.actor(), morning.center.actor(morning.account)
    with pytest.raises(NotFound), morning.center.working():
        reminders.wake(director, public_id)
    with morning.center.working():
        assert [each.what for each in reminders.snoozed(director)] == ["CSEC foundations"]
        reminders.wake(own, public_id)
        reminders.wake(own, public_id)
        assert reminders.snoozed(director) == []
    assert last_line(morning.center).action == "wake"


@pytest.mark.parametrize("days", [-1, 0, 91])
def test_a_day_that_will_not_do_is_refused_with_those_that_would(morning: Morning, days: int) -> None:
    with pytest.raises(Conflict, match=r"from tomorrow to Feb 28, 2027") as refused:
        snooze(morning, days=days)
    assert refused.value.field == "until"


def test_only_what_is_ones_own_can_be_snoozed_and_only_directors_see_what_others_did(morning: Morning) -> None:
    with pytest.raises(Conflict, match="Choose from the list"):
        snooze(morning, "nca-csec/none-such")
    own = morning.center.actor(morning.account)
    with pytest.raises(Refused), morning.center.working():
        reminders.snoozed(own)
