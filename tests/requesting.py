"""Somebody at a served installation without a browser: pages and forms over HTTP, as a browser would send them."""

from typing import Any

import requests
from bs4 import BeautifulSoup

PATIENCE = 60


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
        """Open the page of a form, fill it in and send it; redirects are not followed."""
        page = self.get(path)
        data = {**filled(page.text), **typed}
        return self.session.post(self.url + path, data=data, files=files, timeout=PATIENCE, allow_redirects=False)

    def sign_in(self, email: str, password: str) -> bool:
        """Sign in with a password; tell whether that was enough."""
        return self.send("/sign-in", {"email": email, "password": password}).status_code == 303


def filled(page: str, form: str = "main form") -> dict[str, Any]:
    """Return what a form holds as its page came: hidden fields, texts, and what is chosen."""
    found: dict[str, Any] = {}
    first = BeautifulSoup(page, "lxml").select_one(form)
    for element in first.select("input, textarea, select") if first else ():
        name = str(element.get("name", ""))
        kind = str(element.get("type", element.name))
        if not name or kind in {"submit", "file", "button"}:
            continue
        if kind in {"checkbox", "radio"}:
            if element.has_attr("checked"):
                found.setdefault(name, []).append(str(element.get("value", "y")))
        elif kind == "select":
            chosen = [str(option.get("value", "")) for option in element.select("option[selected]")]
            options = [str(option.get("value", "")) for option in element.select("option")]
            found[name] = chosen or options[:1]
        else:
            found[name] = element.get_text() if kind == "textarea" else str(element.get("value", ""))
    return found
