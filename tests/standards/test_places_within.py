"""What must come first, and what is counted called, is corrected as well."""

from tests.standards.test_places import HEAD, PARTS
from tracker.domain.rules import Item, RecurringEvents
from tracker.standards.corrections import Correction, all_values, corrected
from tracker.standards.editions import source_text
from tracker.standards.loader import read_corrected
from tracker.standards.places import label_of

REVIEWS = HEAD + next(part for part in PARTS if 'id = "peer-review"' in part)


def test_what_comes_first_is_corrected_within_what_comes_after_it() -> None:
    text = source_text("california-placement-officers", "course")
    (name, values) = next((name, each) for name, each in all_values(text).items() if "after_what" in each)
    made = [
        Correction(name, "after_what", "the first course", values["after_what"]),
        Correction(name, "after_titled", ("CSEC 101",), ()),
        Correction(name, "after_approved", (), values["after_approved"]),
    ]
    rule = read_corrected(corrected(text, made), "corrected")[0].requirement(name).rule
    assert isinstance(rule, Item)
    assert rule.after is not None
    assert (rule.after.what, rule.after.counts.titled) == ("the first course", ("CSEC 101",))
    assert rule.after.counts.approved is not None
    assert rule.after.counts.approved.trainings == frozenset()
    assert label_of("part_2_after_titled") == "words of which the title must have one in what comes first of part 2"


def test_what_is_counted_is_called_as_the_center_calls_it() -> None:
    text = REVIEWS
    made = [
        Correction("peer-review", "one", "case consultation", "peer review"),
        Correction("peer-review", "many", None, "peer reviews"),
    ]
    rule = read_corrected(corrected(text, made), "corrected")[0].requirement("peer-review").rule
    assert isinstance(rule, RecurringEvents)
    assert (rule.one, rule.many) == ("case consultation", "case consultations")
