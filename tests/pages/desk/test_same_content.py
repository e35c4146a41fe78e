"""At a desk stands what stands in the PDF: each word that a packet attaches for programs is on one of its pages."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from tests import desks as making
from tests.factories import CenterWorld
from tests.pages.forms import page_of, text_of
from tests.reports import samples
from tracker.db import db
from tracker.domain.names import Mask
from tracker.domain.vocabulary import Level
from tracker.formatting import format_date
from tracker.models import Packet
from tracker.reports.attached import facts
from tracker.reports.context import Letter, PacketContext, Waiver, Word
from tracker.reports.levels import at_level
from tracker.reports.outline import Outline
from tracker.reports.troubles import Trouble
from tracker.services.packets import kept_troubles

IS_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# What the PDF uses and does not print as such, and the value beside the word of each choice.
SILENT = {
    "value",
    "kind",
    "form",
    "packet_id",
    "caution",
    "history_head",
    "seal_key",
    "issued_on",
    "check_address",
    "center",
    "hours",
}


def told() -> PacketContext:
    """Return a packet with something of each kind of fact."""
    made = samples.packet(3, 4, 8, 2)
    first, finding = made.people[0], made.findings[0]
    waiver = Waiver(
        kind=Word("waiver", "Waiver"),
        requirement_id=made.requirements[1].id,
        person_id=first.id,
        starts_on=date(2026, 1, 5),
        ends_on=date(2027, 1, 4),
        reason="Retires in the spring",
        proposed_by="The deputy",
        decided_by="The director",
        decided_on=date(2026, 1, 6),
        acts=False,
        instead="A licence of the state",
    )
    letter = Letter(paragraphs=("Dear reviewers,", "be welcome."), signed_by="Dana Whitfield", signed_as="Director")
    noted = replace(first.completions[0], note="The original is in the binder.")
    return replace(
        made,
        letter=letter,
        waivers=(waiver,),
        people=(replace(first, completions=(noted, *first.completions[1:])), *made.people[1:]),
        findings=(replace(finding, cautions=("An edition was bridged.",)), *made.findings[1:]),
    )


def words(value: Any, key: str = "") -> Iterator[str]:
    """Yield each word that a packet says, days as people read them."""
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from words(entry, name)
    elif isinstance(value, list):
        for entry in value:
            yield from words(entry, key)
    elif isinstance(value, str) and value and key not in SILENT:
        yield format_date(date.fromisoformat(value)) if IS_DAY.fullmatch(value) else value


def walked(client: FlaskClient, desk: str) -> str:
    """Return the text of every page that can be reached from a desk's first."""
    waiting, seen, text = [f"/desk/{desk}"], set(), []
    while waiting:
        address = waiting.pop().partition("#")[0]
        if address in seen or not address.startswith(f"/desk/{desk}") or address.endswith("/packet"):
            continue
        seen.add(address)
        page = client.get(address)
        assert page.status_code == 200, address
        text.append(text_of(page))
        waiting += [str(link["href"]) for link in page_of(page).select("a[href]")]
    return " ".join(" ".join(text).split())


@pytest.mark.parametrize("level", list(Level))
def test_every_word_of_a_packet_is_on_a_page_of_its_desk(level: Level, app: Flask, center: CenterWorld) -> None:
    packet = at_level(told(), level, Mask(()))
    names = [each for each in PacketContext.__dataclass_fields__ if each not in {"accent", "logo", "center"}]
    desk, _ = making.given(center, making.issued_packet(center, **{name: getattr(packet, name) for name in names}))
    shown = walked(making.sit_down(app, app.test_client(), desk), desk)
    said = set(words(json.loads(facts(Outline(packet)))))
    assert len(said) > 30
    assert sorted(each for each in said if " ".join(each.split()) not in shown) == []


def test_what_the_pdf_could_not_print_is_said_at_the_desk_too(app: Flask, center: CenterWorld) -> None:
    packet = making.issued_packet(center)
    desk, _ = making.given(center, packet)
    client = making.sit_down(app, app.test_client(), desk)
    before = walked(client, desk)
    with center.working():
        told = kept_troubles.write([Trouble(1, "is missing from the evidence folder")])
        db.session.execute(update(Packet).where(Packet.public_id == packet).values(troubles=told))
    words = "could not be printed: its file is missing from the evidence folder"
    assert words not in before
    assert walked(client, desk).count(words) > 1
