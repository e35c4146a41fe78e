"""What a mail to a member carries so that their answer finds them."""

import secrets
from dataclasses import dataclass

from tracker.domain import replies
from tracker.domain.access import Action
from tracker.services import installation
from tracker.services.actor import Actor


@dataclass(frozen=True, slots=True)
class MailMarks:
    """The address that answers go to, and the Message-ID that they repeat; both empty where answers are not read."""

    address: str = ""
    message_id: str = ""


def marks_of(actor: Actor, membership: str) -> MailMarks:
    """Return the marks of a mail to a member, by the membership's public id; none for who may log nothing."""
    here = installation.current()
    if here.mailbox is None or not actor.may(Action.RECORD_COMPLETION) or actor.person_id is None:
        return MailMarks()
    its = replies.mark(here.secret_key, membership, actor.today)
    return MailMarks(replies.address(here.mailbox.address, its), replies.message_id(its, secrets.token_hex(8)))
