"""Statements as a learning system exports them."""

from typing import Any
from uuid import uuid4

COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
PASSED = "http://adlnet.gov/expapi/verbs/passed"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
ACTIVITY = "https://lms.example.org/courses/7"


def statement(
    *,
    id: str = "",
    verb: str = COMPLETED,
    name: str = "Maya Chen",
    mbox: str = "mailto:maya@example.org",
    activity: str = ACTIVITY,
    names: Any = None,
    duration: Any = None,
    result: dict[str, Any] | None = None,
    timestamp: str = "2026-03-14T22:30:00-05:00",
) -> dict[str, Any]:
    """Return a statement; `names`: what the activity is called, by language."""
    told = {"en-US": "Trauma and the brain"} if names is None else names
    measured = {} if duration is None else {"duration": duration}
    found = {
        "actor": {"objectType": "Agent", "name": name, "mbox": mbox},
        "verb": {"id": verb, "display": {"en-US": verb.rpartition("/")[2]}},
        "object": {"id": activity, "definition": {"name": told}},
        "result": {"score": {"scaled": 0.9}, **measured, **(result or {})},
        "timestamp": timestamp,
    }
    return {"id": id, **found} if id else found


def numbered(**told: Any) -> dict[str, Any]:
    """Return a statement with a number of its own, as a store gives one."""
    return statement(id=str(uuid4()), **told)


def voiding(number: str) -> dict[str, Any]:
    """Return the statement that voids another."""
    return statement(verb=VOIDED, name="Administrator", mbox="mailto:admin@example.org") | {
        "id": str(uuid4()),
        "object": {"objectType": "StatementRef", "id": number},
    }
