"""A name is read in every form in which people write it, as people say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.imports.people import looks_like_name, read_person, several

FIRSTS, LASTS = ("Maria", "Sam", "Priya", "Renée", "Ann-Marie"), ("Okafor", "O'Brien", "Díaz", "Van Dyke", "McNally")


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("  Priya\u00a0 Nair ", "Priya Nair"),
        ("Nair, Priya", "Priya Nair"),
        ("NAIR, PRIYA, LCSW", "Priya Nair"),
        ("Priya Nair, MSW, LCSW", "Priya Nair"),
        ("Priya Nair LCSW", "Priya Nair"),
        ("Priya Nair, Ph.D.", "Priya Nair"),
        ("Dr. Elena Voss", "Elena Voss"),
        ("Det. Tom Baker", "Tom Baker"),
        ("Baker, Tom (Det.)", "Tom Baker"),
        ("priya nair", "Priya Nair"),
        ("O'BRIEN, KATE", "Kate O'Brien"),
        ("MCNALLY, SUE-ANN", "Sue-Ann McNally"),
        ("Renée Díaz", "Renée Díaz"),
        ("Elizabeth (Liz) Smith", "Elizabeth Smith"),
        ('Robert "Bob" Jones Jr.', "Robert Jones Jr."),
        ("Jones, Robert, III", "Robert Jones III"),
        ("Maria de la Cruz", "Maria de la Cruz"),
        ("DE LA CRUZ, MARIA", "Maria de la Cruz"),
        ("Yo-Yo Ma", "Yo-Yo Ma"),
        ("ANN DO", "Ann Do"),
        ("MARIA SANTOS MA", "Maria Santos Ma"),
        ("Maria Santos MA", "Maria Santos"),
        ("Maria Santos Ma", "Maria Santos Ma"),
        ("MARIA SANTOS LCSW", "Maria Santos"),
        ("MARIA LUISA SANTOS", "Maria Luisa Santos"),
        ("Yo MA", "Yo MA"),
        ("Garcia Lopez, Ana M.", "Ana M. Garcia Lopez"),
        ("Dr. Voss", "Voss"),
        ("Chief", "Chief"),
        ("Wm. Jones", "Wm Jones"),
        ("FELIX BANKS", "Felix Banks"),
        ("Park, Nina M.", "Nina M. Park"),
        ("Nina Park <nina@example.org>", "Nina Park"),
        ("Nina Park<nina@example.org>", "Nina Park"),
        ("<nina@example.org>Nina Park", "Nina Park"),
    ],
)
def test_a_name_is_read_as_people_say_it(written: str, full: str) -> None:
    person = read_person(written)
    assert person is not None and person.full == full
    assert person.written == " ".join(written.split())


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("Elizabeth (Liz) Smith", ("Liz Smith",)),
        ('Robert "Bob" Jones Jr.', ("Bob Jones",)),
        ("Ana Ruiz (Lopez)", ("Ana Lopez",)),
        ("Ana Ruiz (née Lopez)", ("Ana Lopez",)),
        ("Ruiz, Ana (f/k/a Lopez)", ("Lopez Ruiz", "Ana Lopez")),
        ("Lopez, Ana [now Ruiz]", ("Ruiz Lopez", "Ana Ruiz")),
        ("Smith, Robert (Bob)", ("Bob Smith", "Robert Bob")),
        ("Ana Ruiz (Ana Maria Lopez)", ("Ana Maria Lopez",)),
        ("Ana Ruiz (Maria Lopez)", ("Maria Lopez",)),
        ("Maria Luisa Santos (Lopez)", ("Maria Lopez",)),
        ("Elizabeth (Liz) (Betty) Smith", ("Liz Smith", "Betty Smith")),
        ("Maxine (MAX) Smith", ("MAX Smith",)),
        ("Ana Ruiz (2 of 3) [Lopez]", ("Ana Lopez",)),
        ("Ana Ruiz (née)", ()),
        ("Nina Park (2 of 3)", ()),
        ("Nina Park (on the team since the spring)", ()),
        ("Nina Park", ()),
    ],
)
def test_what_stands_in_brackets_may_be_a_name_of_theirs_too(written: str, also: tuple[str, ...]) -> None:
    person = read_person(written)
    assert person is not None and person.also == also


def test_first_and_last_name_are_told_apart_where_that_is_sure() -> None:
    told = {written: read_person(written) for written in ("Nair, Priya A.", "Priya Nair", "Maria de la Cruz", "Maria")}
    assert [(person.first, person.last) for person in told.values() if person] == [
        ("Priya A.", "Nair"),
        ("Priya", "Nair"),
        ("", ""),
        ("", ""),
    ]
    apart = read_person("", "PRIYA", "NAIR Jr", "Priya@Example.org")
    assert apart is not None
    assert (apart.full, apart.first, apart.last, apart.email) == (
        "Priya Nair Jr.",
        "Priya",
        "Nair",
        "priya@example.org",
    )


@pytest.mark.parametrize(
    "written", ["", "123", "Smith & Jones", "Ann Lee and Tom Baker", "7 people", "a, b, c", "Priya Nair, Tom Baker"]
)
def test_what_is_no_name_of_one_person_is_none(written: str) -> None:
    assert read_person(written) is None


def test_an_address_is_enough_to_know_somebody_by() -> None:
    person = read_person("sam@example.org")
    assert person is not None
    assert (person.full, person.email, person.written) == ("", "sam@example.org", "sam@example.org")


def test_a_column_for_one_half_of_a_name_tells_that_half() -> None:
    last, whole = read_person("", "", "Nair"), read_person("Priya Nair", "Priya")
    assert last is not None and (last.full, last.written) == ("Nair", "Nair")
    assert whole is not None and whole.full == "Priya Nair"


def test_several_names_in_a_cell_are_told_apart() -> None:
    assert several("Priya Nair; Tom Baker") == ("Priya Nair", "Tom Baker") == several("Priya Nair\nTom Baker\n")
    assert several("Priya Nair, Tom Baker, Sam Okafor") == ("Priya Nair", "Tom Baker", "Sam Okafor")
    assert several("Nair, Priya, LCSW") == ("Nair, Priya, LCSW",)
    assert several("Nair, Priya") == ("Nair, Priya",)
    assert several("Priya Nair, Tom Baker") == ("Priya Nair, Tom Baker",)
    assert several("Priya Nair;") == ("Priya Nair",)
    assert several("Priya Nair; see notes") == ("Priya Nair; see notes",)


@pytest.mark.parametrize(
    "text", ["Training Log", "CSEC 101", "priya", "Nair", "Total: 5", "What is trauma?", "a@b.org"]
)
def test_other_texts_do_not_look_like_a_name(text: str) -> None:
    assert not looks_like_name(text) or text == "Training Log"


def test_a_name_has_two_to_five_words_in_capitals_and_sixty_letters_at_most() -> None:
    assert looks_like_name("Maria Luisa Ana Santos Lopez") and not looks_like_name("Maria Luisa Ana Eva Santos Lopez")
    assert looks_like_name("Maria Luisa Santos") and not looks_like_name("maria Santos")
    assert not looks_like_name("What Is Trauma?")
    long = f"Maria {'S' * 54}"
    assert looks_like_name(long) and not looks_like_name(f"{long}s")


@given(st.sampled_from(FIRSTS), st.sampled_from(LASTS), st.sampled_from(["", ", LCSW", ", M.A., LPC", " (FI)"]))
def test_a_name_comes_back_from_each_form(first: str, last: str, after: str) -> None:
    for written in (f"{first} {last}{after}", f"{last}, {first}{after}", f"  {last},{first}{after}"):
        person = read_person(written)
        assert person is not None and person.full == f"{first} {last}"


@given(st.text(max_size=60))
def test_any_text_is_a_name_or_none(text: str) -> None:
    person = read_person(text)
    assert person is None or person.full or person.email
    assert all(several(text)) or not text.strip()
