"""A place on a page: the whole of it, a part that people choose by name, or a box by its numbers."""

import pytest

from tracker.domain.place import Box, Part, box_of


def test_a_box_says_where_it_lies_to_who_does_not_see_it() -> None:
    assert Box(120, 30, 405, 80).words == "from 12% to 40.5% across, from 3% to 8% down"


@pytest.mark.parametrize(
    ("box", "is_sound"),
    [
        (Box(0, 0, 1000, 1000), True),
        (Box(0, 0, 5, 5), True),
        (Box(995, 995, 1000, 1000), True),
        (Box(1, 1, 5, 6), False),
        (Box(1, 1, 6, 5), False),
        (Box(-1, 0, 1000, 1000), False),
        (Box(0, -1, 1000, 1000), False),
        (Box(0, 0, 1001, 1000), False),
        (Box(0, 0, 1000, 1001), False),
    ],
)
def test_a_box_lies_on_the_page_and_can_be_seen(box: Box, is_sound: bool) -> None:
    assert box.is_sound is is_sound


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (Box(200, 300, 400, 500), True),
        (Box(250, 350, 300, 400), True),
        (Box(0, 0, 1000, 1000), True),
        (Box(399, 499, 500, 600), True),
        (Box(100, 200, 201, 301), True),
        (Box(400, 300, 500, 500), False),
        (Box(100, 300, 200, 500), False),
        (Box(200, 500, 400, 600), False),
        (Box(200, 200, 400, 300), False),
    ],
)
def test_two_boxes_meet_where_something_lies_in_both(other: Box, meets: bool) -> None:
    box = Box(200, 300, 400, 500)
    assert (box.meets(other), other.meets(box)) == (meets, meets)


def test_four_numbers_give_a_box_and_fewer_none() -> None:
    assert box_of((1, 2, 3, 4)) == Box(1, 2, 3, 4)
    for missing in range(4):
        assert box_of(tuple(None if at == missing else at for at in range(4))) is None


def test_a_part_is_known_again_by_its_box() -> None:
    assert {part: Part.of(part.box) for part in Part if part is not Part.OWN} == {
        part: part for part in Part if part is not Part.OWN
    }
    assert Part.of(Box(0, 0, 1000, 499)) is Part.OWN
    assert (Part.UPPER_HALF.box, Part.PAGE.box, Part.OWN.box) == (Box(0, 0, 1000, 500), None, None)


def test_people_choose_by_words() -> None:
    assert [part.label for part in (Part.PAGE, Part.LOWER_THIRD, Part.OWN)] == [
        "The whole page",
        "The lower third",
        "A box, by the numbers below",
    ]
