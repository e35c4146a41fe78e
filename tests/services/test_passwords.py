"""Which passwords will do, and that what is kept is compared whole."""

import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore

import pytest

from tracker.services import passwords

GOOD = "plum orchard violet kettle"


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "correct  blanks  stay  here",
        "пароль из пяти разных слов",
        "🧡🌱🎻🪁🧊🛶🎈🪴🧭🪵🧵🫖🎯🪀🧩",
        "q7#kV!2m_zR9&tL4",
    ],
)
def test_any_letters_will_do(password: str) -> None:
    assert passwords.objection(password) is None
    assert passwords.matches(passwords.keep(password), password)


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "123456789012345",
        "aaaaaaaaaaaaaaaaaaaa",
        "qwertyuiopasdfgh",
        "iloveyouiloveyou",
        "abcabcabcabcabc",
    ],
)
def test_what_everybody_guesses_will_not(password: str) -> None:
    assert "easy to guess" in (passwords.objection(password) or "")


def test_fifteen_characters_are_enough_and_128_the_most() -> None:
    assert passwords.objection("kX9#mW2$vL5&qR") == (
        "Use at least 15 characters. Four or five unrelated words make a good password."
    )
    assert passwords.objection("kX9#mW2$vL5&qRz") is None
    longest = "".join(chr(0x100 + number * number) for number in range(128))
    assert passwords.objection(longest) is None
    assert passwords.objection(longest + "x") == "Use at most 128 characters."


@pytest.mark.parametrize("password", ["the Harbor House CAC door", "harborhousecac opens up", "HARBOR-HOUSE-CAC 20 26"])
def test_a_name_will_not_do_however_it_is_written(password: str) -> None:
    assert "Leave your own and the center's name out" in (
        passwords.objection(password, names=("Harbor House CAC",)) or ""
    )


def test_a_name_of_three_letters_spoils_nothing() -> None:
    assert passwords.objection("marble teacup Bo thunder", names=("Bo", "", "Lea")) is None


def test_nothing_of_a_password_is_cut() -> None:
    longest = "ab c" * 32
    kept = passwords.keep(longest)
    assert passwords.matches(kept, longest)
    assert not passwords.matches(kept, longest + "x")
    assert not passwords.matches(kept, longest[:-1])
    assert not passwords.matches(passwords.keep(GOOD), f" {GOOD}")


def test_a_password_is_the_same_on_every_keyboard() -> None:
    composed = unicodedata.normalize("NFC", "crème brûlée été naïf")
    apart = unicodedata.normalize("NFD", composed)
    assert composed != apart
    assert passwords.matches(passwords.keep(composed), apart)


def test_what_is_kept_is_argon2id_with_its_own_salt() -> None:
    first, second = passwords.keep(GOOD), passwords.keep(GOOD)
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second


@pytest.mark.parametrize("kept", [None, "", "nonsense"])
def test_nobody_has_no_password(kept: str | None) -> None:
    assert not passwords.matches(kept, "")
    assert not passwords.matches(kept, GOOD)


def test_an_unknown_address_costs_as_much_as_a_known_one() -> None:
    known = passwords.keep(GOOD)
    took: dict[str | None, list[float]] = {known: [], None: []}
    for _ in range(9):
        for kept, times in took.items():
            began = time.perf_counter()
            passwords.matches(kept, "not the password at all")
            times.append(time.perf_counter() - began)
    # The quickest of nine: a busy machine makes some slow, none quick.
    assert min(took[None]) > min(took[known]) / 2


def test_two_are_hashed_at_once_and_the_third_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = Semaphore(0), Event()

    class Slow:
        def verify(self, *_: str) -> bool:
            begun.release()
            return go_on.wait(10)

    monkeypatch.setattr(passwords, "_hasher", Slow())
    with ThreadPoolExecutor(3) as several:
        tried = [several.submit(passwords.matches, "kept", "typed") for _ in range(3)]
        try:
            assert all(begun.acquire(timeout=10) for _ in range(2))
            assert not passwords._gate.acquire(blocking=False)
        finally:
            go_on.set()
        assert all(each.result() for each in tried)
