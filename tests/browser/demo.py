"""The demo center as its people move in it: who is signed in, and where each page is."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from playwright.sync_api import Browser, Page, StorageState

from tests.browser import addresses
from tests.browser.installation import Installation
from tests.browser.people import new_window, sign_in
from tracker.services.demo.making import PASSWORD

Found = TypeVar("Found")


class DemoCenter:
    """Signs people in once, and finds the ids that stand in addresses by following links as they do."""

    def __init__(self, installation: Installation, browser: Browser) -> None:
        self.url = installation.url
        self._database = installation.data / "tracker.sqlite"
        self._browser = browser
        self._cookies: dict[str, StorageState] = {}
        self._centers: dict[str, str] = {}
        self._ids: dict[str, str] = {}

    def cookies(self, who: str) -> StorageState:
        """Return the cookies of somebody signed in: `cookies("staff")`."""
        if who not in self._cookies:
            with new_window(self._browser, self.url) as window:
                sign_in(window.new_page(), f"{who}@demo.example", PASSWORD)
                self._cookies[who] = window.storage_state()
        return self._cookies[who]

    def address(self, who: str, where: str) -> str:
        """Return the address of a page for somebody: `address("staff", "completions/{own}")`."""
        if where in addresses.OUTSIDE + addresses.ANYWHERE:
            return f"/{where}"
        if who not in self._centers:
            self._centers[who] = self._look(who, "/", lambda page: page.url.removeprefix(self.url).rsplit("/", 1)[0])
        for name in re.findall(r"{(\w+)}", where):
            if name not in self._ids:
                finder, source, pattern = addresses.SPECIMENS[name]
                find = partial(addresses.find_one, pattern=pattern)
                self._ids[name] = self._look(finder, self.address(finder, source), find)
        return f"{self._centers[who]}/{where.format(**self._ids)}"

    def let_time_pass(self, minutes: int) -> None:
        """Let whoever signed in last have done so some minutes earlier."""
        with closing(sqlite3.connect(self._database, timeout=30)) as connection, connection:
            newest = "SELECT id, confirmed_at FROM sign_in_session ORDER BY id DESC LIMIT 1"
            row, at = connection.execute(newest).fetchone()
            earlier = (datetime.fromisoformat(at) - timedelta(minutes=minutes)).isoformat(" ")
            connection.execute("UPDATE sign_in_session SET confirmed_at = ? WHERE id = ?", (earlier, row))

    def _look(self, who: str, at: str, what: Callable[[Page], Found]) -> Found:
        with new_window(self._browser, self.url, storage_state=self.cookies(who)) as window:
            page = window.new_page()
            page.goto(at)
            return what(page)
