"""What an import keeps of people goes once nobody worked on it; what somebody left for later waits for them."""

from datetime import timedelta

from tests.factories import CenterWorld
from tests.services.files import row_of
from tests.services.imports.sheets import ANA, laid_out, look, saved, taken_back, version_of
from tracker import clock
from tracker.db import db
from tracker.models import Import
from tracker.services import imports
from tracker.services.imports import Outcome
from tracker.services.imports.states import ImportState

LONG = timedelta(days=91)


def cleared(center: CenterWorld, public_id: str) -> bool:
    """Clear what nobody worked on for so long, this import among it; tell whether its rows went."""
    long_ago = clock.now() - LONG
    with center.working():
        its = db.update(Import).where(Import.public_id == public_id).values(touched_at=long_ago)
        db.session.execute(its.execution_options(synchronize_session=False))
    with center.app.app_context():
        imports.clear(long_ago + timedelta(seconds=1), clock.now())
    return bool(row_of(center, public_id, Import).state == ImportState.CLEARED)


def test_the_rows_go_and_that_the_file_was_dropped_stays(center: CenterWorld) -> None:
    assert cleared(center, laid_out(center, ANA))


def test_rows_that_were_left_for_later_wait(center: CenterWorld) -> None:
    public_id = laid_out(center, ANA, ("Rosa Lind", *ANA[1:]))
    version, actor = version_of(center, public_id), center.actor()
    with center.working():
        imports.choose_people(actor, public_id, version, {"rosa lind": imports.LATER})
    assert not cleared(center, public_id)
    assert Outcome.LATER in look(center, public_id).counts


def test_what_is_left_of_an_import_in_the_record_can_be_thrown_away(center: CenterWorld) -> None:
    center.person("Ana Reyes")
    it = laid_out(center, ANA, ("Rosa Lind", *ANA[1:]))
    saved(center, it)
    assert look(center, it).left == 1
    version, actor = version_of(center, it), center.actor()
    with center.working():
        imports.throw_away(actor, it, version)
    now = look(center, it)
    assert ([each.outcome for each in now.rows], now.left) == ([Outcome.DONE], 0)
    taken_back(center, it)
    assert [each.outcome for each in look(center, it).rows] == [Outcome.NEW]
