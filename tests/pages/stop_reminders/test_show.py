"""The link in the mail: it stops that mail for its reader, by a button, and opens for no other secret."""

from tests.factories import CenterWorld
from tests.pages.forms import submit, text_of
from tests.pages.ladder import Browse
from tests.services.lines import last_line
from tracker import clock
from tracker.db import db
from tracker.models import Membership
from tracker.services import reminders


def path_to(center: CenterWorld, account: int) -> str:
    with center.working():
        member = db.session.query(Membership).filter_by(account_id=account).one().public_id
        return reminders.stop_address(member).removeprefix("http://localhost")


def is_reminded(center: CenterWorld, account: int) -> bool:
    with center.working():
        return bool(db.session.query(Membership).filter_by(account_id=account).one().reminded)


def test_a_button_stops_it_for_its_reader_alone_and_the_history_says_so(center: CenterWorld, browse: Browse) -> None:
    account, other = center.member(), center.member()
    client, path = browse(), path_to(center, account)
    assert "Stop these mails" in text_of(client.get(path))
    assert is_reminded(center, account), "looking stops nothing"
    assert submit(client, path).status_code == 303
    assert (is_reminded(center, account), is_reminded(center, other)) == (False, True)
    assert last_line(center).action == "stop_reminding"
    assert "The weekly mail is stopped" in text_of(client.get(path))


def test_another_secret_opens_nothing_and_no_token_of_the_form_stops_nothing(
    center: CenterWorld, browse: Browse
) -> None:
    account, other = center.member(), center.member()
    client = browse()
    mine, theirs = path_to(center, account), path_to(center, other)
    swapped = f"{mine.rsplit('/', 1)[0]}/{theirs.rsplit('/', 1)[1]}"
    assert client.get(swapped).status_code == 404
    assert client.post(mine).status_code in {400, 403, 422}
    assert is_reminded(center, account)


def test_of_somebody_who_left_it_opens_nothing(center: CenterWorld, browse: Browse) -> None:
    account = center.member()
    path = path_to(center, account)
    with center.working():
        db.session.query(Membership).filter_by(account_id=account).update({"ended_at": clock.now()})
    assert browse().get(path).status_code == 404
