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


def sign_in_changed(to: str, name: str, what: str, when: str, link: str) -> Mail:
    """Tell somebody that what they sign in with was changed. `what`: a whole sentence."""
    return Mail(
        to,
        "Your sign-in to the training tracker was changed",
        f"""Hello {name},

{what}
When: {when}

If it was you, there is nothing to do.

If it was not you: choose a new password with "Forgot your password?" on the sign-in page, which signs everybody out.
Then look through "Signing in" on the page of your account, and tell your center's director:

{link}
""",
    )


def new_device(to: str, name: str, device: str, when: str, link: str) -> Mail:
    """Tell somebody that they signed in with a browser that was not seen before."""
    return Mail(
        to,
        "A new browser signed in to the training tracker",
        f"""Hello {name},

Your account signed in with a browser that we had not seen before: {device}
When: {when}

If it was you, there is nothing to do.

If it was not you: open the page of your account, press "Sign out everywhere else" and change your password:

{link}
""",
    )


def codes_tried(to: str, name: str, when: str, link: str) -> Mail:
    """Tell somebody that wrong codes came after their right password."""
    return Mail(
        to,
        "Somebody knows your password for the training tracker",
        f"""Hello {name},

Somebody gave your right password and then several wrong codes of your second factor. They did not get in.
When: {when}

If it was you, there is nothing to do.

If it was not you, somebody knows your password. Choose another one now:

{link}
""",
    )


def account_closed(to: str, name: str, when: str) -> Mail:
    """Tell somebody, for the last time, that their account was closed."""
    return Mail(
        to,
        "Your account with the training tracker was closed",
        f"""Hello {name},

Your account was closed. Nobody signs in with it any more, and this address is forgotten with it.
When: {when}

The record of your trainings belongs to your center and stays there.

If it was not you, tell your center's director: a new invitation makes a new account for the same record.
""",
    )
