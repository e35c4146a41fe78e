"""Whether photos are read is a setting."""

from pathlib import Path

import pytest

from tracker.config import BadSetting, load_settings


def test_photos_are_read_unless_a_setting_says_no(tmp_path: Path) -> None:
    place = {"TRACKER_DATA": str(tmp_path)}
    assert load_settings(place).photos
    assert not load_settings({**place, "READ_PHOTOS": "no"}).photos
    with pytest.raises(BadSetting) as refused:
        load_settings({**place, "READ_PHOTOS": "off"})
    assert refused.value.message == "READ_PHOTOS is 'off'; it must be yes or no."
