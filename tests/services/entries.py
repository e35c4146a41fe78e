"""Completions as the use cases log them."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from tests.factories import CenterWorld
from tracker.db import db
from tracker.models import Completion, Person, Training
from tracker.services import completions
from tracker.services.actor import Actor
from tracker.services.completions import Entry


def entry(**values: Any) -> Entry:
    return Entry(**{"title": "Trauma and the brain", "completed_on": date(2026, 3, 2), **values})


def log(center: CenterWorld, actor: Actor, *, person: str = "", **values: Any) -> str:
    """Log a completion, for the actor's own person unless another is named."""
    options = {name: values.pop(name) for name in ("submit", "files", "key") if name in values}
    with center.working():
        own = person or str(db.session.scalar(select(Person.public_id).where(Person.id == actor.person_id)))
        return completions.record(actor, entry(**values), [own], **{"submit": True, **options})[0]


def training(center: CenterWorld, title: str = "Trauma and the Brain", **values: Any) -> str:
    with center.working():
        row = Training(key=title.lower().replace(" ", "-"), title=title, **values)
        db.session.add(row)
        db.session.flush()
        return str(row.public_id)


def how_many(center: CenterWorld) -> int:
    with center.working():
        return int(db.session.scalar(select(func.count(Completion.id))))
