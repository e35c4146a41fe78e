"""A route of the API says what it asks of a token, what it takes and what it gives; the document is made from this."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from tracker.api.shapes.base import Shape
from tracker.domain.access import Action
from tracker.web.access import by_token

View = TypeVar("View", bound=Callable[..., Any])
KEY = "Idempotency-Key"
VERSION = "If-Match"


@dataclass(frozen=True, slots=True)
class Operation:
    """What the document tells of a route beside its permission: what it gives, None for a file, and with which status.

    `kinds`: of which media types the file can be.
    """

    gives: type[Shape] | None
    status: int
    kinds: tuple[str, ...] = ()


def call(
    action: Action,
    *,
    gives: type[Shape] | None,
    status: int = 200,
    kinds: tuple[str, ...] = (),
    query: type[Shape] | None = None,
    body: type[Shape] | None = None,
    headers: tuple[str, ...] = (),
    takes_file: bool = False,
) -> Callable[[View], View]:
    """Declare a route: programs whose token grants the action may call it."""

    def mark(view: View) -> View:
        view.operation = Operation(gives, status, kinds)  # type: ignore[attr-defined]  # functions carry attributes
        return by_token(action, query=query, body=body, headers=headers, takes_file=takes_file)(view)

    return mark
