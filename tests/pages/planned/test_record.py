"""The list afterwards: proposed, ticked and recorded in one act, with the signed sheet that finds its event."""

import io
from decimal import Decimal

import pypdfium2
import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.events.held import completions, team
from tests.pages.forms import errors_of, file, page_of, send, submit, text_of
from tests.pages.ladder import Browse
from tests.services.planned_events.ahead import came, opened, planned, view
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import Grade
from tracker.services import citations, installation


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def sheet_of(client: FlaskClient, center: CenterWorld, plan: str) -> bytes:
    """Return the printed sheet of an event."""
    answer = client.get(center.path(f"events/planned/{plan}/sign-in-sheet.pdf"))
    assert answer.mimetype == "application/pdf"
    return answer.data


def scan_of(pdf: bytes, turned: float = 3.0) -> bytes:
    """Return a page as a phone takes it: as JPEG, and not quite straight."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil().convert("L").rotate(turned, fillcolor=255)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PDF as printed", "photo, turned"])
def test_a_signed_sheet_finds_its_event_by_the_code_on_it(center: CenterWorld, client: FlaskClient, form: str) -> None:
    planned(center, title="Another one")
    plan = planned(center, team(center))
    printed = sheet_of(client, center, plan)
    content, name = (printed, "sheet.pdf") if form.startswith("PDF") else (scan_of(printed), "photo.jpg")
    answer = submit(client, center.path("events/planned/scan"), files=file(content, name))
    assert answer.status_code == 303, errors_of(answer)
    assert answer.location.startswith(center.path(f"events/planned/{plan}/record?scan="))
    assert name in text_of(client.get(answer.location))


def test_a_sheet_without_a_code_says_what_to_do(center: CenterWorld, client: FlaskClient) -> None:
    answer = submit(client, center.path("events/planned/scan"), files=file(making.pdf()))
    assert answer.status_code == 422
    assert "No code was found on it." in errors_of(answer)[0]


def test_a_sheet_of_another_center_finds_nothing(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient, browse: Browse
) -> None:
    sheet = sheet_of(browse(other_center.director), other_center, planned(other_center))
    answer = submit(client, center.path("events/planned/scan"), files=file(sheet))
    assert answer.status_code == 422
    assert "The code on it is of no planned event of this center." in errors_of(answer)[0]


def test_the_code_of_a_sheet_holds_an_address_and_no_secret(center: CenterWorld, client: FlaskClient) -> None:
    plan = planned(center)
    token = opened(center, plan)
    assert token.encode() not in sheet_of(client, center, plan)
    assert installation.current().base_url


def test_one_act_records_all_who_are_ticked(center: CenterWorld, client: FlaskClient) -> None:
    ana, sam, bo = team(center)
    plan = planned(center, [ana, sam, bo])
    came(center, opened(center, plan), "okafor, sam")
    path = center.path(f"events/planned/{plan}/record")
    waits = submit(client, path, action="/sheet", files=file(making.pdf(), "signed.pdf"))
    opened_page = client.get(waits.location)
    lines = [str(group["aria-label"]) for group in page_of(opened_page).select(".present")]
    assert lines[:3] == ["okafor, sam", "Ana Reyes", "Bo Hart"]
    assert lines[3:] == [f"Row {number} of the sheet" for number in range(4, 10)]
    answer = send(client, opened_page, path, action="/record", **{"rows-1-there": "yes", "rows-1-hours": "1:30"})
    assert answer.status_code == 303, errors_of(answer)
    seen = {row.person_id: row for row in completions(center)}
    assert sorted(row.hours for row in seen.values()) == [Decimal("1.5"), Decimal(3)]
    assert {row.grade for row in seen.values()} == {Grade.SIGNED_SHEET}
    with center.working():
        places = [it.place.label for row in seen.values() for it in citations.of_completion(row.public_id)]
    assert sorted(places) == ["Row 1", "Row 2"]
    again = send(client, opened_page, path, action="/record", **{"rows-1-there": "yes"})
    assert again.location == answer.location


def ticked(count: int, **more: str) -> dict[str, str]:
    return {**{f"rows-{number}-there": "yes" for number in range(count)}, **more}


def test_without_a_sheet_it_rests_on_the_directors_word(center: CenterWorld, client: FlaskClient) -> None:
    path = center.path(f"events/planned/{planned(center, team(center))}/record")
    answer = send(client, client.get(path), path, action="/record", **ticked(3))
    assert answer.status_code == 303, errors_of(answer)
    assert {row.grade for row in completions(center)} == {Grade.SUPERVISOR_WORD}
    path = center.path(f"events/planned/{planned(center, team(center))}/record")
    answer = send(client, client.get(path), path, action="/record", **ticked(3, **{"rows-0-page": "1"}))
    assert errors_of(answer) == ["No signed sheet is attached."]


def test_on_a_sheet_of_several_pages_a_row_is_on_the_page_of_the_row_before(
    center: CenterWorld, client: FlaskClient
) -> None:
    path = center.path(f"events/planned/{planned(center, team(center))}/record")
    waits = submit(client, path, action="/sheet", files=file(making.pdf(2), "signed.pdf"))
    answer = send(client, client.get(waits.location), path, action="/record", **ticked(3))
    assert errors_of(answer) == [
        "The signed sheet has 2 pages. Say the page at the first row of each page; the rows below it follow."
    ]
    assert "signed.pdf" in text_of(answer)
    answer = send(client, answer, path, action="/record", **ticked(3, **{"rows-1-page": "2"}))
    assert answer.status_code == 303, errors_of(answer)
    rows = completions(center)
    with center.working():
        places = [it.place for row in rows for it in citations.of_completion(row.public_id)]
    assert sorted((it.label, it.first_page) for it in places) == [("Row 1", 1), ("Row 2", 2), ("Row 3", 2)]


def test_a_page_that_the_sheet_does_not_have_is_told(center: CenterWorld, client: FlaskClient) -> None:
    path = center.path(f"events/planned/{planned(center, team(center))}/record")
    waits = submit(client, path, action="/sheet", files=file(making.pdf(2), "signed.pdf"))
    answer = send(client, client.get(waits.location), path, action="/record", **ticked(3, **{"rows-2-page": "3"}))
    assert errors_of(answer) == ["The signed sheet has no page 3."]


def test_nobody_ticked_is_said_and_the_sheet_still_waits(center: CenterWorld, client: FlaskClient) -> None:
    plan = planned(center, team(center))
    path = center.path(f"events/planned/{plan}/record")
    waits = submit(client, path, action="/sheet", files=file(making.pdf(), "signed.pdf"))
    answer = send(client, client.get(waits.location), path, action="/record")
    assert answer.status_code == 409
    assert errors_of(answer) == ["Nobody is ticked. Tick who was there."]
    assert "signed.pdf" in text_of(answer)


def test_a_name_like_no_other_must_be_said_before_it_is_recorded(center: CenterWorld, client: FlaskClient) -> None:
    plan = planned(center)
    came(center, opened(center, plan), "Quentin Vance", "Juvenile Court")
    path = center.path(f"events/planned/{plan}/record")
    assert errors_of(submit(client, path, action="/record")) == [
        "Quentin Vance: choose who this is, or leave the line unticked."
    ]
    assert errors_of(submit(client, path, action="/record", **{"rows-0-who": "new"})) == [
        "Quentin Vance: a new person needs an agency, a professional field and a role."
    ]
    new = {
        "rows-0-who": "new",
        "rows-0-discipline": "juvenile_justice",
        "rows-0-role": "juvenile_justice_officer",
    }
    assert submit(client, path, action="/record", **new).status_code == 303
    assert len(completions(center)) == 1


def test_who_signed_a_blank_row_is_chosen_or_made_and_the_row_is_pointed_at(
    center: CenterWorld, client: FlaskClient
) -> None:
    ana, sam, bo = team(center)
    path = center.path(f"events/planned/{planned(center, [ana, sam])}/record")
    waits = submit(client, path, action="/sheet", files=file(making.pdf(), "signed.pdf"))
    answer = send(client, client.get(waits.location), path, action="/record", **ticked(1, **{"rows-2-there": "yes"}))
    assert errors_of(answer) == ["Row 3 of the sheet: choose who this is, or leave the line unticked."]
    both = ticked(4, **{"rows-2-who": bo, "rows-3-who": "new"})
    assert errors_of(send(client, answer, path, action="/record", **both)) == [
        "Row 4 of the sheet: write the name of the new person."
    ]
    new = {
        "rows-3-name": "Wanda Walker",
        "rows-3-agency": "Juvenile Court",
        "rows-3-discipline": "juvenile_justice",
        "rows-3-role": "juvenile_justice_officer",
    }
    answer = send(client, answer, path, action="/record", **both, **new)
    assert answer.status_code == 303, errors_of(answer)
    rows = completions(center)
    assert len(rows) == 4
    with center.working():
        places = [it.place.label for row in rows for it in citations.of_completion(row.public_id)]
    assert sorted(places) == ["Row 1", "Row 2", "Row 3", "Row 4"]


def test_staff_neither_see_nor_record_it(center: CenterWorld, browse: Browse) -> None:
    plan = planned(center)
    staff = browse(center.member(AccessRole.STAFF))
    assert staff.get(center.path(f"events/planned/{plan}/record")).status_code == 403
    assert view(center, plan).is_ahead
