"""A file goes to the row that it proves, and to none where that is not sure."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.imports.pairing import AHEAD, MOST_LIKE, Pairing, Paper, PaperRow, pair
from tracker.domain.imports.pairing_names import FileName
from tracker.domain.imports.pairing_signs import Doubt, Sign

DAY, EARLIER = date(2024, 3, 14), date(2023, 3, 14)
BRAIN, MODULE = "Trauma and the brain", "CSEC Module 2"


def row(
    number: int = 1, name: str = "Ana Reyes", title: str = BRAIN, day: date | None = DAY, file: str = ""
) -> PaperRow:
    return PaperRow(number=number, names=(name,), titles=(title,), day=day, file=file)


def paper(
    name: str, person: str = "", title: str = "", day: date | None = None, key: str = "f", look: bool = False
) -> Paper:
    return Paper(
        key=key,
        name=name,
        people=(person,) if person else (),
        titles=(title,) if title else (),
        days=(day,) if day else (),
        look=look,
    )


def paired(one: Paper, *rows: PaperRow) -> Pairing:
    return pair([one], rows)["f"]


@pytest.mark.parametrize(
    "name",
    [
        "Ana Reyes Trauma and the Brain 2024-03-14.pdf",
        "ana_reyes_trauma_brain_3-14-2024.PDF",
        "REYES, Ana - trauma and the brain (Mar 14 2024).jpg",
        "AnaReyes_Trauma_Brain_20240314.pdf",
        "Ana Reyes/trauma and the brain.pdf",
        "Reyes, Ána/2024-03-14 certificate.heic",
        "Ana M. Reyes - 03.14.24.png",
    ],
)
def test_the_name_of_a_file_leads_to_its_row(name: str) -> None:
    found = paired(paper(name), row(1), row(2, title="Ethics", day=EARLIER), row(3, name="Bea Soto"))
    assert (found.row, found.doubt) == (1, None)


def test_what_the_certificate_says_leads_to_its_row_whatever_its_name() -> None:
    found = paired(
        paper("scan0001.pdf", "Ana M. Reyes", BRAIN, DAY), row(1), row(2, day=EARLIER), row(3, name="Bea Soto")
    )
    assert found.row == 1
    assert found.likely[0].signs == (Sign.PERSON_READ, Sign.TITLE_READ, Sign.DAY_READ)
    assert [each.number for each in found.likely] == [1, 2], "the runner-up is told"
    assert found.likely[0].words == (
        "The certificate names the person. The certificate has the training. The certificate has the day."
    )


def test_the_row_may_name_its_file() -> None:
    rows = (row(1, file="IMG_0042.JPG"), row(2, name="Bea Soto", file="IMG_0043"))
    assert paired(paper("phone/IMG_0042.jpg"), *rows).row == 1
    assert paired(paper("img 0043.heic"), *rows).row == 2


def test_a_row_that_names_a_file_of_somebody_else_is_asked() -> None:
    found = paired(paper("a.pdf", "Bea Soto", BRAIN, DAY), row(1, file="a.pdf"))
    assert (found.row, found.doubt) == (None, Doubt.AGAINST)


@pytest.mark.parametrize(
    ("one", "doubt"),
    [
        (paper("scan.pdf"), Doubt.NOBODY),
        (paper("Ana Reyes.pdf"), Doubt.LITTLE),
        (paper("Reyes trauma brain.pdf"), Doubt.LITTLE),
        (paper("scan.pdf", "Bea Soto", BRAIN, DAY), Doubt.NOBODY),
        (paper("Ana Reyes trauma brain 2022-01-05.pdf"), Doubt.AGAINST),
        (paper("scan.pdf", "Ana Reyes", BRAIN, EARLIER), Doubt.AGAINST),
        (paper("scan.pdf", "Ana Reyes", "Ethics in practice", DAY), Doubt.AGAINST),
        (paper("Ana Reyes Ethics 2024-03-14.pdf"), Doubt.AGAINST),
        (paper("Ana Reyes trauma brain.pdf", "Bea Soto", BRAIN, DAY), Doubt.AGAINST),
        (paper("scan.pdf", "Ana Reyes", BRAIN, DAY, look=True), Doubt.LOOK),
    ],
)
def test_what_is_not_sure_is_left_to_a_person(one: Paper, doubt: Doubt) -> None:
    found = paired(one, row())
    assert (found.row, found.doubt) == (None, doubt)


def test_two_rows_that_are_as_likely_are_asked() -> None:
    found = paired(paper("scan.pdf", "Ana Reyes", "", DAY), row(1), row(2, title="Ethics"))
    assert found.doubt is Doubt.NEAR
    assert [each.number for each in found.likely] == [1, 2]


def test_a_row_that_is_fifteen_of_a_hundred_ahead_is_sure() -> None:
    found = paired(paper("Ana Reyes trauma brain 2024-03-14.pdf"), row(1), row(2, title="Trauma care"))
    assert [(each.number, each.score) for each in found.likely] == [(1, 100), (2, 85)]
    assert found.row == 1
    near = paired(paper("Ana Reyes trauma brain 2024-03-14.pdf"), row(1, day=None), row(2, day=EARLIER))
    assert ([each.score for each in near.likely], near.doubt) == ([70, 60], Doubt.NEAR)


def test_a_score_is_a_hundred_at_most() -> None:
    found = paired(paper("a.pdf", "Ana Reyes", BRAIN, DAY), row(file="a.pdf"))
    assert (found.row, found.likely[0].score) == (1, 100)


def test_a_row_for_which_no_more_speaks_than_against_it_is_not_shown() -> None:
    assert paired(paper("Reyes ethics 2022-01-05.pdf"), row()) == Pairing((), Doubt.NOBODY)


def test_a_row_that_names_another_file_is_not_said_to_name_this_one() -> None:
    assert paired(paper("Ana Reyes.pdf"), row(file="b.pdf")).likely[0].signs == (Sign.PERSON_NAMED,)


def test_a_certificate_may_say_more_or_less_of_a_title_than_the_row() -> None:
    for title in ("Trauma and the brain: an introduction", "Trauma"):
        assert Sign.TITLE_READ in paired(paper("x.pdf", "Ana Reyes", title, DAY), row()).likely[0].signs


def test_a_row_without_a_title_is_found_by_person_and_day() -> None:
    untitled = PaperRow(number=1, names=("Ana Reyes",), titles=(), day=DAY)
    for name in ("Ana Reyes 2024-03-14.pdf", "AnaReyes_20240314.pdf"):
        assert paired(paper(name), untitled).likely[0].signs == (Sign.PERSON_NAMED, Sign.DAY_NAMED)


def test_first_and_last_name_in_the_name_of_a_file_are_enough_and_one_alone_is_not() -> None:
    whole = paired(paper("Ana Reyes trauma brain.pdf"), row(name="Ana Maria Reyes"))
    assert Sign.PERSON_NAMED in whole.likely[0].signs
    assert paired(paper("Bea.pdf"), row(name="Bea")).likely[0].signs == (Sign.LAST_NAMED,)


def test_the_ending_of_a_file_is_no_word_of_its_name() -> None:
    assert FileName("Ana Reyes.pdf").words == {"ana", "reyes"}


def test_modules_are_told_apart_by_their_numbers() -> None:
    rows = (row(1, title=MODULE, day=None), row(2, title="CSEC Module 3", day=None))
    assert paired(paper("Ana Reyes CSEC module 3.pdf"), *rows).row == 2
    assert paired(paper("Ana Reyes CSEC module 4.pdf"), *rows).row is None


def test_a_last_name_that_two_have_says_nothing() -> None:
    rows = (row(1), row(2, name="Bea Reyes"))
    assert paired(paper("Reyes trauma and the brain.pdf"), *rows).likely[0].signs == (Sign.TITLE_NAMED,)
    assert Sign.LAST_NAMED in paired(paper("Reyes trauma and the brain.pdf"), rows[0]).likely[0].signs


def test_files_that_fit_one_row_are_all_left_to_a_person() -> None:
    both = [paper("front.pdf", "Ana Reyes", BRAIN, DAY, key="a"), paper("back.pdf", "Ana Reyes", BRAIN, DAY, key="b")]
    assert {each.doubt for each in pair(both, [row()]).values()} == {Doubt.SHARED}


def test_a_row_that_has_a_file_takes_another_one_only_from_a_person() -> None:
    whole = pair([paper("scan.pdf", "Ana Reyes", BRAIN, DAY)], [row(1)], taken={1})
    assert whole["f"].doubt is Doubt.SHARED


def test_a_person_under_two_names_is_one() -> None:
    here = PaperRow(number=1, names=("Liz Smith", "Elizabeth Smith"), titles=("Intro", BRAIN), day=DAY)
    assert paired(paper("x.pdf", "Elizabeth Smith", BRAIN, DAY), here).row == 1
    assert Sign.LAST_NAMED in paired(paper("Smith.pdf"), here).likely[0].signs


def test_days_in_a_name_are_read_in_both_orders_where_both_could_be_meant() -> None:
    assert FileName("a 3-4-2024.pdf").days == {date(2024, 3, 4), date(2024, 4, 3)}
    assert FileName("a 3-14-2024.pdf").days == {DAY}
    assert FileName("a 20241399.pdf").days == frozenset()


NAMES = st.sampled_from(["Ana Reyes", "Bea Soto", "Cy Reyes", "Bea", ""])
TITLES = st.sampled_from([BRAIN, "Ethics", MODULE, "CSEC Module 3", ""])
DAYS = st.sampled_from([DAY, EARLIER, None])
ROWS = st.lists(
    st.builds(row, name=NAMES, title=TITLES, day=DAYS, file=st.sampled_from(["", "a.pdf", "b"])), max_size=6
)
PAPERS = st.lists(
    st.builds(
        paper,
        st.builds(
            "{}{} {} {}.pdf".format,
            st.sampled_from(["", "scans/", "..\\"]),
            NAMES,
            TITLES,
            st.sampled_from(["", "2024-03-14", "1", "a"]),
        ),
        person=NAMES,
        title=TITLES,
        day=DAYS,
        look=st.booleans(),
    ),
    max_size=5,
)


def numbered(rows: list[PaperRow]) -> list[PaperRow]:
    return [
        PaperRow(number=at, names=it.names, titles=it.titles, day=it.day, file=it.file) for at, it in enumerate(rows)
    ]


def keyed(papers: list[Paper]) -> list[Paper]:
    named = {"name", "people", "titles", "days", "look"}
    return [Paper(key=f"f{at}", **{name: getattr(it, name) for name in named}) for at, it in enumerate(papers)]


@given(PAPERS, ROWS, st.randoms(use_true_random=False))
def test_the_order_of_files_and_rows_does_not_matter(papers: list[Paper], rows: list[PaperRow], chance: object) -> None:
    papers, rows = keyed(papers), numbered(rows)
    whole = pair(papers, rows)
    chance.shuffle(papers)  # type: ignore[attr-defined]
    chance.shuffle(rows)  # type: ignore[attr-defined]
    assert pair(papers, rows) == whole


@given(PAPERS, ROWS)
def test_nothing_is_lost_and_no_row_is_taken_twice(papers: list[Paper], rows: list[PaperRow]) -> None:
    papers, rows = keyed(papers), numbered(rows)
    found = pair(papers, rows)
    assert set(found) == {each.key for each in papers}
    taken = [each.row for each in found.values() if each.row is not None]
    assert len(taken) == len(set(taken))
    for each in found.values():
        assert len(each.likely) <= MOST_LIKE
        assert all(0 < like.score <= 100 for like in each.likely)
        assert sorted(each.likely, key=lambda like: (-like.score, like.number)) == list(each.likely)
        if each.doubt is None:
            assert not any(sign.is_against for sign in each.likely[0].signs)
            assert len(each.likely) == 1 or each.likely[0].score - each.likely[1].score >= AHEAD
        else:
            assert each.row is None


@given(PAPERS, ROWS)
def test_a_file_more_never_makes_another_one_sure(papers: list[Paper], rows: list[PaperRow]) -> None:
    papers, rows = keyed(papers), numbered(rows)
    whole = pair(papers, rows)
    for without in permutations(papers, max(0, len(papers) - 1)):
        for key, each in pair(without, rows).items():
            assert whole[key].row in {each.row, None}
            assert whole[key].likely == each.likely
        break
