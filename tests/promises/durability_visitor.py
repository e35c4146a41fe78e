"""Somebody who uses a served installation over the network, through the forms that its pages show."""

from dataclasses import dataclass
from typing import Any

import requests
from bs4 import BeautifulSoup

from tests.pages.forms import values_of

PATIENCE = 20
SEEN, SAVED = 200, 303
Files = list[tuple[str, tuple[str, bytes, str]]]


@dataclass(frozen=True)
class Sent:
    """A form as it was sent, so that it can be sent once more, and what came back: 0 where nothing did."""

    path: str
    fields: list[tuple[str, Any]]
    files: Files
    status: int = 0
    location: str = ""

    @property
    def saved(self) -> bool:
        """Whether it was said to be saved."""
        return self.status == SAVED


class Visitor:
    """A browser of somebody's: keeps its cookie, fills in what a page holds. Raises OSError where nobody answers."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()

    def sign_in(self, email: str, password: str) -> bool:
        """Sign in; tell whether it was said to be done."""
        return self.submit("/sign-in", email=email, password=password).saved

    def status_of(self, path: str) -> int:
        """Ask for a page, redirects not followed; return the status."""
        return self.session.get(self.url + path, timeout=PATIENCE, allow_redirects=False).status_code

    def submit(self, path: str, files: Files | None = None, **values: Any) -> Sent:
        """Open a page, fill in its form and send it."""
        return self.send(self.fill(path, files, **values))

    def fill(self, path: str, files: Files | None = None, **values: Any) -> Sent:
        """Open a page and fill in its form, which is not sent yet."""
        page = self.session.get(self.url + path, timeout=PATIENCE, allow_redirects=False)
        if page.status_code != SEEN:
            raise ConnectionError(f"{path} answers {page.status_code}")
        form = BeautifulSoup(page.text, "lxml").select_one("main form[method=post]")
        if form is None:
            raise ConnectionError(f"{path} shows no form")
        filled = values_of(form)
        for name, value in values.items():
            filled.setlist(name, value if isinstance(value, list) else [value])
        return Sent(str(form.get("action") or path), list(filled.items(multi=True)), files or [])

    def send(self, form: Sent) -> Sent:
        """Send a form that was filled in, again if need be."""
        answer = self.session.post(
            self.url + form.path,
            data=form.fields,
            files=form.files or None,
            timeout=PATIENCE,
            allow_redirects=False,
        )
        return Sent(form.path, form.fields, form.files, answer.status_code, answer.headers.get("Location", ""))
