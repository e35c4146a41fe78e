"""The plan as people agree on it: kept with a button, seen by whose it is, changed, booked, logged and dropped."""

import csv
import io
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, page_of, submit, text_of, values_of
from tests.pages.ladder import NOBODYS, TEAM_ONLY, Browse, post, statuses
from tests.services import planned
from tests.services.planned import TITLE, account_of, agreed, ahead, late_is, lines, prosecutor
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.models import Person, Training
from tracker.pages.plan.routes import MOST_AGREED


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


@pytest.fixture
def all_in_one(center: CenterWorld) -> str:
    return planned.only_training(center)


@pytest.fixture
def ana(center: CenterWorld, all_in_one: str) -> str:
    return prosecutor(center, "Ana Reyes", signs_in=True)


def plan(center: CenterWorld) -> str:
    return center.path(f"plan?as_of={ahead(center)}")


@pytest.mark.parametrize("page", ["plan/agreed", "plan/agreed/new"])
def test_the_pages_are_for_those_who_see_the_team(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, page: str
) -> None:
    assert statuses(center, other_center, browse, page) == TEAM_ONLY


def test_a_button_keeps_what_is_proposed_for_a_person_and_then_says_so(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    prosecutor(center, "Sam Okafor")
    opened = client.get(plan(center))
    buttons = [button.get_text() for button in page_of(opened).select("main form[action$='/plan/keep'] button")]
    assert buttons == ["Keep the whole plan", "Keep these", "Keep these"]
    hers = page_of(opened).select("main form[action$='/plan/keep']")[1]
    answer = client.post(str(hers["action"]), data=values_of(hers))
    assert answer.status_code == 303
    shown = client.get(answer.location or "")
    assert "Kept: 1 training" in page_of(shown).get_text()
    said = text_of(shown)
    assert "Agreed Ana Reyes, by" in said
    assert "When all that is agreed on is done in time, nothing is missing" in said
    rows = [row.get_text(" ") for row in page_of(shown).select("main table")[0].select("tbody tr")]
    assert len(rows) == 1
    assert "Ana Reyes" in rows[0]
    assert "To do" in rows[0]
    assert len(page_of(shown).select("main form[action$='/plan/keep']")) == 2


def test_one_button_keeps_the_whole_plan_and_sent_again_it_keeps_nothing_more(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    prosecutor(center, "Sam Okafor")
    form = form_in(client.get(plan(center)), "/plan/keep")
    for words in ("Kept: 2 trainings", "Nothing new"):
        answer = client.post(str(form["action"]), data=values_of(form))
        assert words in page_of(client.get(answer.location or "")).get_text()
    assert len(lines(center)) == 2
    assert page_of(client.get(plan(center))).select("main form[action$='/plan/keep']") == []


def test_a_plan_that_changed_since_it_was_read_is_not_kept_and_that_is_said(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    form = form_in(client.get(plan(center)), "/plan/keep")
    prosecutor(center, "Sam Okafor")
    agreed(center, ana)
    answer = client.post(str(form["action"]), data=values_of(form))
    assert "The plan has changed meanwhile" in page_of(client.get(answer.location or "")).get_text()
    assert [each.title for each in lines(center)] == ["Peer review with the county"]


def test_what_the_plan_does_not_propose_is_agreed_on_by_a_form(
    center: CenterWorld, client: FlaskClient, all_in_one: str, ana: str
) -> None:
    page = center.path(f"plan/agreed/new?person={ana}&training={all_in_one}")
    answer = submit(client, page, due_on=ahead(center).isoformat(), note="Ask first.")
    assert answer.status_code == 303, errors_of(answer)
    said = text_of(client.get(answer.location or ""))
    assert f"Agreed on for Ana Reyes {TITLE}" in said
    assert "Ask first." in said
    (line,) = lines(center)
    assert (line.training, line.owner) == (all_in_one, ana)


def test_the_team_s_gap_leads_to_the_form_filled_in_which_asks_who_sees_to_it(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    links = [str(link["href"]) for link in page_of(client.get(plan(center))).select("a[href*='person=team']")]
    assert links
    answer = submit(client, links[0], due_on=ahead(center).isoformat())
    assert answer.status_code == 422
    assert "Choose who sees to it" in errors_of(answer)[0]
    answer = submit(client, links[0], due_on=ahead(center).isoformat(), owner=ana)
    assert answer.status_code == 303
    (line,) = lines(center)
    assert (line.whom, line.owner, line.closes) == ("The team", ana, (line.title,))


def test_owner_day_and_note_are_changed_on_the_line_s_page(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    page, day = center.path(f"plan/agreed/{agreed(center, ana)}"), ahead(center, 9)
    answer = submit(client, page, action="/change", due_on=day.isoformat(), note="By phone.")
    assert answer.status_code == 303
    assert (lines(center)[0].due_on, lines(center)[0].note) == (day, "By phone.")
    yesterday = ahead(center, -1).isoformat()
    answer = submit(client, page, action="/change", due_on=yesterday, note="Words that stay.")
    assert answer.status_code == 422
    assert "a day to come" in errors_of(answer)[0]
    assert "Words that stay." in str(page_of(answer).main)


def test_a_line_is_dropped_with_a_reason_and_its_page_then_offers_nothing_more(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    page = center.path(f"plan/agreed/{agreed(center, ana)}")
    assert submit(client, page, action="/close", decision="drop").status_code == 422
    answer = submit(client, page, action="/close", decision="drop", reason="She left.")
    assert answer.status_code == 303
    shown = client.get(page)
    assert "Dropped" in text_of(shown)
    assert "She left." in text_of(shown)
    assert page_of(shown).select("main form[method=post]") == []


def test_only_where_no_completion_can_tell_it_a_director_may_say_that_it_is_done(
    center: CenterWorld, client: FlaskClient, all_in_one: str, ana: str
) -> None:
    told = center.path(f"plan/agreed/{agreed(center, ana, title=TITLE, training=all_in_one)}")
    typed = center.path(f"plan/agreed/{agreed(center, ana)}")
    assert page_of(client.get(told)).select("button[value=done]") == []
    answer = submit(client, told, action="/close", decision="done")
    assert "done by itself" in errors_of(answer)[0]
    assert submit(client, typed, action="/close", decision="done").status_code == 303
    assert "Done" in text_of(client.get(typed))


def test_staff_see_on_my_training_what_was_agreed_on_and_log_it_from_there(
    center: CenterWorld, browse: Browse, all_in_one: str, ana: str
) -> None:
    agreed(center, ana, title=TITLE, training=all_in_one)
    staff = browse(account_of(center, ana))
    shown = staff.get(center.path("my-training"))
    assert f"What was agreed on {TITLE} , by" in text_of(shown)
    (log,) = [link for link in page_of(shown).select("main a") if link.get_text(strip=True) == "Log it"]
    form = page_of(staff.get(str(log["href"]))).select_one("input[name=title]")
    assert form is not None
    assert form["value"] == TITLE


def test_whoever_is_to_see_to_somebody_else_s_line_sees_it_too(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    agreed(center, ana, owner=center.public_id_of(Person, center.director_person))
    agreed(center, owner=center.public_id_of(Person, center.director_person), title="Sign the protocol")
    said = text_of(client.get(center.path("my-training")))
    assert "Peer review with the county for Ana Reyes, yours to see to" in said
    assert "Sign the protocol for the team, yours to see to" in said
    assert "Log it" not in said


def test_what_is_done_or_dropped_is_on_my_training_no_more(center: CenterWorld, browse: Browse, ana: str) -> None:
    planned.drop(center, agreed(center, ana))
    assert "What was agreed on" not in text_of(browse(account_of(center, ana)).get(center.path("my-training")))


def test_staff_book_their_own_line_and_see_nobody_else_s(center: CenterWorld, browse: Browse, ana: str) -> None:
    own, others = agreed(center, ana), agreed(center, prosecutor(center, "Sam Okafor"))
    staff, day = browse(account_of(center, ana)), ahead(center, 5)
    page = center.path(f"plan/agreed/{own}")
    assert [str(form["action"]).rsplit("/", 1)[1] for form in page_of(staff.get(page)).select("main form")] == ["book"]
    assert submit(staff, page, action="/book", booked_on=day.isoformat()).status_code == 303
    assert {each.public_id: each.booked_on for each in lines(center)}[own] == day
    for path in (f"plan/agreed/{others}", f"plan/agreed/{NOBODYS}"):
        assert staff.get(center.path(path)).status_code == 404
        assert post(staff, center, f"{path}/book", version="1").status_code == 404
    assert post(staff, center, f"plan/agreed/{own}/change", version="2").status_code == 403


def test_a_person_s_page_shows_what_was_agreed_on_with_them(
    center: CenterWorld, client: FlaskClient, browse: Browse, ana: str
) -> None:
    agreed(center, ana)
    for who in (client, browse(account_of(center, ana))):
        tables = page_of(who.get(center.path(f"people/{ana}"))).select("table caption")
        assert "What was agreed on for Ana Reyes" in [caption.get_text() for caption in tables]


def test_team_home_says_in_one_line_how_much_is_overdue(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    agreed(center, ana)
    agreed(center, ana, title="Another")
    assert "overdue" not in text_of(client.get(center.path("home")))
    late_is(center, 1)
    shown = client.get(center.path("home"))
    assert "2 lines of the plan are overdue" in text_of(shown)
    (link,) = page_of(shown).select("main a[href*='plan/agreed']")
    assert text_of(client.get(str(link["href"]))).count("Overdue") >= 2


def test_the_list_narrows_by_who_sees_to_it_and_how_it_stands(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    sam = prosecutor(center, "Sam Okafor")
    agreed(center, ana, title="Hers")
    agreed(center, sam, title="His")
    planned.drop(center, agreed(center, sam, title="His, dropped"))

    def shown(query: str) -> list[str]:
        table = page_of(client.get(center.path(f"plan/agreed?{query}"))).select("main tbody tr td a")
        return [str(link.contents[0]) for link in table]

    assert shown("") == ["Hers", "His"]
    assert shown(f"owner={sam}") == ["His"]
    assert shown(f"owner={sam}&state=dropped") == ["His, dropped"]
    assert shown("state=all") == ["Hers", "His", "His, dropped"]
    assert shown("state=overdue") == []
    assert shown("state=nonsense&owner=nobody") == ["Hers", "His"]


def test_above_the_plan_stand_the_first_to_come_and_a_link_to_all(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    for number in range(MOST_AGREED + 2):
        agreed(center, ana, title=f"Task {number}", due_on=ahead(center) + timedelta(days=number))
    shown = page_of(client.get(plan(center)))
    table = next(each for each in shown.select("main table") if "is to do" in each.get_text())
    assert len(table.select("tbody tr")) == MOST_AGREED
    assert f"See all {MOST_AGREED + 2}" in shown.get_text()


def test_what_is_typed_into_a_line_is_shown_as_words(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    public_id = agreed(center, ana, title="<b>Bold</b>", note="<script>x</script>")
    for page in ("plan", "plan/agreed", f"plan/agreed/{public_id}", f"people/{ana}"):
        html = client.get(center.path(page)).get_data(as_text=True)
        assert "<b>Bold" not in html
        assert "<script>x" not in html


def test_a_retired_training_stays_what_was_agreed_on(
    center: CenterWorld, client: FlaskClient, all_in_one: str, ana: str
) -> None:
    public_id = agreed(center, ana, title=TITLE, training=all_in_one)
    with center.working():
        db.session.execute(update(Training).values(retired_at=center.actor().now))
    shown = client.get(center.path(f"plan/agreed/{public_id}"))
    assert TITLE in text_of(shown)
    assert page_of(shown).select(f"main a[href$='/catalog/{all_in_one}']")
    assert TITLE in text_of(client.get(plan(center)))


def test_a_deputy_agrees_as_a_director_does(center: CenterWorld, browse: Browse, ana: str) -> None:
    deputy = browse(center.member(AccessRole.DEPUTY))
    form = form_in(deputy.get(plan(center)), "/plan/keep")
    deputy.post(str(form["action"]), data=values_of(form))
    assert "Ana Reyes" in {each.person_name for each in lines(center)}


def test_the_list_goes_along_as_a_table_that_starts_nothing_and_that_is_noted(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    agreed(center, ana, title="=HYPERLINK(1)", note="+1")
    agreed(center, prosecutor(center, "Sam Okafor"))
    (link,) = page_of(client.get(center.path(f"plan/agreed?owner={ana}"))).select("main a[href*='agreed.csv']")
    answer = client.get(str(link["href"]))
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert rows[0][:6] == ["For whom", "What", "Closes", "Who sees to it", "By", "Booked for"]
    (line,) = rows[1:]
    assert line[:2] == ["Ana Reyes", "'=HYPERLINK(1)"]
    assert (line[4], line[6], line[8]) == (ahead(center).isoformat(), "To do", "'+1")
    assert "took what was agreed on along as a table" in text_of(client.get(center.path("history")))
