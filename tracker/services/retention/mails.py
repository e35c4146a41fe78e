"""What is kept of mail."""

from tracker.services.retention.line import Line

MAILS: tuple[Line, ...] = (
    Line(
        "digests",
        "Weekly mails that were sent",
        "Nothing is told twice, and directors see what was sent to whom. The words of a mail are not kept.",
        {
            "reminder_digest": {
                "kind": "which mail, in which week",
                "state": "what became of it",
                "told": "which requirements it told of",
            }
        },
    ),
    Line(
        "snoozes",
        "What was snoozed in the weekly mail",
        "It is left out of the mail until its day, and directors see why.",
        {
            "snooze": {
                "items": "what was snoozed, until when",
                "what": "what was snoozed, until when",
                "until": "what was snoozed, until when",
                "reason": "reasons given",
            }
        },
    ),
    Line(
        "mail",
        "Mail on this machine",
        "Without a mail server, or while it does not answer, mail lies in a folder from which it can be sent by hand.",
        files=("email address", "the text of the mail"),
    ),
)
