"""A director applies a standard that does not ship, from a file: judged and seen first, and for this center alone."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, file, form_in, page_of, send, submit, text_of, values_of
from tests.pages.ladder import Browse
from tests.pages.standards.seeing import see_and_save
from tests.services.lines import last_line, lines_of
from tracker.domain.access import AccessRole
from tracker.models import Person

TEXT = """\
id = "chapter-rules"
title = "Rules of our chapter"
edition = "2026"
edition_label = "2026, as adopted"
publisher = "Our chapter"

[[component]]
id = "advocacy"
title = "Advocacy"

[[requirement]]
id = "advocate-hours"
title = "Advocates: eight hours"
text = "Victim advocates have 8 hours of training."
component = "advocacy"
applies = { roles = ["victim_advocate"] }
source = { title = "Rule 7", mark = "draft" }
rule = { kind = "hours", hours = 8 }

[[example]]
name = "Half an hour short"
as_of = 2026-01-02

  [[example.person]]
  key = "advocate"
  roles = [{ role = "victim_advocate", from = 2025-01-01 }]
  completions = [{ title = "Training", on = 2025-02-03, hours = 7.5 }]
  expect = { advocate-hours = { status = "not_met", words = ["Needs 0.5 more hours"] } }
"""
FEWER = TEXT.replace("hours = 8 }", "hours = 7 }").replace("hours = 7.5", "hours = 6.5").replace("8 hours", "7 hours")
OWN = "standards/own"
PAGE = "standards/chapter-rules/2026"


@pytest.fixture
def ana(center: CenterWorld) -> str:
    """An advocate with seven hours."""
    person = center.person()
    center.completion(person, hours=7, completed_on=date(2026, 1, 5))
    return center.public_id_of(Person, person)


def apply(client: FlaskClient, center: CenterWorld, text: str = TEXT, **values: object) -> TestResponse:
    return submit(client, center.path(OWN), **{"text": text, "decision": "save", **values})


def applied(client: FlaskClient, center: CenterWorld, text: str = TEXT, **values: object) -> None:
    answer = apply(client, center, text, **values)
    assert answer.status_code == 303, errors_of(answer)


def test_directors_apply_and_nobody_else(center: CenterWorld, browse: Browse) -> None:
    for role in (AccessRole.STAFF, AccessRole.DEPUTY):
        assert browse(center.member(role)).get(center.path(OWN)).status_code == 403


def test_how_the_team_would_stand_is_seen_before_it_applies(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    seen = apply(client, center, decision="preview")
    assert seen.status_code == 200
    row = page_of(seen).select_one("#preview tbody tr")
    assert row is not None
    assert row.get_text(" ", strip=True) == "Advocates: eight hours 1 not met"
    assert "1 requirement, and each of its 1 example comes out as it says" in text_of(seen)
    assert client.get(center.path(PAGE)).status_code == 404
    assert send(client, seen, center.path(OWN), decision="save", reason="From the chapter.").status_code == 303
    told = next(line for line in lines_of(center) if line.action == "give_file")
    assert (told.subject_id, told.reason, told.detail["title"]) == (
        "chapter-rules 2026",
        "From the chapter.",
        "Rules of our chapter",
    )


def test_what_binds_nobody_says_so(center: CenterWorld, client: FlaskClient) -> None:
    assert "Advocates: eight hours Binds nobody today" in text_of(apply(client, center, decision="preview"))


def test_it_holds_everywhere_as_the_center_s_own(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    applied(client, center)
    assert "7 of 8 hours" in text_of(client.get(center.path(f"people/{ana}")))
    assert "Advocates: eight hours" in text_of(client.get(center.path("matrix?standard=chapter-rules")))
    page = text_of(client.get(center.path(PAGE)))
    assert "Your center's own" in page
    assert "A file that Dana Whitfield applied on" in page
    assert "A file of the center's own, which does not ship with the tracker." in page
    listed = text_of(client.get(center.path("standards")))
    assert "Your center's own Written or given to you as a file" in listed
    assert "Rules of our chapter, 2026, as adopted Applies to your center Your center's own" in listed


def test_a_file_is_taken_as_well_as_its_text_and_goes_along_again(center: CenterWorld, client: FlaskClient) -> None:
    seen = submit(client, center.path(OWN), files=file(TEXT.encode(), "chapter.toml"), text="", decision="preview")
    assert seen.status_code == 200, errors_of(seen)
    assert send(client, seen, center.path(OWN), decision="save").status_code == 303
    answer = client.get(center.path(f"{PAGE}/file"))
    assert answer.text == TEXT.strip()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="chapter-rules-2026.toml"'


def test_no_other_center_sees_it(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient, browse: Browse
) -> None:
    applied(client, center)
    theirs = browse(other_center.director)
    for page in (PAGE, f"{PAGE}/file", f"{PAGE}/requirements/advocate-hours"):
        assert theirs.get(other_center.path(page)).status_code == 404
    assert "Rules of our chapter" not in text_of(theirs.get(other_center.path("standards")))
    for act in ("follow", "take-away"):
        token = values_of(form_in(theirs.get(other_center.path("standards")), "/drop"))
        assert theirs.post(other_center.path(f"{PAGE}/{act}"), data=token).status_code == 404
    # The same file is theirs to apply, and each has their own.
    applied(theirs, other_center, FEWER)
    assert "Victim advocates have 7 hours" in text_of(theirs.get(other_center.path(PAGE)))
    assert "Victim advocates have 8 hours" in text_of(client.get(center.path(PAGE)))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "hours"', 'kind = "hour"', 'rule, kind: "hour" is not allowed. Did you mean hours?'),
        ("hours = 7.5", "hours = 8", "expected Not met, got Met."),
        (
            'id = "chapter-rules"',
            'id = "nca-csec"',
            "“nca-csec” is a standard that ships. Give yours a name of its own.",
        ),
        ('edition = "2026"', 'edition = "As of 2026"', "edition: must be at most 20 small letters"),
        ("hours = 8 }", "hours = 8, due_day = 3 }", "rule, due_day: is not a key here. Did you mean due_days?"),
        ("publisher =", "publisher", "is not valid TOML at line 5"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_the_loader_s_words_and_the_text_stays(
    center: CenterWorld, client: FlaskClient, old: str, new: str, said: str
) -> None:
    assert old in TEXT
    for decision in ("preview", "save"):
        answer = apply(client, center, TEXT.replace(old, new, 1), decision=decision)
        assert answer.status_code == 422
        assert any(line.startswith("The file: ") and said in line for line in errors_of(answer)), errors_of(answer)
        assert new in values_of(form_in(answer))["text"]


def test_an_uploaded_file_is_called_by_its_name(center: CenterWorld, client: FlaskClient) -> None:
    wrong = file(TEXT.replace('mark = "draft"', 'mark = "X"').encode(), "chapter.toml")
    answer = submit(client, center.path(OWN), files=wrong, decision="save")
    assert errors_of(answer)[0].startswith("chapter.toml: requirement “advocate-hours”, source, mark: ")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose the file, or put its text below."),
        ({"files": file(b"\xff\xfe\x00", "chapter.toml")}, "This is not text in UTF-8."),
        ({"files": file(b"a" * 200_001, "chapter.toml")}, "A standard has at most 200,000 characters."),
    ],
)
def test_what_is_no_text_is_refused(
    center: CenterWorld, client: FlaskClient, sent: dict[str, object], said: str
) -> None:
    answer = submit(client, center.path(OWN), decision="save", **sent)
    assert answer.status_code == 422
    assert errors_of(answer)[0].startswith(said)


def test_a_newer_file_of_the_edition_is_seen_first_and_then_replaces_it(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    applied(client, center)
    unseen = apply(client, center, FEWER)
    assert unseen.status_code == 409
    assert "See below whom the newer one changes" in errors_of(unseen)[0]
    row = page_of(unseen).select_one("#preview tbody tr")
    assert row is not None
    assert [cell.get_text(" ", strip=True) for cell in row.select("th, td")][:4] == [
        "Ana Reyes",
        "Advocates: eight hours",
        "Not met",
        "Met",
    ]
    assert send(client, unseen, center.path(OWN), decision="save").status_code == 303
    assert "7 of 7 hours" in text_of(client.get(center.path(f"people/{ana}")))
    assert last_line(center).detail["replaced"]


def test_the_same_file_again_changes_nothing(center: CenterWorld, client: FlaskClient) -> None:
    applied(client, center)
    before = last_line(center)
    applied(client, center)
    assert last_line(center) == before


def test_it_is_taken_away_only_while_it_does_not_apply(center: CenterWorld, client: FlaskClient) -> None:
    applied(client, center)
    token = values_of(form_in(client.get(center.path("standards")), "/drop"))
    client.post(center.path(f"{PAGE}/take-away"), data=token)
    assert "It applies to your center." in text_of(client.get(center.path("standards")))
    submit(client, center.path("standards"), action=f"{PAGE}/drop")
    assert submit(client, center.path("standards"), action=f"{PAGE}/take-away").status_code == 303
    assert "Rules of our chapter" not in text_of(client.get(center.path("standards")))
    assert client.get(center.path(PAGE)).status_code == 404
    applied(client, center)
    assert client.get(center.path(PAGE)).status_code == 200


def test_it_is_corrected_and_checked_like_any_other(center: CenterWorld, client: FlaskClient) -> None:
    applied(client, center)
    asked = center.path(f"{PAGE}/requirements/advocate-hours")
    assert see_and_save(client, asked, hours="6").status_code == 303
    assert "Corrected by this center: hours 6 in place of 8." in text_of(client.get(center.path(PAGE)))
    assert "1 example of its file no longer holds with your corrections" in text_of(client.get(center.path(PAGE)))
    submit(client, center.path(PAGE), action="/checked", checked_on="2026-03-02", confirmed="yes")
    assert "Checked against Our chapter's text on" in text_of(client.get(center.path(PAGE)))
    # A newer file that says what was corrected keeps the correction, and says that another value is in it.
    seen = apply(client, center, FEWER)
    send(client, seen, center.path(OWN), decision="save")
    page = text_of(client.get(center.path(PAGE)))
    assert "Since you corrected the hours of advocate-hours, the file says otherwise: 7." in page
    assert "Checked against Our chapter's text on" not in page


def test_a_second_edition_stands_beside_the_first_and_the_day_picks(center: CenterWorld, client: FlaskClient) -> None:
    applied(client, center)
    later = FEWER.replace('edition = "2026"', 'edition = "2027"').replace(
        "[[component]]", "effective_from = 2099-01-01\n\n[[component]]", 1
    )
    applied(client, center, later)
    assert "The 2026 edition holds for today" in text_of(client.get(center.path(PAGE)))
    assert client.get(center.path("standards/chapter-rules/2027")).status_code == 200
