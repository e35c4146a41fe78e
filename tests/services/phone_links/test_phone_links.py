"""Links for logging from a phone: for one person, once, for a while; and what comes by one waits for somebody else."""

import io
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from tests.factories import CenterWorld
from tests.intake import making
from tests.moments import clock_at
from tests.services.phone_links import handed
from tracker import clock
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.models import Account, Completion, Evidence, HistoryEntry, Membership, Person, RoleTerm
from tracker.services import completion_rows, phone_links, reviews
from tracker.services.completions import Entry
from tracker.services.phone_links import MOST_FILES, OWN_LASTS, Offer, giving

KEY, ANOTHER = "a" * 32, "b" * 32
ENTRY = Entry(title="Trauma-informed care", completed_on=date(2026, 3, 2))


def send(center: CenterWorld, secret: str, key: str = KEY, entry: Entry = ENTRY) -> None:
    link = handed.opened(center, secret)
    handed.keep(center, link)
    with center.app.app_context():
        phone_links.send(link, entry, key)


def rows(center: CenterWorld) -> list[Completion]:
    with center.working():
        found = list(db.session.scalars(select(Completion).where(Completion.by_link)))
        for row in found:
            db.session.expunge(row)
        return found


def is_closed(center: CenterWorld, secret: str) -> bool:
    try:
        handed.opened(center, secret)
    except NotFound:
        return True
    return False


def test_what_comes_by_a_link_is_that_persons_and_waits(center: CenterWorld) -> None:
    person = center.person("Ana Reyes")
    _, secret = handed.give(center, person)
    send(center, secret)
    (row,) = rows(center)
    assert (row.person_id, row.state, row.title) == (person, CompletionState.SUBMITTED, ENTRY.title)
    assert (row.recorded_by, row.grade) == (center.director, Grade.CERTIFICATE)
    assert is_closed(center, secret)


def test_whoever_gave_the_link_is_no_second_person(center: CenterWorld) -> None:
    send(center, handed.give(center)[1])
    (row,) = rows(center)
    with center.working(), pytest.raises(Conflict, match="somebody else must decide"):
        reviews.accept(center.actor(), row.public_id, row.version)
    deputy = center.actor(center.member(AccessRole.DEPUTY))
    with center.working():
        reviews.accept(deputy, row.public_id, row.version)
    assert rows(center)[0].state == CompletionState.ACCEPTED


def test_without_its_file_it_is_the_persons_own_word_and_not_the_givers(center: CenterWorld) -> None:
    send(center, handed.give(center)[1])
    with center.working():
        row = db.session.scalars(select(Completion).where(Completion.by_link)).one()
        db.session.execute(update(Evidence).where(Evidence.completion_id == row.id).values(withdrawn_at=clock.now()))
        completion_rows.regrade(row)
        assert row.grade == Grade.OWN_WORD


def test_the_same_form_sent_twice_makes_one(center: CenterWorld) -> None:
    _, secret = handed.give(center)
    link = handed.opened(center, secret)
    handed.keep(center, link)
    with center.app.app_context():
        phone_links.send(link, ENTRY, KEY)
        phone_links.send(link, ENTRY, KEY)
        with pytest.raises(Conflict, match="opens nothing"):
            phone_links.send(link, ENTRY, ANOTHER)
        sent = phone_links.sent(secret, clock.now())
    assert sent is not None
    assert sent.key == KEY
    assert len(rows(center)) == 1


def test_a_form_that_cannot_be_true_uses_nothing_up_and_keeps_the_file(center: CenterWorld) -> None:
    _, secret = handed.give(center)
    link = handed.opened(center, secret)
    handed.keep(center, link)
    with center.app.app_context(), pytest.raises(Conflict):
        phone_links.send(link, Entry(title="Ahead", completed_on=link.actor.today + timedelta(days=1)), KEY)
    with center.app.app_context():
        assert len(phone_links.waiting(handed.opened(center, secret))) == 1


def test_nothing_is_sent_without_a_file(center: CenterWorld) -> None:
    link = handed.opened(center, handed.give(center)[1])
    with center.app.app_context(), pytest.raises(Conflict, match="Take a photo"):
        phone_links.send(link, ENTRY, KEY)
    assert rows(center) == []


def test_the_same_photo_sent_again_is_one_file(center: CenterWorld) -> None:
    link = handed.opened(center, handed.give(center)[1])
    assert handed.keep(center, link) == handed.keep(center, link, name="again.pdf")
    with center.app.app_context():
        assert len(phone_links.waiting(link)) == 1


def test_so_many_files_and_no_more(center: CenterWorld) -> None:
    link = handed.opened(center, handed.give(center)[1])
    for number in range(MOST_FILES):
        handed.keep(center, link, making.saved(making.photo(400 + number), "PNG"), f"page{number}.png")
    with pytest.raises(Refused, match=f"at most {MOST_FILES}"):
        handed.keep(center, link, making.saved(making.photo(300), "PNG"), "more.png")


def test_the_files_of_two_links_do_not_meet(center: CenterWorld) -> None:
    one, other = (handed.opened(center, handed.give(center)[1]) for _ in range(2))
    handed.keep(center, one)
    with center.app.app_context():
        assert phone_links.waiting(other) == ()


def test_an_own_link_lasts_a_quarter_of_an_hour(center: CenterWorld) -> None:
    _, secret = handed.own(center)
    now = clock.now()
    with center.app.app_context():
        assert phone_links.opened(secret, now + OWN_LASTS - timedelta(minutes=1)).ends_at > now
        with pytest.raises(NotFound, match="opens nothing"):
            phone_links.opened(secret, now + OWN_LASTS + timedelta(seconds=1))


def test_a_given_link_works_until_its_last_day_ends_where_the_center_is(center: CenterWorld) -> None:
    _, secret = handed.give(center)
    last = center.actor().today + timedelta(days=7)
    link = handed.opened(center, secret)
    assert link.actor.day_of(link.ends_at - timedelta(seconds=1)) == last
    assert link.actor.day_of(link.ends_at) == last + timedelta(days=1)


def test_a_revoked_link_opens_nothing(center: CenterWorld) -> None:
    public_id, secret = handed.give(center)
    with center.working():
        phone_links.revoke(center.actor(), public_id)
    assert is_closed(center, secret)


def test_a_link_taken_back_while_it_is_filled_sends_nothing(center: CenterWorld) -> None:
    public_id, secret = handed.give(center)
    link = handed.opened(center, secret)
    handed.keep(center, link)
    with center.working():
        phone_links.revoke(center.actor(), public_id)
    with center.app.app_context(), pytest.raises(Conflict):
        phone_links.send(link, ENTRY, KEY)
    assert rows(center) == []


@pytest.mark.parametrize(
    "values",
    [{"ended_at": clock.now()}, {"role": AccessRole.STAFF}],
    ids=["left", "became staff"],
)
def test_a_link_ends_when_its_giver_may_not_give_it_any_more(center: CenterWorld, values: dict[str, object]) -> None:
    deputy = center.member(AccessRole.DEPUTY)
    _, secret = handed.give(center, account=deputy)
    assert not is_closed(center, secret)
    with center.working():
        db.session.execute(update(Membership).where(Membership.account_id == deputy).values(**values))
    assert is_closed(center, secret)


def test_a_link_ends_with_its_givers_account(center: CenterWorld) -> None:
    staff = center.member()
    _, secret = handed.own(center, staff)
    with center.working():
        db.session.execute(update(Account).where(Account.id == staff).values(active=False))
    assert is_closed(center, secret)


def test_a_link_ends_when_the_person_holds_no_role_any_more(center: CenterWorld) -> None:
    person = center.person()
    _, secret = handed.give(center, person)
    with center.working():
        yesterday = center.actor().today - timedelta(days=1)
        db.session.execute(update(RoleTerm).where(RoleTerm.person_id == person).values(ends_on=yesterday))
    assert is_closed(center, secret)
    with center.working():
        assert [each.state_words for each in phone_links.listing(center.actor())] == ["Ended"]


def test_an_own_link_needs_no_role(center: CenterWorld) -> None:
    account = center.member(person_id=center.person(roles=()))
    assert not is_closed(center, handed.own(center, account)[1])


def test_staff_give_links_to_themselves_alone(center: CenterWorld) -> None:
    staff = center.member()
    handed.own(center, staff)
    with pytest.raises(Refused, match="director or deputy"):
        handed.give(center, account=staff)


def test_staff_see_and_revoke_their_own_links_alone(center: CenterWorld) -> None:
    staff = center.member()
    directors, _ = handed.own(center)
    mine, _ = handed.own(center, staff)
    with center.working():
        assert [each.public_id for each in phone_links.listing(center.actor(staff))] == [mine]
        with pytest.raises(NotFound):
            phone_links.revoke(center.actor(staff), directors)
        assert {each.public_id for each in phone_links.listing(center.actor())} == {mine, directors}


@pytest.mark.parametrize("days", [-1, 15])
def test_a_link_lasts_no_longer_than_two_weeks(center: CenterWorld, days: int) -> None:
    actor = center.actor()
    person = center.public_id_of(Person, center.person())
    with center.working(), pytest.raises(Conflict, match="Choose a day"):
        phone_links.give(actor, Offer(person, actor.today + timedelta(days=days)))


def test_the_list_says_how_each_stands(center: CenterWorld) -> None:
    used = handed.give(center)[1]
    send(center, used)
    revoked = handed.give(center)[0]
    with center.working():
        phone_links.revoke(center.actor(), revoked)
    handed.own(center)
    handed.give(center)
    later = clock.now() + OWN_LASTS + timedelta(minutes=1)
    with clock_at(later.isoformat()), center.working():
        given = phone_links.listing(center.actor())
    assert [each.state_words for each in given] == ["Open", "Ended", "Revoked", "Used"]


def test_the_list_keeps_what_opens_however_many_came_after_it(
    center: CenterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving, "LISTED", 1)
    opens, _ = handed.give(center)
    revoked = [handed.give(center)[0] for _ in range(2)]
    with center.working():
        for each in revoked:
            phone_links.revoke(center.actor(), each)
        assert [each.public_id for each in phone_links.listing(center.actor())] == [revoked[1], opens]


def test_history_says_who_gave_it_and_that_it_was_used(center: CenterWorld) -> None:
    send(center, handed.give(center)[1])
    with center.working():
        lines = db.session.execute(select(HistoryEntry.action, HistoryEntry.detail).order_by(HistoryEntry.number)).all()
    told = {line.action: line.detail for line in lines}
    assert {"give", "record", "use"} <= set(told)
    assert told["record"]["by_link"] is True


def test_nobody_learns_whether_the_center_has_a_file(center: CenterWorld) -> None:
    """What the giver added before is read again all the same: how long that takes would tell."""
    link = handed.opened(center, handed.give(center)[1])
    assert link.actor.by_link
    with center.app.app_context():
        found = phone_links.take(link, io.BytesIO(making.pdf()), "certificate.pdf")
    assert found.signs == ()
