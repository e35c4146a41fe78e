"""What another version of a file asks otherwise is found requirement by requirement, and nothing that asks the same."""

import pytest

from tracker.domain.standard import Standard
from tracker.standards import editions
from tracker.standards.corrections import Correction, corrected
from tracker.standards.updates import How, between_versions

CSEC = editions.source_text("nca-csec", "2023")
FIRST = "csec-foundations"


def changed(*pairs: tuple[str, str]) -> str:
    text = CSEC
    for before, now in pairs:
        assert before in text
        text = text.replace(before, now, 1)
    return text


def test_a_version_asks_nothing_otherwise_than_itself() -> None:
    for each in editions.shipped_standards():
        text = editions.source_text(each.id, each.edition)
        assert between_versions(text, text) == between_versions(text, f"# A remark.\n{text}")
        assert between_versions(text, text).requirements == between_versions(text, text).of_itself == ()


def test_another_number_is_told_with_the_one_before() -> None:
    (found,) = between_versions(CSEC, changed(("  hours = 4\n", "  hours = 6\n"))).requirements
    assert (found.requirement, found.title, found.how) == (FIRST, "CSEC foundations", How.VALUES)
    assert found.values == (Correction(FIRST, "hours", "6", "4"),)


@pytest.mark.parametrize("each", editions.shipped_standards(), ids=lambda each: f"{each.id} {each.edition}")
def test_a_value_of_any_requirement_that_ships_is_found(each: Standard) -> None:
    text = editions.source_text(each.id, each.edition)
    for requirement in each.requirements:
        wanted = Correction(requirement.id, "title", "Another title", requirement.title)
        (found,) = between_versions(text, corrected(text, [wanted])).requirements
        assert (found.how, found.values) == (How.VALUES, (wanted,))


def test_examples_remarks_and_what_means_the_same_are_not_told() -> None:
    head, _, examples = CSEC.partition("[[example]]")
    same = f"{head}# Another remark.\n[[example]]{examples.partition('[[example]]')[0]}"
    same = same.replace("  hours = 4\n", "  hours = 4.0\n  before_role = true\n", 1)
    found = between_versions(CSEC, same)
    assert (found.requirements, found.of_itself) == ((), ())


def test_a_requirement_that_came_and_one_that_went_are_named() -> None:
    head, start, rest = CSEC.partition("[[requirement]]")
    first, _, others = rest.partition("[[requirement]]")
    without = f"{head}[[requirement]]{others}"
    (went,) = between_versions(CSEC, without).requirements
    assert (went.requirement, went.title, went.how) == (FIRST, "CSEC foundations", How.WENT)
    (came,) = between_versions(without, f"{head}{start}{first}[[requirement]]{others}").requirements
    assert (came.requirement, came.how, came.values) == (FIRST, How.CAME, ())


def test_another_kind_of_rule_is_another_way_with_the_values_that_both_have() -> None:
    text = changed(
        (
            'kind = "hours"\n  hours = 4\n  due_days = 180\n',
            'kind = "topic_coverage"\n  hours_each = 4\n  due_days = 90\n',
        )
    )
    (found,) = between_versions(CSEC, text).requirements
    assert (found.requirement, found.how) == (FIRST, How.ANOTHER_WAY)
    assert found.values == (Correction(FIRST, "due_days", 90, 180),)


def test_what_a_file_says_of_itself_is_told_by_its_key() -> None:
    text = changed(("due_soon_days = 90", "due_soon_days = 60"), ("effective_from = 2023-01-01\n", ""))
    assert between_versions(CSEC, text).of_itself == ("due_soon_days", "effective_from")
