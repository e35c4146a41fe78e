"""Which requirements are met out of a small stock, and how much each takes from where: the standard's order decides."""

from tracker.domain.allocation_flow import Ask, Pool, Stock, all_of, most

TRAUMA, BOYS, OTHER = ("trauma course", ""), ("boys course", ""), ("other course", "")
POOLS = TRAUMA, BOYS, OTHER


def stock(*hours: int) -> Stock:
    """A course on trauma, one on boys and another one, of so many hours each."""
    found = Stock()
    for pool, amount in zip(POOLS, hours, strict=False):
        found.put(pool[0], amount, {pool: amount})
    return found


def ask(name: str, amount: int, *ways: tuple[Pool, ...], aside: bool = False) -> Ask:
    """A requirement that asks for so much out of any one of these ways."""
    return Ask(name, amount, ways, aside)


ANY = (TRAUMA, BOYS)


def test_each_takes_its_amount_and_leaves_the_rest() -> None:
    met, served = most([ask("one", 6, ANY), ask("two", 3, (BOYS,))], stock(5, 5))
    assert met == ("one", "two")
    assert sum(served.given("one").values()) == 6
    assert (served.given("two"), served.unused) == ({BOYS: 3}, 1)


def test_the_stock_that_was_asked_is_as_it_was() -> None:
    asked = stock(5, 5)
    most([ask("one", 6, ANY)], asked)
    assert (asked.unused, asked.given("one")) == (10, {})


def test_of_equally_many_those_that_come_first_are_met_though_hours_that_nobody_asks_for_are_there() -> None:
    asks = [ask("any", 6, ANY), ask("trauma", 6, (TRAUMA,)), ask("boys", 6, (BOYS,)), ask("boys too", 6, (BOYS,))]
    assert most(asks, stock(6, 6, 100))[0] == ("any", "trauma")
    assert most([*asks[1:], asks[0]], stock(6, 6, 100))[0] == ("trauma", "boys")


def test_two_further_down_are_more_than_one_that_comes_first() -> None:
    asks = [ask("any", 12, ANY), ask("trauma", 6, (TRAUMA,)), ask("boys", 6, (BOYS,))]
    met, served = most(asks, stock(6, 6))
    assert met == ("trauma", "boys")
    assert (served.given("any"), served.unused) == ({}, 0)


def test_one_hour_too_few_meets_none_and_gives_nothing() -> None:
    met, served = most([ask("any", 13, ANY), ask("boys", 7, (BOYS,))], stock(6, 6))
    assert (met, served.unused, served.given("any"), served.given("boys")) == ((), 12, {}, {})


def test_what_filled_one_window_fills_another_where_only_that_leaves_enough_for_the_next() -> None:
    asks = [ask("either year", 6, (TRAUMA,), (BOYS,)), ask("trauma", 6, (TRAUMA,))]
    met, served = most(asks, stock(6, 6))
    assert met == ("either year", "trauma")
    assert (served.given("either year"), served.given("trauma"), served.unused) == ({BOYS: 6}, {TRAUMA: 6}, 0)


def test_no_window_is_filled_out_of_two_halves() -> None:
    assert most([ask("either year", 8, (TRAUMA,), (BOYS,))], stock(6, 6))[0] == ()


def test_what_is_set_aside_takes_what_the_others_leave() -> None:
    met, served = most([ask("aside", 4, ANY, aside=True), ask("boys", 8, (BOYS,))], stock(4, 8))
    assert met == ("boys", "aside")
    assert (served.given("aside"), served.given("boys")) == ({TRAUMA: 4}, {BOYS: 8})
    met, served = most([ask("aside", 5, ANY, aside=True), ask("boys", 8, (BOYS,))], stock(4, 8))
    assert (met, served.given("aside"), served.unused) == (("boys",), {}, 4)


def test_beside_what_is_set_aside_another_window_is_filled_where_that_is_as_good() -> None:
    asks = [ask("aside", 6, (TRAUMA,), aside=True), ask("either year", 6, (TRAUMA,), (BOYS,))]
    met, served = most(asks, stock(6, 6))
    assert met == ("either year", "aside")
    assert (served.given("aside"), served.given("either year")) == ({TRAUMA: 6}, {BOYS: 6})


def test_of_two_set_aside_the_first_takes_what_is_left() -> None:
    asks = [ask("one", 4, ANY, aside=True), ask("two", 4, ANY, aside=True), ask("trauma", 4, (TRAUMA,))]
    assert most(asks, stock(4, 4))[0] == ("trauma", "one")
    assert most(asks, stock(8, 4))[0] == ("trauma", "one", "two")


def test_all_are_served_or_none_is() -> None:
    asks = [ask("one", 6, (TRAUMA,), (BOYS,)), ask("two", 6, (TRAUMA,))]
    assert all_of([*asks, ask("three", 1, ANY)], stock(6, 6)) is None
    served = all_of([*asks, ask("three", 1, ANY)], stock(6, 7))
    assert served is not None
    assert (served.given("three"), served.unused) == ({BOYS: 1}, 0)


def test_nobody_who_asks_is_served_by_the_stock_as_it_is() -> None:
    asked = stock(6)
    assert all_of([], asked) is asked
    assert most([], asked) == ((), asked)
