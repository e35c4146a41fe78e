"""What is kept of people is told to everybody who signs in, in the words and periods that the clean-up goes by."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import page_of
from tests.statements import counted
from tracker.services.retention.lines import LINES

Browse = Callable[..., FlaskClient]
ADDRESS = "/account/what-is-kept"
OUTSIDE = "/what-is-kept"


def test_every_line_of_the_table_is_on_the_page(center: CenterWorld, browse: Browse) -> None:
    page = page_of(browse(center.member()).get(ADDRESS))
    heads = [head.get_text(strip=True) for head in page.select("tbody th")]
    assert heads == [*(line.what for line in LINES), "Backups", "Logs"]
    text = page.get_text(" ", strip=True)
    assert "30 days after it ended." in text
    assert "number of the certificate" in text


def test_the_account_leads_to_it(center: CenterWorld, browse: Browse) -> None:
    shown = page_of(browse(center.director).get("/account"))
    assert shown.select_one(f'a[href="{ADDRESS}"]') is not None


def test_whoever_has_no_account_reads_it_too_and_nothing_of_a_center(center: CenterWorld, browse: Browse) -> None:
    nobody = browse()
    assert page_of(nobody.get("/sign-in")).select_one(f'footer a[href="{OUTSIDE}"]') is not None
    page = page_of(nobody.get(OUTSIDE))
    assert [head.get_text(strip=True) for head in page.select("tbody th")][-2:] == ["Backups", "Logs"]
    assert len(page.select("tbody th")) == len(LINES) + 2
    text = page.get_text(" ", strip=True)
    assert "Until newer ones take their place, where any are made." in text
    assert "Harbor House" not in text


def test_it_asks_the_database_nothing(center: CenterWorld, browse: Browse) -> None:
    nobody = browse()
    nobody.get(OUTSIDE)
    with center.app.app_context(), counted() as asked:
        assert nobody.get(OUTSIDE).status_code == 200
    assert asked == []
