"""By what an answer finds its person: a mark that nobody can make, with a last day, in an address or an id."""

from datetime import date, timedelta

import pytest

from tracker.domain import replies
from tracker.domain.mailbox import LONGEST_NAME
from tracker.domain.replies import LASTS, Mark

KEY = b"k" * 48
MEMBERSHIP = "23456789bcdfghjkmnpq"
DAY = date(2026, 11, 30)
MARK = replies.mark(KEY, MEMBERSHIP, DAY)
OURS = Mark(MEMBERSHIP, DAY + LASTS)
ADDRESS = replies.address("training@example.org", MARK)


def test_the_address_fits_into_what_mail_allows_and_leads_back() -> None:
    name = ADDRESS.partition("@")[0]
    assert len("a" * LONGEST_NAME + name.removeprefix("training")) <= 64
    assert replies.find(KEY, [ADDRESS], "") == OURS
    assert replies.find(KEY, [ADDRESS.upper()], "") == OURS, "some servers change small letters to large ones"


@pytest.mark.parametrize("today", [date(2026, 10, 1), date(2026, 11, 30), date(2027, 12, 31)])
def test_a_mark_made_today_leads_back_with_its_last_day(today: date) -> None:
    its = replies.mark(KEY, MEMBERSHIP, today)
    assert replies.find(KEY, [f"training+{its}@example.org"], "") == Mark(MEMBERSHIP, today + LASTS)


def test_the_id_leads_back_among_others() -> None:
    its = replies.message_id(MARK, "ab12")
    assert replies.find(KEY, ["training@example.org"], f"<other@example.org> {its} <x@y>") == OURS


@pytest.mark.parametrize("at", range(len(MARK)))
def test_a_mark_with_any_letter_changed_is_none(at: int) -> None:
    other = "3" if MARK[at] != "3" else "4"
    forged = MARK[:at] + other + MARK[at + 1 :]
    assert replies.find(KEY, [replies.address("training@example.org", forged)], "") is None


def test_another_installations_mark_is_none_and_a_genuine_one_beside_it_is_found() -> None:
    foreign = replies.address("training@example.org", replies.mark(b"o" * 48, MEMBERSHIP, DAY))
    assert replies.find(KEY, [foreign], "") is None
    assert replies.find(KEY, [foreign, ADDRESS], "") == OURS


@pytest.mark.parametrize("address", ["", "@", "+@", "training+@x", f"{MARK}@x", f"a+{MARK}", f"a+{MARK}x@y", "a+\n@b"])
def test_what_is_no_address_with_a_mark_is_none(address: str) -> None:
    assert replies.find(KEY, [address], address) is None


def test_a_mark_is_found_after_its_last_day_too_so_that_its_owner_can_be_told() -> None:
    old = replies.address("t@example.org", replies.mark(KEY, MEMBERSHIP, DAY - timedelta(days=400)))
    found = replies.find(KEY, [old], "")
    assert found is not None
    assert found.last_day < DAY
