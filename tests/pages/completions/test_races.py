"""What happens at the same moment, and what happens when something breaks half-way."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import errors_of, file, form_in, send, submit, values_of
from tests.services.entries import how_many
from tests.services.files import row_of
from tests.services.test_reviews import submitted
from tracker.pages.completions import routes
from tracker.pages.completions.proposals import proposals_of
from tracker.services import completions, file_copies, uploads
from tracker.storage import StorageFailed

Browse = Callable[..., FlaskClient]
TYPED = {"title": "Trauma and the brain", "completed_on": "2026-03-02", "hours": "1.5"}


def at_once(acts: list[Callable[[], TestResponse]]) -> list[TestResponse]:
    """Do several things at the same moment; return their answers in order."""
    start = Barrier(len(acts))

    def one(act: Callable[[], TestResponse]) -> TestResponse:
        start.wait(10)
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(one, acts))


def test_a_form_sent_four_times_at_once_makes_one_completion(center: CenterWorld, browse: Browse) -> None:
    account, path = center.member(), center.path("completions/new")
    client = browse(account)
    opened = client.get(path)
    wrong = send(client, opened, path, **(TYPED | {"title": ""}), files=[file(making.pdf())])
    acts = [lambda: send(client, wrong, path, title="Mended") for _ in range(4)]
    answers = at_once(acts)
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert how_many(center) == 1


def test_a_twin_that_is_saved_while_the_page_is_made_again_is_its_answer(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, path = browse(center.member()), center.path("completions/new")
    wrong = send(client, client.get(path), path, **(TYPED | {"title": ""}), files=[file(making.pdf())])
    twin: list[TestResponse] = []

    def meanwhile(*given: Any) -> Any:
        monkeypatch.undo()
        twin.append(send(client, wrong, path, title="Mended"))
        return proposals_of(*given)

    monkeypatch.setattr(routes, "proposals_of", meanwhile)
    late = send(client, wrong, path, title="")
    assert (twin[0].status_code, late.status_code, late.location) == (303, 303, twin[0].location)
    assert how_many(center) == 1


@pytest.mark.parametrize("turn", range(3))
def test_of_an_acceptance_and_a_correction_at_once_one_wins(center: CenterWorld, browse: Browse, turn: int) -> None:
    person = center.person()
    author = center.member(person_id=person)
    public_id = submitted(center, person_id=person, author=author)
    director, staff = browse(center.director), browse(author)
    queue, correct = center.path(f"queue/{public_id}"), center.path(f"completions/{public_id}/correct")
    seen, form = director.get(queue), staff.get(correct)
    answers = at_once(
        [lambda: send(director, seen, queue, decision="accept"), lambda: send(staff, form, correct, hours="7")]
    )
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    row = row_of(center, public_id)
    accepted = answers[0].status_code == 303
    assert (row.state, str(row.hours)) == (("accepted", "1") if accepted else ("submitted", "7"))


BREAKS: dict[str, tuple[Any, str]] = {
    "before the file lies in the store": (uploads, "store"),
    "between the file and its row": (completions, "record"),
}


@pytest.mark.parametrize("moment", BREAKS)
def test_a_break_leaves_no_row_without_its_file_and_trying_again_works(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    client, path = browse(center.member()), center.path("completions/new")

    def fail(*_: object, **__: object) -> None:
        raise StorageFailed("The disk that keeps the files is full.")

    with monkeypatch.context() as broken:
        broken.setattr(*BREAKS[moment], fail)
        answer = submit(client, path, **TYPED, files=[file(making.pdf(), "kept.pdf")])
    assert answer.status_code == 503
    assert errors_of(answer) == ["The disk that keeps the files is full."]
    assert how_many(center) == 0
    assert values_of(form_in(answer))["title"] == TYPED["title"]
    assert send(client, answer, path).status_code == 303
    assert how_many(center) == 1


def test_a_break_after_the_commit_loses_nothing_and_is_no_failure(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, path = browse(center.member()), center.path("completions/new")

    class Broken:
        def __getattr__(self, name: str) -> Any:
            real = getattr(area, name)
            return fail if name == "discard" else real

    def fail(*_: object) -> None:
        raise StorageFailed("No.")

    area = uploads._area()
    monkeypatch.setattr(uploads, "_area", Broken)
    answer = submit(client, path, **TYPED, files=[file(making.pdf())])
    assert answer.status_code == 303
    assert how_many(center) == 1


def test_the_file_lies_in_the_store_before_the_row_is_written(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    record = completions.record

    def watched(*args: Any, **options: Any) -> tuple[str, ...]:
        seen.extend(file_copies.store().verify(each.sha256) for each in args[3])
        return record(*args, **options)

    monkeypatch.setattr(routes.completions, "record", watched)
    submit(browse(center.member()), center.path("completions/new"), **TYPED, files=[file(making.pdf(pages=3))])
    assert seen == [True]


def test_a_break_while_adding_a_file_is_said_and_trying_again_works(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = center.path(f"completions/{center.completion()}")
    client = browse(center.director)

    def fail(*_: object) -> None:
        raise StorageFailed("The disk that keeps the files is full.")

    with monkeypatch.context() as broken:
        broken.setattr(uploads, "store", fail)
        answer = send(client, client.get(path), path, action="/files", files=[file(making.pdf())])
    assert answer.status_code == 422
    assert errors_of(answer) == ["The disk that keeps the files is full."]
    assert send(client, answer, path, action="/files").status_code == 303
