"""The first visit to a new installation: one code from the console, one center, one director."""

from collections.abc import Collection
from datetime import datetime

from tracker.db import db
from tracker.domain.errors import Conflict, NotFound
from tracker.models import Account
from tracker.services import accounts, centers, one_time_links
from tracker.services.one_time_links import Purpose

DEAD_CODE = "This set-up code does not work any more. Restart the server to have a new one printed."


def is_needed() -> bool:
    """Tell whether nobody set this installation up yet."""
    return not centers.any_exists()


def make_code(now: datetime) -> str:
    """Make the code for the console; an older one stops working."""
    one_time_links.end_all(Purpose.SETUP, None, now)
    return one_time_links.make(Purpose.SETUP, now, one_time_links.SETUP_LASTS)


def set_up(
    code: str,
    center_name: str,
    time_zone: str,
    name: str,
    email: str,
    password: str,
    now: datetime,
    measured_by: Collection[str] = (),
) -> tuple[int, str]:
    """Make the first center, its director and the administrator of the installation; returns account and center id.

    `measured_by`: the optional standards that the center chose, by id. Raises NotFound for a wrong code, Conflict
    naming the field.
    """
    if not is_needed():
        raise Conflict("This installation is set up already. Sign in instead.")
    worked, _ = one_time_links.consume(Purpose.SETUP, code, now)
    if not worked:
        raise NotFound(DEAD_CODE)
    account_id = accounts.create(email, name, password, now, refuse=(center_name,))
    db.session.get_one(Account, account_id).is_administrator = True
    center = centers.begin(center_name, time_zone, now)
    centers.add_first_director(center, account_id, name, now, measured_by)
    return account_id, center.public_id
