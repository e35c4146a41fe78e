"""Every table that names a person or an account is decided on: told to whom it is about, or left out for a reason."""

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.own_data.test_take import table, taken
from tracker import clock
from tracker.db import Base, db
from tracker.models import (
    Desk,
    DeskQuestion,
    Import,
    ImportLine,
    KnownDevice,
    Packet,
    Passkey,
    Person,
    SignInSession,
    Snooze,
)
from tracker.pages.own_data import archive
from tracker.services import phone_links, uploads
from tracker.services.imports.said import Said
from tracker.services.imports.states import Kind
from tracker.services.reminders import calendars

Browse = Callable[..., FlaskClient]

# Tables with a column that names a person or an account, and the tables of the copy that tell of them.
TOLD = {
    "account": "account",
    "authenticator": "account",
    "calendar_feed": "calendars",
    "check_in": "expected-at",
    "citation": "places",
    "completion": "completions",
    "desk_question": "desk-questions",
    "evidence": "completions",
    "expected_person": "expected-at",
    "history_entry": "history",
    "identity": "account",
    "import_line": "import-rows",
    "invitation": "invitations",
    "known_device": "known-browsers",
    "leave": "leaves",
    "mail_reply": "mails",
    "membership": "centers",
    "passkey": "passkeys",
    "person": "person",
    "phone_link": "phone-links",
    "plan_line": "plan",
    "recovery_code": "account",
    "redaction": "not-printed",
    "reminder_digest": "reminders",
    "review": "decisions",
    "role_term": "person",
    "sighting": "looks",
    "sign_in_session": "sign-ins-ended",
    "snooze": "snoozes-past",
    "waiver": "waivers",
}
LEFT_OUT = {
    "api_token": "of a program; that somebody made it stands in the history of the center",
    "center_archive": "that somebody asked for it: about the center, for some days",
    "decision_link": "that somebody gave or took back a link: about others' completions",
    "desk": "that somebody gave or took back a link to a packet: about the center",
    "desk_mark": "what a reader of a packet thinks of a finding, by a number in that packet: theirs, not the center's",
    "followed_standard": "that somebody compared a standard: about the standard",
    "import": "that somebody brought a file in: about the file",
    "import_file": "files of an import become files of completions, which lie in the copy",
    "link_report": "that somebody reported a link of the catalog: about the link",
    "one_time_link": "digests of links that let somebody in, for hours",
    "own_standard": "that somebody gave the center a file: about the standard",
    "packet": "that somebody asked for it: about the center",
    "planned_event": "that somebody planned it: about the event",
    "record_check_set_aside": "that somebody set a line aside: about the line",
    "sign_in_step": "challenges of minutes",
    "submission": "keys of forms, for days",
}


def named() -> set[str]:
    """Return the tables that name a person or an account."""
    found = set()
    for each in Base.metadata.sorted_tables:
        keys = {key.column.table.name for column in each.columns for key in column.foreign_keys}
        columns = {column.name for column in each.columns}
        names = {"person", "person_id", "person_key", "account_id", "email"} & columns
        if keys & {"account", "person"} or names or each.name in {"account", "person"}:
            found.add(each.name)
    return found


def test_every_table_that_names_somebody_is_decided_on() -> None:
    undecided = named() - set(TOLD) - set(LEFT_OUT)
    assert not undecided, f"Say in TOLD where the own copy tells of {sorted(undecided)}, or in LEFT_OUT why not."
    assert not set(TOLD) & set(LEFT_OUT)
    assert (set(TOLD) | set(LEFT_OUT)) <= named()
    assert set(TOLD.values()) <= set(archive.MEANINGS)


def test_every_table_of_the_copy_has_its_words(center: CenterWorld, browse: Browse) -> None:
    archived = taken(browse(center.member()), center)
    assert {name.removesuffix(".json") for name in archived.namelist() if name.endswith(".json")} == set(
        archive.MEANINGS
    )


def in_center(center: CenterWorld, *rows: Any) -> None:
    with center.working():
        for row in rows:
            db.session.add(row)
            db.session.flush()


@pytest.fixture
def ana(center: CenterWorld) -> tuple[int, str, int]:
    """Her row, her public id, her account."""
    person = center.person("Ana Reyes-Holm")
    return person, center.public_id_of(Person, person), center.member(person_id=person)


def test_it_tells_where_one_signed_in_and_by_what(
    center: CenterWorld, browse: Browse, ana: tuple[int, str, int]
) -> None:
    account, now = ana[2], clock.now()
    in_center(
        center,
        KnownDevice(account_id=account, digest="d" * 64, device="Firefox on Linux", first_at=now, last_at=now),
        SignInSession(
            account_id=account,
            token_digest="e" * 64,
            device="Edge on Windows",
            started_at=now,
            confirmed_at=now,
            seen_at=now,
            ended_at=now,
        ),
        Passkey(
            account_id=account, credential_id=b"secret-of-ana", public_key=b"key-of-ana", name="Blue key", added_at=now
        ),
    )
    with center.working():
        address = calendars.begin(center.actor(account))
    archived = taken(browse(account), center)
    assert [row["browser"] for row in table(archived, "known-browsers")] == ["Firefox on Linux"]
    assert [row["device"] for row in table(archived, "sign-ins-ended")] == ["Edge on Windows"]
    assert [row["name"] for row in table(archived, "passkeys")] == ["Blue key"]
    assert [row["ended"] for row in table(archived, "calendars")] == [None]
    whole = b"\n".join(archived.read(name) for name in archived.namelist())
    token = address.rsplit("/", 1)[1].removesuffix(".ics").encode()
    for secret in (b"secret-of-ana", b"key-of-ana", b"d" * 64, b"e" * 64, token):
        assert secret not in whole


def test_it_tells_of_links_and_files_that_wait(center: CenterWorld, browse: Browse, ana: tuple[int, str, int]) -> None:
    _, public_id, account = ana
    with center.working():
        phone_links.give(
            center.actor(), phone_links.Offer(person=public_id, ends_on=center.actor().today + timedelta(days=2))
        )
    with center.working():
        phone_links.give_own(center.actor(account))
    with center.app.app_context():
        uploads.take(center.actor(account), io.BytesIO(making.pdf(74)), "mine.pdf", uploads.CERTIFICATES)
        uploads.take(center.actor(), io.BytesIO(making.pdf(75)), "theirs.pdf", uploads.CERTIFICATES)
    archived = taken(browse(account), center)
    links = [(row["for_whom"], row["given_by"]) for row in table(archived, "phone-links")]
    assert links == [("yourself", "somebody else"), ("yourself", "yourself")]
    assert [row["file"] for row in table(archived, "files-waiting")] == ["mine.pdf"]


def test_it_tells_of_past_snoozes(center: CenterWorld, browse: Browse, ana: tuple[int, str, int]) -> None:
    person, _, account = ana
    past = {"person_id": person, "items": frozenset(), "reason": "r", "made_by": account, "made_at": clock.now()}
    in_center(center, Snooze(what="Trauma", until=date(2026, 1, 1), **past))
    assert [row["what"] for row in table(taken(browse(account), center), "snoozes-past")] == ["Trauma"]


def test_it_tells_of_rows_of_imports_that_name_one_and_of_nobody_else_s(
    center: CenterWorld, browse: Browse, ana: tuple[int, str, int]
) -> None:
    mine = center.completion(ana[0])
    now, others = clock.now(), {"fingerprint": "f" * 64}
    file = Import(
        file_name="all.xlsx",
        sha256="a" * 64,
        size=1,
        state="open",
        dropped_by=center.director,
        dropped_at=now,
        touched_at=now,
    )
    in_center(center, file)
    lines = [("Ana Reyes-Holm", None, "By name"), ("A. R.", mine, "By what it made"), ("Ben Ortiz", None, "Not mine")]
    with center.working():
        for number, (name, made, title) in enumerate(lines):
            said = Said(kind=Kind.COMPLETION, sheet="One", row=number, name=name, title=title)
            db.session.add(
                ImportLine(
                    import_id=db.session.query(Import.id).filter(Import.sha256 == "a" * 64).scalar(),
                    number=number,
                    kind="completion",
                    person_key=said.person_key,
                    said={"name": name, "title": title, "sheet": "One"},
                    made=made,
                    **others,
                )
            )
    told = table(taken(browse(ana[2]), center), "import-rows")
    assert [row["says"] for row in told] == [
        "name: Ana Reyes-Holm; title: By name",
        "name: A. R.; title: By what it made",
    ]


def test_it_tells_what_was_asked_about_one_unless_another_has_the_name(
    center: CenterWorld, browse: Browse, ana: tuple[int, str, int]
) -> None:
    now: datetime = clock.now()
    with center.working():
        packet = Packet(number=700, standard="s", edition="1", as_of=date(2026, 1, 1), asked_at=now)
        db.session.add(packet)
        db.session.flush()
        desk = Desk(
            packet_id=packet.id,
            digest=f"{packet.id:064}",
            kind="review",
            reviewer="Kim",
            ends_on=date(2027, 1, 1),
            given_by=center.director,
            given_at=now,
        )
        db.session.add(desk)
        db.session.flush()
        for about in ("Ana Reyes-Holm", "Ben Ortiz"):
            db.session.add(
                DeskQuestion(
                    desk_id=desk.id,
                    requirement="r",
                    title="Trauma",
                    about=about,
                    person=1,
                    words=f"Of {about}?",
                    asked_at=now,
                    key=about,
                )
            )
    assert [row["question"] for row in table(taken(browse(ana[2]), center), "desk-questions")] == ["Of Ana Reyes-Holm?"]
    center.person("Ana Reyes-Holm")
    assert table(taken(browse(ana[2]), center), "desk-questions") == []
