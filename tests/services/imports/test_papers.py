"""Files that came with a spreadsheet are added with its rows, whole, once, and go with them again."""

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.packets_of_others import set_aside_unreadable
from tests.reports.files import pdf as written
from tests.services.files import attached, names_kept, row_of
from tests.services.imports import sheets
from tests.services.imports.papers import BRAIN, chosen, files_of, outcomes, pdf, read
from tests.services.imports.sheets import ANA, laid_out, saved, taken_back
from tests.services.lines import lines_of
from tracker import clock
from tracker.db import db
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.vocabulary import Grade
from tracker.models import Completion, Evidence, ImportFile
from tracker.services import file_copies, history, imports, row_inspection, tidying
from tracker.services.imports import FileOutcome, Outcome
from tracker.services.imports.states import FileState

ETHICS = ("Ana Reyes", "Ethics", "3/15/2024", "2")


@pytest.fixture
def it(center: CenterWorld, ana: str) -> str:
    return laid_out(center, ANA, ETHICS)


def evidence_of(center: CenterWorld) -> list[tuple[str, str]]:
    """Return the title of each completion that has a file, with the file's name."""
    with center.working():
        rows = select(Completion.title, Evidence.file_name).join(Evidence, Evidence.completion_id == Completion.id)
        return sorted(db.session.execute(rows))


def grades_of(center: CenterWorld) -> dict[str, str]:
    with center.working():
        return dict(db.session.execute(select(Completion.title, Completion.grade)).all())


def test_what_would_come_of_files_is_shown_before_anything_is_saved(center: CenterWorld, it: str) -> None:
    read(center, it, (BRAIN, pdf()), ("scan.pdf", pdf(1)), ("notes.docx", b"plain text"))
    files = files_of(center, it)
    assert {name: each.outcome for name, each in files.items()} == {
        BRAIN: FileOutcome.PAIRED,
        "scan.pdf": FileOutcome.ASKED,
        "notes.docx": FileOutcome.REFUSED,
    }
    assert files[BRAIN].words.startswith("The file's name has the person. The file's name has the training.")
    assert files[BRAIN].words.endswith("100 of 100; the next row has 20.")
    assert files["scan.pdf"].words == "Nothing in it leads to a row."
    assert "plain text, whatever its name says" in files["notes.docx"].words
    assert evidence_of(center) == []


def test_files_come_into_the_record_with_their_rows(center: CenterWorld, it: str) -> None:
    read(center, it, (BRAIN, pdf()), ("scan.pdf", pdf(1)))
    saved(center, it)
    assert evidence_of(center) == [("Trauma and the brain", BRAIN)]
    assert grades_of(center) == {"Trauma and the brain": Grade.CERTIFICATE, "Ethics": Grade.SUPERVISOR_WORD}
    assert outcomes(center, it) == {BRAIN: FileOutcome.DONE, "scan.pdf": FileOutcome.ASKED}
    whole = next(line for line in lines_of(center) if line.action == "bring_in_file")
    assert (whole.detail["completions"], whole.detail["files"]) == (2, 1)
    line = next(line for line in lines_of(center) if line.action == "attach")
    assert line.detail["name"] == BRAIN


def test_the_names_read_on_a_file_come_along(center: CenterWorld, it: str) -> None:
    read(center, it, (BRAIN, written(words="This certifies that Ana Reyes has completed Trauma and the brain")))
    saved(center, it)
    assert names_kept(center) == [("Ana Reyes",)]


def test_they_come_along_to_a_completion_that_was_there(center: CenterWorld, it: str) -> None:
    saved(center, it)
    read(center, it, (BRAIN, written(words="This certifies that Ana Reyes has completed Trauma and the brain")))
    saved(center, it)
    assert names_kept(center) == [("Ana Reyes",)]


def test_a_file_that_is_called_like_one_of_a_case_brings_no_name(center: CenterWorld, it: str) -> None:
    name = "Ana Reyes Trauma and the brain case notes 2024-03-14.pdf"
    read(center, it, (name, written(words="This certifies that Ana Reyes has completed Trauma and the brain")))
    assert [each.named for each in files_of(center, it).values()] == [()]


def test_files_may_come_after_the_rows_were_brought_in(center: CenterWorld, it: str) -> None:
    saved(center, it)
    read(center, it, (BRAIN, pdf()))
    assert outcomes(center, it) == {BRAIN: FileOutcome.PAIRED}
    saved(center, it)
    assert evidence_of(center) == [("Trauma and the brain", BRAIN)]
    assert imports_files(center, it) == 1
    with pytest.raises(Conflict, match="nothing to bring in"):
        saved(center, it)


def imports_files(center: CenterWorld, it: str) -> int:
    return int(sheets.look(center, it).it.result["files"])


@pytest.mark.parametrize("first", ["rows and files", "rows, then files"])
def test_taking_back_takes_the_files_away_and_they_can_come_again(center: CenterWorld, it: str, first: str) -> None:
    if first == "rows, then files":
        saved(center, it)
    read(center, it, (BRAIN, pdf()))
    saved(center, it)
    taken_back(center, it)
    assert evidence_of(center) == []
    assert outcomes(center, it) == {BRAIN: FileOutcome.PAIRED}
    assert sheets.outcomes(center, it) == [Outcome.NEW, Outcome.NEW]
    saved(center, it)
    assert evidence_of(center) == [("Trauma and the brain", BRAIN)]
    assert grades_of(center)["Trauma and the brain"] == Grade.CERTIFICATE


def test_a_replaced_completion_is_as_it_was_after_taking_back(center: CenterWorld, ana: str) -> None:
    saved(center, laid_out(center, ANA))
    again = laid_out(center, (*ANA[:3], "4"), name="again.csv")
    version, actor = sheets.version_of(center, again), center.actor()
    with center.working():
        imports.choose_rows(actor, again, version, {1: "replace"})
    read(center, again, (BRAIN, pdf()))
    saved(center, again)
    assert evidence_of(center) == [("Trauma and the brain", BRAIN)]
    taken_back(center, again)
    assert evidence_of(center) == []
    assert grades_of(center) == {"Trauma and the brain": Grade.SUPERVISOR_WORD}


def test_the_same_files_again_change_nothing(center: CenterWorld, it: str) -> None:
    assert read(center, it, (BRAIN, pdf()), ("copy.pdf", pdf())).new == 1
    assert read(center, it, ("another name.pdf", pdf())).again == 1
    saved(center, it)
    assert read(center, it, (BRAIN, pdf())).new == 0
    assert outcomes(center, it) == {BRAIN: FileOutcome.DONE}


def test_a_file_that_the_record_has_is_told_and_not_added_twice(center: CenterWorld, it: str) -> None:
    attached(center, center.completion(center.person("Bea Soto"), title="Ethics in practice"), pdf(7))
    read(center, it, (BRAIN, pdf(7)))
    (file,) = files_of(center, it).values()
    assert (file.outcome, file.words) == (FileOutcome.HERE, "It proves “Ethics in practice” of Bea Soto already.")
    saved(center, it)
    assert evidence_of(center) == [("Ethics in practice", "certificate.pdf")]


def test_a_person_says_which_row_an_unsure_file_proves_or_keeps_it_for_later(center: CenterWorld, it: str) -> None:
    read(center, it, ("one.pdf", pdf(1)), ("two.pdf", pdf(2)))
    chosen(center, it, one="2", two="later")
    assert outcomes(center, it) == {"one.pdf": FileOutcome.PAIRED, "two.pdf": FileOutcome.LATER}
    saved(center, it)
    assert evidence_of(center) == [("Ethics", "one.pdf")]
    assert outcomes(center, it)["two.pdf"] == FileOutcome.LATER, "nothing is dropped"
    chosen(center, it, two="2")
    saved(center, it)
    assert evidence_of(center) == [("Ethics", "one.pdf"), ("Ethics", "two.pdf")]


def test_what_was_said_of_a_file_holds_for_what_the_row_says_wherever_it_stands(center: CenterWorld, it: str) -> None:
    read(center, it, ("one.pdf", pdf(1)))
    chosen(center, it, one="2")
    version, actor = sheets.version_of(center, it), center.actor()
    with center.working():
        imports.correct(actor, it, version, imports.Corrected({}, {}, day_first=False))
    (file,) = files_of(center, it).values()
    assert file.row is not None
    assert (file.outcome, file.row.row.said.title) == (FileOutcome.PAIRED, "Ethics")


def test_a_row_that_is_none_is_not_chosen(center: CenterWorld, it: str) -> None:
    read(center, it, ("one.pdf", pdf(1)))
    with pytest.raises(Conflict, match="Choose from the list"):
        chosen(center, it, one="99")


def test_a_file_waits_with_its_row(center: CenterWorld, ana: str) -> None:
    public_id = laid_out(center, ("Bea Soto", "Ethics", "3/15/2024", "2"))
    read(center, public_id, ("Bea Soto Ethics 2024-03-15.pdf", pdf()))
    (file,) = files_of(center, public_id).values()
    assert file.outcome is FileOutcome.HELD
    assert file.words.endswith("Its row: Which person?")


def test_nothing_is_there_where_a_file_cannot_be_written(
    center: CenterWorld, it: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(center, it, (BRAIN, pdf()))
    before, write = len(lines_of(center)), history.append_all

    def fail(actor: object, told: list[history.Told]) -> None:
        if any(each.action == "attach" for each in told):
            raise OSError("the disk is full")
        write(actor, told)  # type: ignore[arg-type]

    monkeypatch.setattr(history, "append_all", fail)
    with pytest.raises(OSError, match="disk"):
        saved(center, it)
    assert (evidence_of(center), grades_of(center), len(lines_of(center))) == ([], {}, before)
    assert outcomes(center, it) == {BRAIN: FileOutcome.PAIRED}


def test_a_file_about_a_case_is_left_to_a_person(center: CenterWorld, it: str) -> None:
    name = "Ana Reyes Ethics case notes 2024-03-15.pdf"
    read(center, it, (name, pdf()))
    (file,) = files_of(center, it).values()
    assert file.outcome is FileOutcome.ASKED
    assert file.warnings == ("Its name is like that of a file about a case.",)


def test_a_decision_on_its_completion_leaves_a_file_out(center: CenterWorld, it: str) -> None:
    saved(center, it)
    with center.working():
        row = db.session.scalars(select(Completion).where(Completion.title == "Ethics")).one()
        row.state = "returned"
    read(center, it, ("Ana Reyes Ethics 2024-03-15.pdf", pdf()))
    (file,) = files_of(center, it).values()
    assert (file.outcome, file.words.endswith("add the file there by hand.")) == (FileOutcome.HELD, True)


def test_a_file_that_somebody_else_added_is_in_the_way_and_its_own_is_not(center: CenterWorld, it: str) -> None:
    read(center, it, (BRAIN, pdf()))
    saved(center, it)
    actor = center.actor()
    with center.working():
        assert imports.in_the_way(actor, it) == ()
        ethics = db.session.scalars(select(Completion.public_id).where(Completion.title == "Ethics")).one()
    attached(center, ethics, pdf(3))
    with center.working():
        assert "1 file was added to what it brought in." in imports.in_the_way(actor, it)


def test_a_file_withdrawn_since_is_in_the_way(center: CenterWorld, it: str) -> None:
    read(center, it, (BRAIN, pdf()))
    saved(center, it)
    with center.working():
        db.session.scalars(select(Evidence)).one().withdrawn_at = clock.now()
    actor = center.actor()
    with center.working():
        assert "1 file of it was withdrawn or removed since." in imports.in_the_way(actor, it)


def test_what_waits_with_an_import_stays_in_the_store_and_goes_when_that_is_thrown_away(
    center: CenterWorld, it: str
) -> None:
    read(center, it, ("scan.pdf", pdf(4711)))
    (file,) = files_of(center, it).values()
    with center.app.app_context():
        set_aside_unreadable()
        assert file.sha256 in tidying.named_digests()
    version, actor = sheets.version_of(center, it), center.actor()
    with center.working():
        imports.throw_away(actor, it, version)
    with center.app.app_context():
        assert file.sha256 not in tidying.named_digests()


def test_its_pages_are_drawn_when_nothing_else_waits(center: CenterWorld, it: str) -> None:
    read(center, it, (BRAIN, pdf()))
    (file,) = files_of(center, it).values()
    actor = center.actor()
    with center.app.app_context():
        assert file_copies.remembered(file.sha256) is None
        while imports.draw_some(center.center_id):
            pass
        assert file_copies.remembered(file.sha256) is not None
    with center.working():
        assert imports.picture_of(actor, it, file.public_id, 1).is_file()
        with pytest.raises(NotFound):
            imports.picture_of(actor, it, "23456789bcdfghjkmnpq", 1)
    assert row_of(center, file.public_id, ImportFile).state == FileState.DRAWN


def test_what_was_added_is_whole_as_the_check_says(center: CenterWorld, it: str) -> None:
    read(center, it, (BRAIN, pdf()))
    saved(center, it)
    with center.app.app_context():
        assert [each for each in row_inspection.problems(frozenset()) if it in each] == []
