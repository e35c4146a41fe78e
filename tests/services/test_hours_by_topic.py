"""Where a certificate says how many of its hours are on which topic, that is kept, judged by and told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import update

from tests.factories import CenterWorld
from tests.services.entries import entry, log, training
from tests.services.files import row_of
from tracker import clock
from tracker.db import db
from tracker.domain import transcripts
from tracker.domain.errors import Conflict
from tracker.domain.record import Completion as Fact
from tracker.models import Completion, Person
from tracker.services import as_known, completions, handouts, history, inspection, records
from tracker.services.packets import claims

pytestmark = pytest.mark.usefixtures("context")
SHARES = {"courts": Decimal("0.5"), "trauma": Decimal("1.25")}


@pytest.fixture
def it(center: CenterWorld) -> str:
    """A certificate of two hours, of which it shares out one and three quarters."""
    return log(center, center.actor(), hours=Decimal(2), topics=frozenset({"screening"}), topic_hours=SHARES)


def judged(center: CenterWorld, day: date | None = None) -> Fact:
    """Return the one completion of the center as the rules see it, as known on a day."""
    actor = center.actor()
    with center.working():
        record = as_known.load(actor, day) if day else records.load(actor)
    (fact,) = (fact for person in record.people for fact in person.completions)
    return fact


def test_it_is_kept_and_its_topics_are_among_the_topics(center: CenterWorld, it: str) -> None:
    with center.working():
        view = completions.get(center.actor(), it)
    assert view.topic_hours == SHARES
    assert view.topics == {"screening", "courts", "trauma"}
    assert view.topic_words == ("Courts (0.5 hours)", "Screening", "Trauma (1.25 hours)")


def test_the_rules_judge_by_it(center: CenterWorld, it: str) -> None:
    assert judged(center).topic_hours == SHARES


def test_the_catalog_leaves_what_the_certificate_says_alone(center: CenterWorld) -> None:
    training(center, topics=frozenset({"prevention"}))
    public_id = log(center, center.actor(), topic_hours={"trauma": Decimal(1)})
    assert row_of(center, public_id).topics == {"trauma"}


@pytest.mark.parametrize(
    ("hours", "shares", "words"),
    [
        ("2", {"trauma": "1.5", "courts": "0.75"}, "come to 2.25, and there are 2 hours. Correct one of them."),
        (None, {"trauma": "999", "courts": "2"}, "come to 1,001, and a training has at most 1,000 hours."),
        ("2", {"trauma": "0"}, "must be more than zero"),
        ("2", {"trauma": "-1"}, "must be more than zero"),
        ("2", {"knitting": "1"}, "Choose topics from the list."),
    ],
)
def test_what_cannot_be_is_refused(center: CenterWorld, hours: str | None, shares: dict[str, str], words: str) -> None:
    told = {topic: Decimal(share) for topic, share in shares.items()}
    with pytest.raises(Conflict, match=words) as refused:
        log(center, center.actor(), hours=Decimal(hours) if hours else None, topic_hours=told)
    assert refused.value.field == "topic_hours"


@pytest.mark.parametrize("hours", ["1.75", None])
def test_all_hours_may_be_shared_out_and_their_number_may_be_unknown(center: CenterWorld, hours: str | None) -> None:
    public_id = log(center, center.actor(), hours=Decimal(hours) if hours else None, topic_hours=SHARES)
    assert row_of(center, public_id).topic_hours == SHARES


def test_a_correction_is_told_of_and_the_check_finds_nothing(center: CenterWorld, it: str) -> None:
    actor = center.actor()
    with center.working():
        completions.correct(actor, it, entry(hours=Decimal(2), topic_hours={"trauma": Decimal(2)}), 1)
        line = history.lines(subject_id=it)[0]
        problems = inspection.problems()
    assert line.detail["topic_hours"] == [{"courts": "0.5", "trauma": "1.25"}, {"trauma": "2"}]
    assert not [each for each in problems if it in each]


def test_the_check_finds_hours_that_no_line_of_history_tells_of(center: CenterWorld, it: str) -> None:
    with center.working():
        completions.correct(center.actor(), it, entry(hours=Decimal(2), topic_hours={"trauma": Decimal(2)}), 1)
    with center.working():
        those = update(Completion).where(Completion.public_id == it).values(topic_hours={"trauma": Decimal(1)})
        db.session.execute(those.execution_options(synchronize_session=False))
    with center.working():
        problems = inspection.problems()
    assert f"Completion {it}: its row says another number of hours on a topic than the history." in problems


@pytest.fixture
def _in_march() -> Iterator[None]:
    clock.fix(datetime(2026, 3, 5, 17, tzinfo=UTC))
    yield
    clock.fix(None)


@pytest.mark.usefixtures("_in_march")
def test_a_day_is_answered_as_it_was_known_then(center: CenterWorld, it: str) -> None:
    clock.fix(datetime(2026, 4, 5, 17, tzinfo=UTC))
    with center.working():
        completions.correct(center.actor(), it, entry(hours=Decimal(2), topic_hours={"trauma": Decimal(2)}), 1)
    assert judged(center, date(2026, 3, 31)).topic_hours == SHARES
    assert judged(center).topic_hours == {"trauma": Decimal(2)}


def test_a_packet_and_a_transcript_print_it(center: CenterWorld, it: str) -> None:
    actor = center.actor()
    person = center.public_id_of(Person, center.director_person)
    with center.working():
        (claim,) = claims.claimed(actor.today)[person]
        paper = handouts.of_person(actor, person)
    assert claim.topic_hours == SHARES
    assert "Courts (0.5 hours), Screening and Trauma (1.25 hours)" in [
        cell for table in paper.tables for row in table.rows for cell in row
    ]
    assert paper.attachment is not None
    (stated,) = transcripts.read(paper.attachment.text.encode()).completions
    assert stated.topic_hours == SHARES
