"""The clean-up: removing what is over its time, in batches, each a unit of work of its own.

It may be ended at any moment and goes on at its next run: what was removed is gone, what was not is still over its
time. Rows of centers are removed center by center, so that none is in force for another's.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import delete, func, select

from tracker.db import db
from tracker.db.tenancy import CenterOwned, working_for
from tracker.db.work import unit_of_work
from tracker.domain.retention import PERIODS, Period
from tracker.mail import outbox
from tracker.models import Center
from tracker.services import drawn_pieces, imports, installation
from tracker.services.retention.expired import RULES, Rule

log = logging.getLogger(__name__)
# A batch holds SQLite's one write lock for some milliseconds; people's own changes come in between.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How many things of a line of the table went, or would go."""

    key: str
    count: int


def clean_up(now: datetime, *, dry_run: bool = False, batch: int = BATCH) -> list[Cleaned]:
    """Remove what is over its time, and return how many of each kind; with `dry_run` only count them.

    Costs one statement a kind and center where nothing is. Uploads and removed files have a sweep of their own, in
    `tidying`. Raises TrackerError where the disk fails.
    """
    periods = periods_in_force()
    found = []
    for key, rule in RULES.items():
        moment = now - periods[key].lasts
        act = partial(_count, rule, moment) if dry_run else partial(_remove, rule, moment, batch)
        found.append(Cleaned(key, sum(_everywhere_it_lies(rule, act))))
    found.append(Cleaned("mail", _old_mail(now - periods["mail"].lasts, dry_run=dry_run)))
    found.append(Cleaned("imports", imports.clear(now - periods["imports"].lasts, now, dry_run=dry_run)))
    pieces = drawn_pieces.store().sweep(now - periods["pieces"].lasts, dry_run=dry_run)
    found.append(Cleaned("pieces", pieces))
    if not dry_run and any(each.count for each in found):
        log.info("cleaned up: %s", ", ".join(f"{each.count} {each.key}" for each in found if each.count))
    return found


def periods_in_force() -> Mapping[str, Period]:
    """Return for how long things are kept at this installation."""
    return installation.current().periods or PERIODS


Where = Callable[[], AbstractContextManager[None]]


def _everywhere_it_lies(rule: Rule, act: Callable[[Where], int]) -> Iterator[int]:
    if not issubclass(rule.table, CenterOwned):
        yield act(nullcontext)
        return
    centers = db.session.scalars(select(Center.id).order_by(Center.id)).all()
    db.session.rollback()
    for center_id in centers:
        yield act(partial(working_for, db.session(), center_id))


def _count(rule: Rule, moment: datetime, where: Where) -> int:
    with where():
        number = db.session.scalar(select(func.count(rule.key)).where(rule.ended_before(moment))) or 0
    db.session.rollback()
    return number


def _remove(rule: Rule, moment: datetime, batch: int, where: Where) -> int:
    gone, over = 0, rule.ended_before(moment)
    while True:
        # Looked for without the lock that changes wait for: mostly there is nothing.
        with where():
            keys = db.session.scalars(select(rule.key).where(over).limit(batch)).all()
        if not keys:
            db.session.rollback()
            return gone
        with unit_of_work(), where():
            # Asked again by the condition: a row that somebody touched since it was looked for stays.
            those = delete(rule.table).where(rule.key.in_(keys), over).execution_options(synchronize_session=False)
            gone += db.session.execute(those).rowcount


def _old_mail(before: datetime, *, dry_run: bool) -> int:
    here = installation.current()
    folders = {here.data / "unsent", *([here.mail_outbox] if here.mail_outbox else [])}
    return sum(outbox.sweep(folder, before, dry_run=dry_run) for folder in sorted(folders))
