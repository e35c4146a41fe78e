"""Hours in stock: what is given, what is taken back for another, and what nobody uses."""

from tracker.domain.allocation_flow import Stock

TRAUMA, BOYS, OTHER = ("course", "trauma"), ("course", "boys"), ("other", "")


def test_a_requirement_gets_as_much_as_there_is_and_no_more_than_it_asks_for() -> None:
    stock = Stock()
    stock.put("other", 24, {OTHER: 24})
    assert (stock.serve("core", [OTHER], 16), stock.serve("ongoing", [OTHER], 16)) == (16, 8)
    assert (stock.given("core"), stock.given("ongoing"), stock.unused) == ({OTHER: 16}, {OTHER: 8}, 0)


def test_what_is_given_in_two_steps_adds_up() -> None:
    stock = Stock()
    stock.put("other", 24, {OTHER: 24})
    assert (stock.serve("core", [OTHER], 4), stock.serve("core", [OTHER], 3)) == (4, 3)
    assert stock.given("core") == {OTHER: 7}


def test_what_only_one_can_use_goes_there_and_the_other_keeps_its_amount() -> None:
    stock = Stock()
    stock.put("course", 8, {TRAUMA: 8})
    stock.put("other", 8, {OTHER: 8})
    assert stock.serve("any", [TRAUMA, OTHER], 8) == 8
    assert stock.serve("trauma", [TRAUMA], 8) == 8
    assert (stock.given("any"), stock.given("trauma")) == ({OTHER: 8}, {TRAUMA: 8})


def test_what_nobody_uses_is_taken_once_and_never_more_than_the_certificate_has() -> None:
    stock = Stock()
    stock.put("course", 6, {TRAUMA: 4, BOYS: 4})
    assert [stock.take(pool) for pool in (TRAUMA, TRAUMA, BOYS, BOYS)] == [4, 0, 2, 0]
    assert stock.unused == 0
