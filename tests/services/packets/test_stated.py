"""What a prior center states: said so beside each verdict that uses it, with the transcript, and told by its seal."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.factories import CenterWorld
from tests.intake import making
from tests.services.files import stored
from tests.services.packets.test_waivers_printed import composed
from tracker.db import db
from tracker.domain.packet_seal import Facts
from tracker.domain.vocabulary import CompletionState
from tracker.models import Completion, Person
from tracker.reports.outline import Outline
from tracker.services import completions
from tracker.services.completions import Entry
from tracker.services.packets import signing
from tracker.services.prior_records import reading

pytestmark = pytest.mark.usefixtures("context")


def stated(center: CenterWorld) -> str:
    """Take over a completion as a prior center states it, with its transcript, and accept it."""
    person = center.public_id_of(Person, center.person("Ana Reyes"))
    actor = center.actor()
    with center.app.app_context():
        files = stored(actor, making.pdf(1), "transcript.pdf")
    entry = Entry(title="Foundations", completed_on=date(2026, 5, 4), hours=Decimal(4), topics=frozenset({"screening"}))
    with center.working():
        (made,) = completions.record(actor, entry, [person], files, submit=True, stated_by="Other House")
        accepted = update(Completion).where(Completion.public_id == made).values(state=CompletionState.ACCEPTED)
        db.session.execute(accepted)
    return made


def test_a_packet_says_so_in_words_wherever_it_is_used(center: CenterWorld) -> None:
    stated(center)
    context = composed(center)
    (completion,) = context.people[0].completions
    assert (completion.grade.word, completion.exhibits) == ("Stated by prior center", (1,))
    used = [entry for finding in context.findings for entry in finding.counted]
    assert used
    assert {(entry.rests_on, entry.exhibits) for entry in used} == {("Stated by prior center", (1,))}
    assert [report.why for report in Outline(context).self_reported] == ["Stated by prior center"]


def test_a_seal_of_this_installation_is_told_and_nothing_else_is_taken_for_one(
    center: CenterWorld, tmp_path: Path
) -> None:
    path = tmp_path / "transcript.pdf"
    path.write_bytes(making.pdf(1))
    assert reading.proof_of(path) == reading.NOT_CHECKED
    names = ("center", "center_id", "packet", "number", "standard", "edition", "as_of", "issued_by", "issued_at")
    signing.seal(path, Facts(**{name: f"the {name}" for name in names}))
    assert reading.proof_of(path) == "Unchanged since the center issued it, the issued_at."
    whole = bytearray(path.read_bytes())
    whole[40] ^= 1
    path.write_bytes(whole)
    assert reading.proof_of(path) == reading.NOT_CHECKED
