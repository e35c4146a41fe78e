"""Secrets of apps open with the key of the installation, for their account, and in no other way."""

from dataclasses import replace

import pytest
from flask import Flask

from tracker.services import installation
from tracker.services.second_factor import sealing

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def test_a_secret_opens_again_and_is_sealed_otherwise_each_time(context: Flask) -> None:
    first, second = sealing.seal(SECRET, 7), sealing.seal(SECRET, 7)
    assert first != second
    assert sealing.unseal(first, 7) == sealing.unseal(second, 7) == SECRET
    assert SECRET not in first
    assert len(first) <= 300, "it fits its column"


def test_it_opens_for_no_other_account(context: Flask) -> None:
    assert sealing.unseal(sealing.seal(SECRET, 7), 8) is None


def test_it_opens_under_no_other_key(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = sealing.seal(SECRET, 7)
    other = replace(installation.current(), secret_key=b"another key of thirty-two bytes!")
    monkeypatch.setattr(installation, "current", lambda: other)
    assert sealing.unseal(sealed, 7) is None


def test_a_changed_letter_is_noticed(context: Flask) -> None:
    sealed = sealing.seal(SECRET, 7)
    for place in range(0, len(sealed) - 2, 5):
        changed = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
        assert sealing.unseal(changed, 7) is None


@pytest.mark.parametrize("text", ["", "A", "AAAA", "é", "not sealed at all", "x" * 300])
def test_what_was_never_sealed_opens_nothing(context: Flask, text: str) -> None:
    assert sealing.unseal(text, 7) is None
