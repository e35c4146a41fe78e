"""Somebody at a served installation without a browser: pages and forms over HTTP, as a browser would send them."""

from typing import Any

import requests
from bs4 import BeautifulSoup
from werkzeug.datastructures import MultiDict

from tests.pages.forms import values_of

PATIENCE = 60
OK = 200


class Browser:
    """Keeps cookies, and fills the hidden fields of a form from its page."""

    def __init__(self, url: str) -> None:
        """Speak to an installation."""
        self.url = url
        self.session = requests.Session()

    def get(self, path: str) -> requests.Response:
        """Ask for a page; redirects are followed."""
        return self.session.get(self.url + path, timeout=PATIENCE)

    def send(self, path: str, typed: dict[str, Any], files: Any = None) -> requests.Response:
        """Open the page of a form, fill it in and send it; redirects are not followed. Returns a page that fails."""
        answer = self.get(path)
        if answer.status_code != OK:
            return answer  # there is no form to fill in
        form = BeautifulSoup(answer.text, "lxml").select_one("main form[method=post]")
        values = values_of(form) if form else MultiDict()
        for name, value in typed.items():
            values.setlist(name, value if isinstance(value, list) else [value])
        data = list(values.items(multi=True))
        return self.session.post(self.url + path, data=data, files=files, timeout=PATIENCE, allow_redirects=False)

    def sign_in(self, email: str, password: str) -> bool:
        """Sign in with a password; tell whether that was enough."""
        return self.send("/sign-in", {"email": email, "password": password}).status_code == 303
