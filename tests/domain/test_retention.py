"""Other periods are named by setting; what is no period is refused with what would do."""

import pytest

from tracker.domain.errors import Refused
from tracker.domain.retention import PERIODS, periods_from


def test_without_a_setting_the_usual_periods_hold() -> None:
    assert dict(periods_from("")) == dict(PERIODS)


def test_named_ones_change_and_the_others_stay() -> None:
    periods = periods_from("mail 10,  sightings  3650 ,")
    assert (periods["mail"].words, periods["sightings"].days) == ("10 days after it was written", 3650)
    assert {key for key in PERIODS if periods[key] != PERIODS[key]} == {"mail", "sightings"}
    assert (periods["mail"].may_be_set, periods["attempts"].may_be_set) == (True, False)
    assert periods_from("mail 1")["mail"].words == "1 day after it was written"


@pytest.mark.parametrize(
    "text",
    ["mail", "mail ten", "mail -1", "mail 10 days", "attempts 3", "history 3", "\u0665", "10 mail", "mail 99999"],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="it must look like 'mail 10, sightings 365'; it may name sightings, sessions"):
        periods_from(text)


@pytest.mark.parametrize("text", ["mail 0", "sightings 3651"])
def test_too_short_and_too_long_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="must be kept from 1 to 3650 days"):
        periods_from(text)
