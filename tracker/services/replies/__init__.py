"""Answers to reminder mails: certificates that come by mail wait in the list of whoever they are from."""

from tracker.services.replies.mailbox_standing import Standing, notes, standing, troubles
from tracker.services.replies.marks import MailMarks, marks_of
from tracker.services.replies.receiving import read_new
from tracker.services.replies.views import NotTaken, is_on, not_taken, of_own

__all__ = [
    "MailMarks",
    "NotTaken",
    "Standing",
    "is_on",
    "marks_of",
    "not_taken",
    "notes",
    "of_own",
    "read_new",
    "standing",
    "troubles",
]
