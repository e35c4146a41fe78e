"""What another center corrected is taken over from the file that they took along, and seen before it is saved."""

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, page_of, send, submit, text_of, values_of
from tests.pages.ladder import Browse
from tests.pages.standards.seeing import see_and_save
from tests.services.lines import last_line
from tracker.domain.access import AccessRole
from tracker.standards import editions

CSEC = "standards/nca-csec/2023"
BRING_IN = f"{CSEC}/bring-in"
ASKED = f"{CSEC}/requirements/csec-foundations"


@pytest.fixture
def theirs(other_center: CenterWorld, browse: Browse) -> str:
    """The file of a center that asks for six hours."""
    chapter = browse(other_center.director)
    assert see_and_save(chapter, other_center.path(ASKED), hours="6").status_code == 303
    return str(chapter.get(other_center.path(f"{CSEC}/file")).get_data(as_text=True))


def test_it_is_seen_first_and_then_taken_over(center: CenterWorld, client: FlaskClient, theirs: str) -> None:
    seen = submit(client, center.path(BRING_IN), file=theirs, decision="preview")
    assert seen.status_code == 200
    assert "CSEC foundations: hours 6 in place of 4" in text_of(seen)
    assert values_of(form_in(client.get(center.path(ASKED))))["hours"] == "4"
    assert send(client, seen, center.path(BRING_IN), decision="save", reason="From the chapter.").status_code == 303
    assert values_of(form_in(client.get(center.path(ASKED))))["hours"] == "6"
    line = last_line(center)
    assert (line.action, line.reason, line.detail["file"]) == (
        "bring_in",
        "From the chapter.",
        ["csec-foundations: hours 6 in place of 4"],
    )


def test_own_corrections_are_replaced_and_that_is_said(center: CenterWorld, client: FlaskClient, theirs: str) -> None:
    see_and_save(client, center.path(ASKED), due_days="90")
    assert "Your own 1 correction will be replaced." in text_of(client.get(center.path(BRING_IN)))
    see_and_save(client, center.path(BRING_IN), file=theirs)
    values = values_of(form_in(client.get(center.path(ASKED))))
    assert (values["hours"], values["due_days"]) == ("6", "180")


def test_the_shipped_file_takes_all_corrections_back(center: CenterWorld, client: FlaskClient) -> None:
    see_and_save(client, center.path(ASKED), hours="6")
    see_and_save(client, center.path(BRING_IN), file=editions.source_text("nca-csec", "2023"))
    assert values_of(form_in(client.get(center.path(ASKED))))["hours"] == "4"


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("nonsense", "is not valid TOML"),
        ("", "Enter the text of the file."),
        (editions.source_text("nca-essential-training", "2023"), "and not of this standard"),
        (editions.source_text("nca-csec", "2023").replace('kind = "hours"', 'kind = "item"', 1), "requirement"),
    ],
)
def test_what_cannot_be_taken_over_is_said_and_kept(
    center: CenterWorld, client: FlaskClient, file: str, message: str
) -> None:
    answer = see_and_save(client, center.path(BRING_IN), file=file)
    assert answer.status_code == 422
    assert message in errors_of(answer)[0]
    box = page_of(answer).select_one("textarea[name=file]")
    assert box is not None
    assert file[:20] in box.get_text()


def test_directors_bring_in_and_nobody_else(center: CenterWorld, browse: Browse) -> None:
    for role in (AccessRole.STAFF, AccessRole.DEPUTY):
        assert browse(center.member(role)).get(center.path(BRING_IN)).status_code == 403
