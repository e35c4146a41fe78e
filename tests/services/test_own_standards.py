"""A center's own standards: apart from others', never in place of one that ships, and kept for what names them."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.factories import CenterWorld
from tests.services.lines import lines_of
from tests.statements import counted
from tests.undrawn import draw_nothing, issue
from tracker import clock
from tracker.db import db
from tracker.domain.errors import Conflict, InvalidStandard, NotFound, Refused
from tracker.domain.record import WaiverKind
from tracker.models import OwnStandard, Packet, Person
from tracker.services import own_standards, packets, standards, standards_here, waiver_views, waivers
from tracker.services.packets import sealing
from tracker.services.seeding.own_standard import TEXT
from tracker.services.waivers import Entry
from tracker.standards import editions
from tracker.standards.loader import load_text, read_corrected
from tracker.standards.shelf import digest_of

pytestmark = pytest.mark.usefixtures("context")
KEY = "chapter"
OURS = TEXT.replace("seed-chapter", KEY).replace("Made up by seed", "Chapter rules")
TWO = OURS.replace("hours = 1 }", "hours = 2 }").replace("One hour", "Two hours")


def applied(center: CenterWorld, text: str = OURS, seen: str = "") -> None:
    """Apply a file as the director."""
    with center.working():
        own_standards.apply(center.actor(), text, "chapter.toml", seen, "")


def dropped(center: CenterWorld) -> None:
    """Let it apply no longer, and take it away."""
    with center.working():
        standards.drop(center.actor(), KEY, "2026")
    with center.working():
        own_standards.take_away(center.actor(), KEY, "2026")


def test_it_is_followed_by_the_center_that_gave_it_and_by_no_other(
    center: CenterWorld, other_center: CenterWorld
) -> None:
    applied(center)
    with center.working():
        assert standards.one_followed(center.actor(), KEY).standard.title == "Chapter rules"
        assert KEY in standards_here.shelf().keys
    with other_center.working():
        actor = other_center.actor()
        assert KEY not in standards_here.shelf().keys
        assert KEY not in {each.standard.id for each in standards.offered(actor)}
        assert standards_here.named([(KEY, "2026")]) == {}
        for ask in (standards.get, standards.follow, standards.drop, own_standards.take_away):
            with pytest.raises(NotFound):
                ask(actor, KEY, "2026")


def test_whoever_reads_the_page_costs_no_statement_more_for_it(center: CenterWorld) -> None:
    with center.working():
        standards.followed(center.actor())
        with counted() as without:
            standards.followed(center.actor())
    applied(center)
    with center.working():
        standards.followed(center.actor())
        with counted() as with_it:
            standards.followed(center.actor())
    assert len(with_it) == len(without)


def test_a_name_that_ships_is_refused_and_one_that_ships_later_stands_in_its_place(
    center: CenterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    applied(center)
    with center.working(), pytest.raises(InvalidStandard, match="“nca-csec” is a standard that ships"):
        own_standards.ahead(center.actor(), OURS.replace(f'id = "{KEY}"', 'id = "nca-csec"'), "chapter.toml")
    ships = shipping(TWO)
    monkeypatch.setattr(editions, "shipped", lambda: ships)
    with center.working():
        actor = center.actor()
        assert standards.one_followed(actor, KEY).standard.requirements[0].title == "Two hours"
        (told,) = own_standards.given(actor)
        assert told.trouble == "A standard of this name ships by now, and stands in its place."


def shipping(text: str) -> Any:
    """Return what ships, with a further file."""
    standard, _ = read_corrected(text, "shipped")
    return editions.shipped().with_own([own_standards.File(digest_of(text), False, standard, text)])


def test_only_a_director_applies_and_takes_away(center: CenterWorld) -> None:
    staff = center.actor(center.member())
    with center.working():
        for refused in (
            lambda: own_standards.ahead(staff, OURS, "chapter.toml"),
            lambda: own_standards.apply(staff, OURS, "chapter.toml", "", ""),
            lambda: own_standards.take_away(staff, KEY, "2026"),
        ):
            with pytest.raises(Refused):
                refused()


def test_what_is_replaced_or_taken_away_stays_kept_as_it_was_given(center: CenterWorld) -> None:
    applied(center)
    applied(center, TWO, seen=digest_of(OURS))
    dropped(center)
    applied(center, OURS)
    with center.working():
        rows = db.session.scalars(select(OwnStandard).order_by(OwnStandard.number)).all()
        assert [(row.number, row.text, row.ended_at is None) for row in rows] == [
            (1, OURS, False),
            (2, TWO, False),
            (3, OURS, True),
        ]
    told = [line.action for line in lines_of(center) if line.subject_id == f"{KEY} 2026"]
    assert told == ["follow", "give_file", "take_away", "drop", "give_file", "follow", "give_file"]


def test_as_known_on_a_day_the_file_of_that_day_measures(center: CenterWorld) -> None:
    clock.fix(datetime(2026, 3, 2, 18, tzinfo=UTC))
    try:
        applied(center)
        clock.fix(datetime(2026, 3, 5, 18, tzinfo=UTC))
        applied(center, TWO, digest_of(OURS))
        clock.fix(datetime(2026, 3, 9, 18, tzinfo=UTC))
        with center.working():
            actor = center.actor()
            then, since = (standards.one_followed(actor, KEY, date(2026, 3, day)) for day in (4, 5))
            with pytest.raises(NotFound, match="As known on Mar 1, 2026"):
                standards.one_followed(actor, KEY, date(2026, 3, 1))
    finally:
        clock.fix(None)
    assert [each.holds.text for each in (then, since)] == [OURS, TWO]


def test_what_it_was_not_seen_to_replace_it_does_not(center: CenterWorld) -> None:
    applied(center)
    with pytest.raises(Conflict, match="whom the newer one changes"):
        applied(center, TWO, seen=digest_of("another"))


def test_packets_and_waivers_are_read_after_the_file_is_gone(
    center: CenterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_nothing(monkeypatch)
    applied(center)
    person = center.public_id_of(Person, center.person())
    with center.working():
        entry = Entry(
            kind=WaiverKind.WAIVER,
            person=person,
            standard=KEY,
            requirement="an-hour",
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 12, 31),
            reason="Later.",
        )
        waiver = waivers.propose(center.actor(), entry)
    packet = issue(center, standard=KEY)
    applied(center, TWO, seen=digest_of(OURS))
    dropped(center)
    with center.working():
        actor = center.actor()
        assert packets.get(actor, packet).standard_title == "Chapter rules"
        told = waiver_views.get(actor, waiver)
        assert (told.standard_title, told.requirement_title) == ("Chapter rules", "Two hours")
        row = db.session.scalars(select(Packet).where(Packet.public_id == packet)).one()
        kept = sealing.kept_file(row.inputs_sha256)
        assert kept is not None
        text = json.loads(kept.read_bytes())["standard"]["text"]
        assert text == OURS
        assert load_text(text, "sealed").requirements[0].title == "One hour"
    assert packets.of_code(packet).standard == "Chapter rules"


def test_a_text_that_cannot_be_read_any_more_fails_no_page_and_is_told(center: CenterWorld) -> None:
    applied(center)
    old = OURS.replace('kind = "hours"', 'kind = "of-old"')
    with center.working():
        db.session.execute(update(OwnStandard).values(text=old, sha256=digest_of(old)))
    with center.working():
        actor = center.actor()
        assert KEY not in {each.key for each in standards.followed(actor)}
        (told,) = own_standards.given(actor)
        assert "of-old" in told.trouble
    applied(center, TWO, seen=digest_of(old))
    with center.working():
        assert standards.one_followed(center.actor(), KEY).standard.requirements[0].title == "Two hours"


def test_a_text_that_is_not_the_one_that_was_given_measures_nobody_and_spoils_no_other_center_s(
    center: CenterWorld, other_center: CenterWorld
) -> None:
    given = OURS.replace("Chapter rules", "Rules as given")
    with center.working():
        added = {"added_by": center.director, "added_at": center.actor().now}
        forged = given.replace("as given", "as forged")
        row = OwnStandard(standard=KEY, edition="2026", number=1, text=forged, sha256=digest_of(given), **added)
        db.session.add(row)
    with center.working():
        assert KEY not in standards_here.shelf().keys
        (told,) = own_standards.given(center.actor())
        assert told.trouble == "Its text is not the one that was given."
    applied(other_center, given)
    with other_center.working():
        assert standards.one_followed(other_center.actor(), KEY).standard.title == "Rules as given"


def test_an_edition_that_another_file_maps_stays(center: CenterWorld) -> None:
    applied(center)
    mapped = """
[before]
edition = "2026"
requirement = [{ earlier = "an-hour", now = "an-hour", change = "same", mark = "V" }]

[[component]]"""
    later = TWO.replace('edition = "2026"', 'edition = "2027"').replace("[[component]]", mapped.strip(), 1)
    with center.working(), pytest.raises(InvalidStandard, match="elsewhere is not in edition 2026"):
        own_standards.ahead(center.actor(), later.replace('earlier = "an-hour"', 'earlier = "elsewhere"'), "x.toml")
    applied(center, later)
    with center.working():
        standards.drop(center.actor(), KEY, "2027")
    with center.working(), pytest.raises(Conflict, match="Another file needs this one"):
        own_standards.take_away(center.actor(), KEY, "2026")


def test_a_center_has_so_many_files_at_most(center: CenterWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_standards, "MOST", 1)
    applied(center)
    with pytest.raises(InvalidStandard, match="at most 1 file of its own"):
        applied(center, OURS.replace(f'id = "{KEY}"', 'id = "another"'))
