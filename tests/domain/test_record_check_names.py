"""What somebody reads where a certificate names somebody else, and which differences make no other name."""

from dataclasses import replace

import pytest

from tests.domain.build import done, person
from tests.domain.test_record_check_lines import only
from tests.domain.test_record_checks import FILE, look
from tracker.domain.record import Completion, Person
from tracker.domain.record_checks import Check, Line, Opens, Thing
from tracker.domain.record_checks.naming import is_called

DIGEST = "f" * 64


def called(name: str, key: str, *its: Completion) -> Person:
    """Somebody of that name, with what they completed."""
    return replace(person(*its, key=key), name=name)


def ana(*others: Person, read: tuple[str, ...], **values: object) -> list[Line]:
    """Every line about Ana Ruiz, whose one file was read so, beside others on the team."""
    it = done("2026-03-02", title="Basics", key="basics")
    mine = called("Ana Ruiz", "ana", it)
    return look(mine, *others, files={"basics": FILE}, named={DIGEST: read}, **values)


def test_a_certificate_that_names_somebody_else() -> None:
    assert only(ana(read=("Maria Lopez",))) == Line(
        check=Check.OTHER_NAME,
        name="Ana Ruiz",
        says="The certificate of “Basics” of Mar 2, 2026 names Maria Lopez, and not Ana Ruiz.",
        do="Take it off if it is not theirs. If Ana Ruiz had that name, add it to their other names.",
        things=(
            Thing(Opens.FILES, "basics", "Open “Basics”"),
            Thing(Opens.NAMES, "ana", "Add a name of Ana Ruiz"),
        ),
        facts=(DIGEST, "Maria Lopez", "Ana Ruiz"),
    )


def test_somebody_else_on_the_team_is_named() -> None:
    line = only(ana(called("Maria G. Lopez", "maria"), read=("Maria Lopez",)))
    assert line.says.endswith("names Maria Lopez, who is on the team too, and not Ana Ruiz.")
    assert line.do.startswith("Take it off here, and add it for Maria G. Lopez. If Ana Ruiz had that name")


def test_of_two_on_the_team_who_are_called_so_none_is_named() -> None:
    others = (called("Maria Lopez", "one"), called("Maria Lopez", "other"))
    assert "on the team" not in only(ana(*others, read=("Maria Lopez",))).says


def test_another_name_of_theirs_ends_the_question() -> None:
    assert ana(read=("Ana Lopez",), other_names={"ana": ("Ana Lopez",)}) == []
    assert only(ana(read=("Ana Gil",), other_names={"ana": ("Ana Lopez",)})).facts == (
        DIGEST,
        "Ana Gil",
        "Ana Ruiz",
        "Ana Lopez",
    )


def test_one_of_several_names_that_were_read_is_enough() -> None:
    assert ana(read=("Maria Lopez", "Ana Ruiz")) == []
    assert only(ana(read=("Maria Lopez", "Ben Ito"))).says.endswith("names Maria Lopez and Ben Ito, and not Ana Ruiz.")


def test_a_file_that_nobody_read_asks_nothing() -> None:
    assert ana(read=()) == []


def test_a_file_of_several_people_names_several_and_is_no_question() -> None:
    other = called("Ben Ito", "ben", done("2026-03-02", title="Basics", key="bens"))
    it = done("2026-03-02", title="Basics", key="basics")
    both = {"basics": FILE, "bens": FILE}
    together = dict.fromkeys(both, "together")
    mine = called("Ana Ruiz", "ana", it)
    assert look(mine, other, files=both, acts=together, named={DIGEST: ("Maria Lopez",)}) == []


@pytest.mark.parametrize(
    "read",
    [
        "Ana Ruiz",
        "ANA RUIZ",
        "Ruiz, Ana",
        "Ana María Ruíz",
        "Ana M. Ruiz",
        "A. Ruiz",
        "Dr. Ana Ruiz, LCSW",
        "Ana Ruiz-Lopez",
        "Annie Ruiz",
    ],
)
def test_it_is_the_same_name(read: str) -> None:
    assert is_called(read, ["Ana Ruiz" if read != "Annie Ruiz" else "Anne Ruiz"])


@pytest.mark.parametrize(
    ("read", "name"), [("Ana María Ruiz", "A. Ruiz"), ("A. Ruiz", "Ana María Ruiz"), ("Bo X. Li", "Bo Y. Li")]
)
def test_a_longer_form_and_short_names_with_another_initial_are_the_same(read: str, name: str) -> None:
    assert is_called(read, [name])


@pytest.mark.parametrize("read", ["Maria Ruiz", "Ana Lopez", "B. Ruiz", "Ben A. Ruiz", "Maria Lopez", "Anna Ito"])
def test_it_is_another_name(read: str) -> None:
    assert not is_called(read, ["Ana Ruiz"])


def test_nobody_without_a_name_is_called_anything() -> None:
    assert not is_called("Ana Ruiz", [""])
    assert not is_called("", ["Ana Ruiz"])
