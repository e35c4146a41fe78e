"""A record that was exported as a table comes back from it as it was, in another center."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from flask import Flask
from flask.testing import FlaskClient

from tests.factories import CenterWorld, begin_center
from tests.services.entries import log
from tests.services.imports.sheets import dropped, look, record_of, saved, version_of
from tracker import clock
from tracker.domain.vocabulary import Topic, TrainingFormat
from tracker.models import Person
from tracker.services import imports
from tracker.services.completions import CompletionView, CreditLine
from tracker.services.imports import Corrected, Outcome

Browse = Callable[..., FlaskClient]


def stated(view: CompletionView) -> tuple[object, ...]:
    """Return what stands on a certificate."""
    return (
        *(view.title, view.provider, view.format, view.completed_on, view.expires_on, view.hours, view.topics),
        *(view.topic_hours, view.credits, view.certificate_number),
    )


def test_what_certificates_say_comes_back_from_the_exported_record(
    app: Flask, center: CenterWorld, browse: Browse
) -> None:
    ana = center.public_id_of(Person, center.person())
    log(
        center,
        center.actor(),
        person=ana,
        title="Trauma, courts and the team",
        completed_on=date(2024, 3, 14),
        expires_on=date(2026, 3, 14),
        hours=Decimal("4.5"),
        topics=frozenset({Topic.PREVENTION, Topic.POLYVICTIMIZATION}),
        topic_hours={"trauma": Decimal("1.25"), "self_care": Decimal(2)},
        provider="Midwest Institute",
        format=TrainingFormat.LIVE_ONLINE,
        certificate_number="A-7",
        credits=(CreditLine("CLE", Decimal(3)), CreditLine("NBCC", Decimal("4.5"))),
    )
    log(center, center.actor(), person=ana, title="CSEC 101", completed_on=date(2025, 2, 1))
    exported = browse(center.director).get(center.path(f"people/{ana}/record.csv")).get_data()

    other = begin_center(app)
    its_ana = other.public_id_of(Person, other.person())
    brought = dropped(other, exported, "training-record.csv")
    with app.app_context():
        imports.read(other.center_id, brought, clock.now)
    version, actor = version_of(other, brought), other.actor()
    with other.working():
        assert imports.correct(actor, brought, version, Corrected({}, {}, day_first=False))
    assert [each.outcome for each in look(other, brought).rows] == [Outcome.NEW] * 2
    saved(other, brought)
    assert list(map(stated, record_of(other, its_ana))) == list(map(stated, record_of(center, ana)))
