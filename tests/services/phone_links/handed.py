"""Links for logging from a phone, as the use cases make them."""

import io
from datetime import date, timedelta

from tests.factories import CenterWorld
from tests.house.things import Owner
from tests.intake import making
from tracker import clock
from tracker.models import Person
from tracker.services import accounts, phone_links
from tracker.services.completions import Entry
from tracker.services.phone_links import Offer, Opened


def own(center: CenterWorld, account: int | None = None) -> tuple[str, str]:
    """Make a link for an account's own phone, the director's unless another is named; its public id and secret."""
    actor = center.actor(account)
    with center.working():
        return phone_links.give_own(actor)


def give(center: CenterWorld, person: int | None = None, account: int | None = None) -> tuple[str, str]:
    """Give somebody of the team a link for a week; returns its public id and secret."""
    actor = center.actor(account)
    public_id = center.public_id_of(Person, person or center.person())
    with center.working():
        return phone_links.give(actor, Offer(public_id, actor.today + timedelta(days=7)))


def opened(center: CenterWorld, secret: str) -> Opened:
    """Open a link."""
    with center.app.app_context():
        return phone_links.opened(secret, clock.now())


def keep(center: CenterWorld, link: Opened, content: bytes | None = None, name: str = "certificate.pdf") -> str:
    """Keep a file under an opened link; returns its token."""
    with center.app.app_context():
        return phone_links.take(link, io.BytesIO(content or making.pdf()), name).token


def token(center: CenterWorld, _owner: object) -> str:
    """Give somebody of the team a link; returns its secret."""
    return give(center)[1]


def with_a_file(center: CenterWorld, _owner: object) -> str:
    """Give somebody a link under which a file is kept; returns its secret."""
    _, secret = give(center)
    keep(center, opened(center, secret))
    return secret


def used(center: CenterWorld, _owner: object) -> str:
    """Return the secret of a link that was used."""
    secret = with_a_file(center, _owner)
    link = opened(center, secret)
    with center.app.app_context():
        phone_links.send(link, Entry(title="Sent by phone", completed_on=date(2026, 3, 2)), "0" * 32)
    return secret


def link(center: CenterWorld, owner: Owner) -> str:
    """Make a link by the owner for their own phone, or by the director where the owner is nobody here."""
    with center.app.app_context():
        is_here = accounts.center_of(owner.account, center.public_id) is not None
    return own(center, owner.account)[0] if is_here else own(center)[0]
