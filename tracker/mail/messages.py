"""The messages we send, as people read them."""

from tracker.mail.outbox import Mail


def invitation(to: str, center: str, inviter: str, link: str) -> Mail:
    """Ask somebody to join a center."""
    return Mail(
        to,
        f"Join {center} in the training tracker",
        f"""Hello,

{inviter} invites you to keep your completed trainings for {center}.

Open this link to choose a password. It works once, for 48 hours:

{link}

If you did not expect this, you can ignore it: nothing happens until the link is opened.
""",
    )


def password_reset(to: str, name: str, link: str) -> Mail:
    """Let somebody choose a new password."""
    return Mail(
        to,
        "Choose a new password for the training tracker",
        f"""Hello {name},

Somebody, probably you, asked for a new password. Open this link to choose it. It works once, for one hour:

{link}

If it was not you, ignore this mail: your password stays as it is.
""",
    )
