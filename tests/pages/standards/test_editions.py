"""Editions side by side, what each person carries over, and which one the center keeps to."""

from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import page_of, text_of
from tests.pages.ladder import EVERYBODY_HERE, post, statuses
from tracker.domain.record import CompletionKind
from tracker.domain.vocabulary import Topic
from tracker.models import Person
from tracker.services import standards

Browse = Callable[..., FlaskClient]
ESSENTIAL = "standards/nca-essential-training"


def in_force(center: CenterWorld) -> str:
    with center.working():
        return standards.one_followed(center.actor(), "nca-essential-training").edition


def advocate(center: CenterWorld) -> None:
    """An advocate with the document of the nine topics, and one of the three that are new."""
    person = center.person("Ana Reyes")
    center.completion(
        person, title="Nine topics", completed_on=date(2019, 6, 3), kind=CompletionKind.TOPIC_RECORD, hours=None
    )
    new = frozenset({Topic.CAREGIVER_RESILIENCE})
    center.completion(person, title="Resilience", completed_on=date(2026, 2, 3), topics=new)


def test_everybody_of_the_center_sees_what_changed(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    assert statuses(center, other_center, browse, f"{ESSENTIAL}/2023/before") == EVERYBODY_HERE


def test_each_person_is_told_how_much_is_carried_and_what_is_to_document(
    center: CenterWorld, client: FlaskClient
) -> None:
    advocate(center)
    row = page_of(client.get(center.path(f"{ESSENTIAL}/2023/before"))).find(id="people").find("th", string="Ana Reyes")  # type: ignore[union-attr]
    words = " ".join(row.find_parent("tr").get_text(" ").split())
    assert "9 of 12 carried from 2017, 1 met anew, 2 to document" in words
    assert "Victim advocate: the three topics new in 2023 : Complete training on" in words


def test_who_has_the_nine_topics_of_2017_is_told_that_three_are_to_document(
    center: CenterWorld, client: FlaskClient
) -> None:
    ana, bo = (center.person(name) for name in ("Ana Reyes", "Bo Ode"))
    document = {"kind": CompletionKind.TOPIC_RECORD, "hours": None}
    center.completion(ana, title="Nine topics", completed_on=date(2019, 6, 3), **document)
    words = "9 of 12 carried from 2017, 3 to document"
    page = text_of(client.get(center.path(f"{ESSENTIAL}/2023/before")))
    assert f"Ana Reyes {words}" in page
    assert "Bo Ode 0 of 12 carried from 2017, 12 to document" in page
    own, others = (text_of(client.get(center.path(f"people/{center.public_id_of(Person, row)}"))) for row in (ana, bo))
    assert words in own
    assert "carried from 2017" not in others


def test_staff_see_the_requirements_side_by_side_and_nobody_elses_name(center: CenterWorld, browse: Browse) -> None:
    advocate(center)
    shown = browse(center.member()).get(center.path(f"{ESSENTIAL}/2023/before"))
    assert "Ana Reyes" not in text_of(shown)
    assert "More is asked for" in text_of(shown)
    assert "Of these it was not found what the 2017 edition asked" in text_of(shown)


def test_an_edition_without_one_before_is_not_found(center: CenterWorld, client: FlaskClient) -> None:
    for address in ("nca-essential-training/2017", "nca-csec/2023", "nothing/2023"):
        assert client.get(center.path(f"standards/{address}/before")).status_code == 404


def test_the_list_shows_each_standard_once_with_its_other_editions(center: CenterWorld, client: FlaskClient) -> None:
    page = page_of(client.get(center.path("standards")))
    cards = [card.get_text(" ") for card in page.select(".card") if "Training in the essential standards" in card.text]
    assert len(cards) == 1
    assert "The 2023 edition holds for today, as no day is set for your site visit." in " ".join(cards[0].split())
    assert page.find("a", string="2017") is not None


def test_a_director_pins_an_edition_and_lets_the_day_pick_again(center: CenterWorld, client: FlaskClient) -> None:
    assert "whatever the day" in text_of(client.get(center.path(f"{ESSENTIAL}/2017")))
    assert post(client, center, f"{ESSENTIAL}/2017/pin").status_code == 303
    assert in_force(center) == "2017"
    shown = text_of(client.get(center.path(f"{ESSENTIAL}/2017")))
    assert "Your center pinned the 2017 edition; today falls under 2023." in shown
    assert post(client, center, f"{ESSENTIAL}/2017/unpin").status_code == 303
    assert in_force(center) == "2023"


def test_an_edition_that_does_not_hold_offers_no_correction_and_no_checking(
    center: CenterWorld, client: FlaskClient
) -> None:
    page = page_of(client.get(center.path(f"{ESSENTIAL}/2017")))
    assert page.find(id="checked") is None
    assert not page.find_all("a", string=lambda words: bool(words) and words.startswith("Correct"))
