"""A program that calls the API of a center with a token, as those of centers do."""

import io
import json
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask
from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tracker.api.document import document
from tracker.domain.access import TokenMay
from tracker.services import api_tokens

PREFIX = "/api/v1"


@dataclass(frozen=True)
class Program:
    """Who calls, with what it shows at each request."""

    app: Flask
    token: str
    name: str

    def call(self, method: str, path: str, **options: Any) -> TestResponse:
        """Call an address below /api/v1, in a client of its own that carries no cookie."""
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        return self.app.test_client().open(f"{PREFIX}{path}", method=method, headers=headers, buffered=True, **options)

    def get(self, path: str, **query: Any) -> TestResponse:
        """Read an address, as its query says."""
        return self.call("GET", path, **({"query_string": query} if query else {}))

    def read(self, path: str, **query: Any) -> Any:
        """Read an address and return what it shows."""
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.get_json()

    def everything(self, path: str, cursor: str | None = None, **query: object) -> list[dict[str, Any]]:
        """Read a list to its end by its cursors, from its beginning or from one of them."""
        found: list[dict[str, Any]] = []
        while True:
            part = self.read(path, **query, **({"cursor": cursor} if cursor else {}))
            found += part["items"]
            cursor = part["next"]
            if cursor is None:
                return found

    def add(self, path: str, content: bytes, name: str = "certificate.pdf", **fields: str) -> TestResponse:
        """Send a file in a form, under a key of its own unless one is among the fields."""
        headers = {"Idempotency-Key": fields.pop("key", "") or new_key()}
        form = {"file": (io.BytesIO(content), name), **fields}
        return self.call("POST", path, data=form, content_type="multipart/form-data", headers=headers)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        """Send JSON, as it is written where it is text; names of headers with underscores for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        text = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.call(method, path, data=text, content_type="application/json", headers=named)


def program_of(
    center: CenterWorld, may: TokenMay = TokenMay.READ, *, account: int | None = None, days: int = 30
) -> Program:
    """Make a token of a center, by its director unless somebody else is named."""
    actor, name = center.actor(account), f"Program {secrets.token_hex(4)}"
    with center.working():
        token = api_tokens.make(actor, name, may, actor.today + timedelta(days=days))
    return Program(center.app, token, name)


def told(answer: TestResponse) -> tuple[int, Any]:
    """Return what a program learns of an answer: its status and what it says."""
    return answer.status_code, answer.get_json()


def new_key() -> str:
    """Return a key for something that is to be made once."""
    return secrets.token_hex(16)


def as_documented(app: Flask, method: str, path: str, answer: TestResponse) -> None:
    """Hold an answer to what the document says of an address, as it stands there: its status, kind and shape."""
    with app.app_context():
        told = document(app)
    given = told["paths"][f"{PREFIX}{path}"][method]["responses"][str(answer.status_code)]["content"]
    schema = given[answer.mimetype]["schema"]
    if answer.is_json:
        Draft202012Validator({**schema, "components": told["components"]}).validate(answer.get_json())
