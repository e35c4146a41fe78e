"""Two spellings are one title: case, accents, punctuation and blanks tell nothing apart."""

import pytest

from tracker.domain.titles import fold


@pytest.mark.parametrize(
    ("title", "folded"),
    [
        ("Trauma", "trauma"),
        ("  Trauma,\tin   CHILDREN! ", "trauma in children"),
        ("Évaluación médica", "evaluacion medica"),
        ("Self-care/ethics (2 h)", "self care ethics 2 h"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("½ day", "1 2 day"),
        ("!?", ""),
    ],
)
def test_what_is_left_of_a_title(title: str, folded: str) -> None:
    assert fold(title) == folded
