"""Packets with sealed inputs that need no drawing, desks on them, and browsers in which these are open."""

import io
import json
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories import CenterWorld
from tests.intake import making
from tests.reports import samples
from tests.services.files import stored
from tracker import clock
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.db.work import unit_of_work
from tracker.domain.vocabulary import PacketState
from tracker.models import Desk, Packet
from tracker.reports.context import PacketContext
from tracker.reports.sealed import to_json
from tracker.services import desks
from tracker.services.desks import About, DeskKind, Offer
from tracker.services.packets.sealing import packet_store

REQUIREMENT = samples.packet().requirements[0].id
PDF = b"%PDF-1.7 a packet"


def issued_packet(center: CenterWorld, **values: Any) -> str:
    """Return a packet of three people that was issued from sealed inputs: its first exhibit is a file that is kept."""
    with center.app.app_context():
        (file,) = stored(center.actor(), making.pdf(2))
        told = replace(samples.packet(certificates=1, digests=(file.sha256,)), **values)
        inputs = packet_store().put(io.BytesIO(_inputs(told)))
        kept = packet_store().put(io.BytesIO(PDF + secrets.token_bytes(16)))
    with center.working():
        number = (db.session.scalar(select(func.max(Packet.number))) or 0) + 1
        row = Packet(
            number=number,
            standard="nca-csec",
            edition="2023",
            as_of=told.as_of,
            asked_at=clock.now(),
            asked_by=center.director,
            sealed_at=clock.now(),
            state=PacketState.ISSUED,
            inputs_sha256=inputs.sha256,
            sha256=kept.sha256,
            size=kept.size,
        )
        db.session.add(row)
        db.session.flush()
        return row.public_id


def given(center: CenterWorld, packet: str = "", **values: Any) -> tuple[str, str]:
    """Let somebody read a packet; returns the desk's public id and the secret of its link."""
    packet = packet or issued_packet(center)
    actor = center.actor()
    usual = {"reviewer": "Sam Ortiz", "ends_on": actor.today + timedelta(days=9), "kind": DeskKind.REVIEW}
    offer = Offer(**{**usual, **values})
    with center.working():
        return desks.give(actor, packet, offer)


def packet(center: CenterWorld, _owner: object) -> str:
    """Issue a packet from sealed inputs, which need no drawing."""
    return issued_packet(center)


def desk(center: CenterWorld, _owner: object) -> str:
    """Let somebody read a packet by a link."""
    return given(center)[0]


def link(center: CenterWorld, _owner: object) -> str:
    """Let somebody read a packet by a link; returns its secret."""
    return given(center)[1]


def question(center: CenterWorld, _owner: object) -> str:
    """Ask a question at a desk, which waits for an answer."""
    at = given(center)[0]
    with center.app.app_context():
        token = _visit(center.app, at)
        reader = desks.find(at, token, clock.now())
    with center.working():
        desks.ask(reader, About(REQUIREMENT, 1), "Where is the original?", secrets.token_hex(16))
        return next(each.public_id for each in desks.waiting(center.actor()) if each.desk == at)


def requirement(_center: CenterWorld, _owner: object) -> str:
    """Name a requirement of that packet."""
    return REQUIREMENT


def sit_down(app: Flask, client: FlaskClient, at: str) -> FlaskClient:
    """Open a desk in a browser without its link, as after it."""
    client.set_cookie("desk", _visit(app, at), path=f"/desk/{at}")
    return client


def _visit(app: Flask, at: str) -> str:
    with app.app_context(), unit_of_work():
        with everywhere(db.session()):
            row = db.session.execute(select(Desk.id, Desk.center_id).where(Desk.public_id == at)).one()
        offer = desks.OfferedDesk(row.id, at, row.center_id, "", "", 1, clock.now().date(), None)
        return desks.begin(offer, clock.now())


def _inputs(told: PacketContext) -> bytes:
    # Its own, as the PDF is: once the packet is withdrawn they go, and no other packet shall miss them.
    record = {"read by nobody": secrets.token_hex(16)}
    return json.dumps({"form": 1, "context": json.loads(to_json(told)), "record": record, "standard": {}}).encode()
