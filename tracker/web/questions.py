"""Questions to a passkey: what is asked goes to the browser's script, the secret of the step into its signed cookie.

So an answer is taken only from the browser that was asked, and once.
"""

from typing import Any

from flask import session

from tracker.services.second_factor.passkeys import Question

QUESTION = "passkey_question"


def put(question: Question) -> dict[str, Any]:
    """Put a question to this browser; returns the options for its script."""
    session[QUESTION] = question.secret
    return question.options


def taken() -> str:
    """Return the secret of the question that this browser was asked, and forget it; empty where it was asked none."""
    return str(session.pop(QUESTION, ""))
