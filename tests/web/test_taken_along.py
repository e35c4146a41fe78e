"""A form with files: judged, acted on and answered as one, and nobody chooses a file a second time for nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import file
from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.vocabulary import Discipline
from tracker.formatting import format_size
from tracker.models import Person
from tracker.services import file_copies, uploads
from tracker.services.actor import Actor
from tracker.services.uploads import StoredFile
from tracker.web import uploads as web_uploads
from tracker.web.fields import FilesField, TextField
from tracker.web.forms import BaseForm, new_submission_key
from tracker.web.uploads import taken_along

Act = Callable[[tuple[StoredFile, ...]], Any]
NOT_YOURS = "Only a director or deputy does this."


class LetterForm(BaseForm):
    """A letter and what it is about. Nobody forges a request here, so it has no token."""

    class Meta(BaseForm.Meta):
        """Without a token."""

        csrf = False

    subject = TextField("Subject")
    files = FilesField("Letter")


@pytest.fixture
def who(center: CenterWorld) -> Iterator[Actor]:
    """The director, at work in a center."""
    with center.app.app_context(), working_for(db.session(), center.center_id):
        yield center.actor()


def sent(center: CenterWorld, *files: Any, **values: Any) -> LetterForm:
    """Return the form as it came in with these files, and a subject unless told otherwise."""
    filled = {"subject": "The board's vote", "submission_key": new_submission_key(), **values}
    with center.app.test_request_context(method="POST"):
        return LetterForm(MultiDict([*filled.items(), *(("files", each) for each in files)]))


def letter(name: str = "letter.pdf", pages: int = 1) -> Any:
    return file(making.pdf(pages), name)


def refusing(problem: Exception) -> Act:
    def act(_: tuple[StoredFile, ...]) -> None:
        raise problem

    return act


def never(_: tuple[StoredFile, ...]) -> None:
    pytest.fail("acted on a form that was refused")


def names_waiting(who: Actor, form: LetterForm) -> list[str]:
    """Return the names of the files that the page shows as kept, each of which must wait indeed."""
    assert [each.key for each in form.files.kept] == form.files.kept_keys
    waiting = uploads.waiting(who, form.files.kept_keys)
    assert [each.name for each in form.files.kept] == [each.name for each in waiting]
    return [each.name for each in waiting]


def test_it_is_done_with_every_file_that_came_and_nothing_waits_after_it(center: CenterWorld, who: Actor) -> None:
    form = sent(center, letter("first.pdf", 1), letter("second.pdf", 2))
    done = taken_along(who, form, lambda files: [(each.file_name, each.pages) for each in files])
    assert done == [("first.pdf", 1), ("second.pdf", 2)]
    assert form.error_list() == []
    for token in form.files.kept_keys:
        with pytest.raises(NotFound, match="no longer waiting"):
            uploads.waiting(who, [token])


def test_a_file_lies_in_the_store_before_anything_is_written_of_it(center: CenterWorld, who: Actor) -> None:
    form = sent(center, letter())
    assert taken_along(who, form, lambda files: [file_copies.store().verify(each.sha256) for each in files]) == [True]


def test_what_makes_nothing_new_is_no_refusal(center: CenterWorld, who: Actor) -> None:
    """A file that the record had already: the answer is empty, and the page says so kindly instead of an error."""
    form = sent(center, letter())
    assert taken_along(who, form, lambda _: ()) == ()
    assert form.error_list() == []


def test_who_may_not_do_it_is_turned_away_as_on_every_page_and_the_form_says_nothing_of_its_own(
    center: CenterWorld, who: Actor
) -> None:
    """The answer is 403, not a form that asks to mend what cannot be mended; and the file is not thrown away."""
    form = sent(center, letter())
    with pytest.raises(Refused, match=NOT_YOURS):
        taken_along(who, form, refusing(Refused(NOT_YOURS, field="subject")))
    assert form.error_list() == []
    assert names_waiting(who, form) == ["letter.pdf"]


@pytest.mark.parametrize(
    ("named", "called", "beside"),
    [
        ("subject", {}, "subject"),
        ("title", {"title": "subject"}, "subject"),
        ("title", {"other": "subject"}, ""),
        ("title", {}, ""),
        (None, {}, ""),
        (None, {"title": "subject"}, ""),
    ],
    ids=["its own name", "another name", "another's name", "no field of the form", "no field", "no field, others are"],
)
def test_what_clashes_is_said_beside_the_field_it_concerns_else_over_the_form_and_the_file_is_kept(
    center: CenterWorld, who: Actor, named: str | None, called: dict[str, str], beside: str
) -> None:
    form = sent(center, letter())
    problem = Conflict("There is one of that name.", field=named)
    assert taken_along(who, form, refusing(problem), called) is None
    assert form.error_list() == [(beside, "There is one of that name.")]
    assert names_waiting(who, form) == ["letter.pdf"]


def test_what_was_written_before_it_clashed_is_not_kept(center: CenterWorld, who: Actor) -> None:
    def act(_: tuple[StoredFile, ...]) -> None:
        db.session.add(Person(name="Half written", discipline=Discipline.CAC))
        db.session.flush()
        raise Conflict("Too late.")

    assert taken_along(who, sent(center, letter()), act) is None
    assert db.session.scalars(select(Person.id).where(Person.name == "Half written")).all() == []


def test_a_form_with_an_error_is_not_acted_on_and_keeps_its_files(center: CenterWorld, who: Actor) -> None:
    form = sent(center, letter("first.pdf", 1), letter("second.pdf", 2), subject="")
    assert taken_along(who, form, never) is None
    assert form.error_list() == [("subject", "Enter the subject.")]
    assert names_waiting(who, form) == ["first.pdf", "second.pdf"]
    again = sent(center, **{"files-kept": form.files.kept_keys[0]})
    assert taken_along(who, again, lambda files: [each.file_name for each in files]) == ["first.pdf"]


def test_one_refused_file_is_named_and_the_others_wait_for_the_next_try(center: CenterWorld, who: Actor) -> None:
    form = sent(center, letter("good.pdf"), file(b"MZ" + bytes(5000), "bad.pdf"))
    assert taken_along(who, form, never) is None
    (error,) = form.error_list()
    assert error[0] == "files"
    assert error[1].startswith("bad.pdf: ")
    assert names_waiting(who, form) == ["good.pdf"]


def test_an_error_of_the_form_and_one_of_a_file_are_said_at_once(center: CenterWorld, who: Actor) -> None:
    form = sent(center, file(b"MZ" + bytes(5000), "bad.pdf"), subject="")
    assert taken_along(who, form, never) is None
    assert [field for field, _ in form.error_list()] == ["subject", "files"]


def test_who_chose_a_file_that_was_refused_is_not_also_told_to_choose_one(center: CenterWorld, who: Actor) -> None:
    form = sent(center, file(b"MZ" + bytes(5000), "bad.pdf"))
    assert taken_along(who, form, never) is None
    assert "Choose a file." not in [message for _, message in form.error_list()]
    assert len(form.error_list()) == 1
    bare = sent(center)
    assert taken_along(who, bare, never) is None
    assert bare.error_list() == [("files", "Choose a file.")]


def test_a_file_that_waited_too_long_is_said_once_and_the_rest_goes_on_waiting(center: CenterWorld, who: Actor) -> None:
    first = sent(center, letter(), subject="")
    assert taken_along(who, first, never) is None
    (token,) = first.files.kept_keys
    gone = "x" * 22
    with center.app.test_request_context(method="POST"):
        kept = [("files-kept", each) for each in (gone, token, token, gone)]
        form = LetterForm(MultiDict([("subject", "Vote"), ("submission_key", new_submission_key()), *kept]))
    assert taken_along(who, form, never) is None
    (error,) = form.error_list()
    assert "no longer waiting" in error[1]
    assert names_waiting(who, form) == ["letter.pdf"], "and once, however often it was named"


def test_files_that_waited_take_room_from_the_new_ones_and_come_first(center: CenterWorld, who: Actor) -> None:
    first = sent(center, letter("waited.pdf"), subject="")
    assert taken_along(who, first, never) is None
    form = sent(center, letter("new.pdf", 2), letter("beyond.pdf", 3), **{"files-kept": first.files.kept_keys[0]})
    form.files.most = 2
    assert taken_along(who, form, never) is None
    assert form.error_list() == [("files", "beyond.pdf was left out: at most 2 files at a time.")]
    assert names_waiting(who, form) == ["waited.pdf", "new.pdf"]


def test_a_file_may_have_just_the_size_that_is_said_and_a_bigger_one_loses_nobody_their_turn(
    center: CenterWorld, who: Actor
) -> None:
    content = making.pdf()
    form = sent(center, file(content + b"\n", "bigger.pdf"), file(content, "just.pdf"))
    form.files.most_bytes = len(content)
    assert taken_along(who, form, never) is None
    bytes_then, bytes_at_most = format_size(len(content) + 1), format_size(len(content))
    assert form.error_list() == [("files", f"bigger.pdf is {bytes_then}; a file may have at most {bytes_at_most}.")]
    assert names_waiting(who, form) == ["just.pdf"]
    assert [each.size for each in form.files.kept] == [len(content)]


def test_every_file_that_was_left_out_is_named(
    center: CenterWorld, who: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waited for the first must not find out one by one which of the others are missing."""
    over = iter([0.0, 0.0])
    monkeypatch.setattr(web_uploads, "monotonic", lambda: next(over, web_uploads.LONGEST_READING + 1))
    form = sent(center, letter("a.pdf"), letter("b.pdf", 2), letter("c.pdf", 3), letter("d.pdf", 4))
    form.files.most = 3
    assert taken_along(who, form, never) is None
    late = "was left out: reading the files before it took too long. Add it again."
    assert [message for _, message in form.error_list()] == [
        f"b.pdf {late}",
        f"c.pdf {late}",
        "d.pdf was left out: at most 3 files at a time.",
    ]
    assert names_waiting(who, form) == ["a.pdf"]


def test_all_that_are_beyond_the_number_are_named(center: CenterWorld, who: Actor) -> None:
    form = sent(center, letter("a.pdf"), letter("b.pdf", 2), letter("c.pdf", 3))
    form.files.most = 1
    assert taken_along(who, form, never) is None
    assert [message.split(" ")[0] for _, message in form.error_list()] == ["b.pdf", "c.pdf"]
