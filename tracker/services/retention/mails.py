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
        "replies",
        "Mails that answered a reminder",
        "Directors see which mail was not taken in, and why. The words of a mail are not kept.",
        {
            "mail_reply": {
                "outcome": "whose mail came when, and what became of it",
                "answer": "whether it was answered",
                "told": "names of its files, until it was answered",
            }
        },
        stays="In the mailbox itself such a mail lies in the folder “Read by the tracker” for the same time.",
    ),
    Line(
        "mailed",
        "Files that came by mail and are not logged yet",
        "Who sends a photo on a Friday looks at it when they are back.",
        files=("photos and PDFs, and what was read from them",),
        stays="What is logged becomes part of the record.",
    ),
    Line(
        "received",
        "Marks of mails that were read",
        "No mail is taken in twice.",
        {"received_mail": {"digest": "a digest", "outcome": "what became of it, not whose it was"}},
    ),
    Line(
        "mail",
        "Mail on this machine",
        "Without a mail server, or while it does not answer, mail lies in a folder from which it can be sent by hand.",
        files=("email address", "the text of the mail"),
    ),
)
