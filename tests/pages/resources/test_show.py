"""The page of trainings and resources has every part of NCA's page, and says what is not known."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.catalog.entries import entry
from tests.pages.forms import page_of, text_of
from tests.pages.ladder import EVERYBODY_HERE, statuses
from tracker.services import centers

Browse = Callable[..., FlaskClient]
PARTS = (
    "Training opportunities",
    "Resources",
    "Coming soon",
    "What CSEC means, in OJJDP's words",
    "Contact",
    "Disclaimer",
)
OJJDP = "https://ojjdp.ojp.gov/programs/commercial-sexual-exploitation-children"
DEFINITION = (
    "Commercial Sexual Exploitation of Children (CSEC) refers to a range of crimes and activities involving the sexual "
    "abuse or exploitation of a child for the financial benefit of any person or in exchange for anything of value "
    "(including monetary and non-monetary benefits) given or received by any person.",
    "child sex trafficking/the prostitution of children;",
    "child sex tourism involving commercial sexual activity;",
    "commercial production of child pornography;",
    "online transmission of live video of a child engaged in sexual activity in exchange for anything of value.",
    "CSEC also includes situations where a child, whether or not at the direction of any other person, engages in "
    "sexual activity in exchange for anything of value, which includes non-monetary things such as food, shelter, "
    "drugs, or protection from any person.",
    "Depending on the specific circumstances, CSEC may also occur in the context of internet-based marriage brokering, "
    "early marriage, and children performing in sexual venues.",
    "Note: CSEC is not legally defined by federal statute or case law. However, several federal criminal provisions "
    "can be applied to conduct that falls within this definition of CSEC, including 18 U.S.C. §§ 1591, 2251, and "
    "2423(c).",
)


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.member())


def page(client: FlaskClient, center: CenterWorld) -> BeautifulSoup:
    return page_of(client.get(center.path("resources")))


def part(client: FlaskClient, center: CenterWorld, name: str) -> Tag:
    """Return the card of one part."""
    found = [card for card in page(client, center).select("main .card") if card.h2.get_text(strip=True) == name]
    assert len(found) == 1, f"{name} stands there {len(found)} times"
    return found[0]


def links_of(tag: Tag) -> list[str]:
    return [str(link["href"]) for link in tag.select("a[href]")]


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def test_everybody_of_the_center_reads_it(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    assert statuses(center, other_center, browse, "resources") == EVERYBODY_HERE


def test_every_part_of_ncas_page_is_there(center: CenterWorld, client: FlaskClient) -> None:
    found = [
        title.get_text(strip=True) for title in page(client, center).select("main .card > h2, main .card header h2")
    ]
    assert tuple(found) == PARTS


def test_the_definition_is_in_ojjdps_own_words_with_source_and_statutes(
    center: CenterWorld, client: FlaskClient
) -> None:
    definition = part(client, center, "What CSEC means, in OJJDP's words")
    for sentence in DEFINITION:
        assert sentence in words(definition)
    assert definition.blockquote["cite"] == OJJDP
    assert OJJDP in links_of(definition)
    statutes = {link.get_text(strip=True): str(link["href"]) for link in definition.select("a")}
    for name, section in (("18 U.S.C. § 1591", "1591"), ("18 U.S.C. § 2251", "2251"), ("18 U.S.C. § 2423(c)", "2423")):
        assert statutes[name].startswith("https://")
        assert statutes[name].endswith(f"/18/{section}")


def test_trainings_are_those_of_this_center_that_can_be_taken_now(center: CenterWorld, client: FlaskClient) -> None:
    def count() -> int:
        return int(
            words(part(client, center, "Training opportunities")).removeprefix("Training opportunities ").split()[0]
        )

    before = count()
    entry(center, "A A first of all", url="https://example.org/first")
    entry(center, "A A past event", url="https://example.org/past", past=True)
    assert count() == before + 1
    trainings = part(client, center, "Training opportunities")
    assert "A A first of all" in words(trainings)
    assert "A A past event" not in words(trainings)
    assert center.path("catalog") in links_of(trainings)


def test_it_claims_of_no_training_that_nca_lists_it(center: CenterWorld, client: FlaskClient) -> None:
    shown = text_of(client.get(center.path("resources")))
    assert "Whether NCA lists each of them is not known" in shown
    assert "https://learn.nationalchildrensalliance.org/CSEResourceToolkit" in links_of(
        part(client, center, "Resources")
    )


def test_what_is_coming_contact_and_disclaimer_say_whose_they_are(center: CenterWorld, client: FlaskClient) -> None:
    assert "it named nothing when it was seen" in words(part(client, center, "Coming soon"))
    assert "mailto:mmullen@nca-online.org" in links_of(part(client, center, "Contact"))
    disclaimer = words(part(client, center, "Disclaimer"))
    assert "may change links or be updated without notice" in disclaimer
    assert "Parts of this page follow National Children's Alliance (NCA)" in disclaimer


def test_the_centers_own_contact_and_resources_stand_beside_ncas(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient, browse: Browse
) -> None:
    with center.working():
        actor = center.actor()
        wanted = replace(centers.settings(actor), contact="The front desk", own_resources="First\n\n<b>Second</b>")
        centers.change(actor, wanted)
    assert "The front desk" in words(part(client, center, "Contact"))
    resources = part(client, center, "Resources")
    assert "First" in words(resources)
    assert "<b>Second</b>" in words(resources)
    assert "The front desk" not in text_of(browse(other_center.director).get(other_center.path("resources")))


def test_links_to_other_sites_tell_them_nothing(center: CenterWorld, client: FlaskClient) -> None:
    foreign = page(client, center).select("a[href^=http]")
    assert len(foreign) > 5
    assert all("noreferrer" in link.get("rel", []) for link in foreign)
