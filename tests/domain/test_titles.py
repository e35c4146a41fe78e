"""Two spellings are one title: case, accents, punctuation and blanks tell nothing apart."""

import pytest

from tracker.domain.titles import fold, names


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


@pytest.mark.parametrize(
    ("title", "holds"),
    [
        ("CSEC 102", True),
        ("csec-102, online", True),
        ("Probation: CSEC 102 (part 2)", True),
        ("CSEC 1020", False),
        ("XCSEC 102", False),
        ("CSEC, unit 102", False),
        ("", False),
    ],
)
def test_a_title_holds_a_name_as_whole_words(title: str, holds: bool) -> None:
    assert names(title, ["SCEC 12", "CSEC 102"]) is holds


def test_a_title_holds_none_of_no_names() -> None:
    assert not names("CSEC 102", [])
