"""Somebody of a served installation with several browsers, the director above them, and what ends their rights."""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import pyotp
import requests
from bs4 import BeautifulSoup, Tag

from tests.browser.installation import Installation
from tests.pages.forms import values_of
from tests.requesting import PATIENCE, Browser

NEW_PASSWORD = "velvet harbor lantern 27 quince"
Ending = Callable[["Somebody", int], list[str]]


@dataclass
class Somebody:
    """A member of staff of a seeded center, and its director."""

    installation: Installation
    login: dict[str, str]
    director: dict[str, str]
    codes: list[str] = field(default_factory=list)

    def enter(self) -> Browser:
        """Sign in with one browser more. Raises RuntimeError where the door stays shut."""
        browser = Browser(self.installation.url)
        opened = browser.sign_in(self.login["email"], self.login["password"])
        if opened and self.codes:
            opened = browser.send("/sign-in/recovery-code", {"code": self.codes.pop()}).status_code in {200, 303}
        if not opened or not self.is_let_in(cookie_of(browser)):
            raise RuntimeError(f"{self.login['email']} could not sign in.")
        return browser

    def cookies(self, count: int) -> list[str]:
        """Sign in so many times; return the cookies as somebody may have copied them."""
        return [cookie_of(self.enter()) for _ in range(count)]

    def is_let_in(self, cookie: str) -> bool:
        """Tell whether a cookie shows either of two pages that only members see."""
        return any(self._shows(path, cookie) for path in (f"/c/{self.login['center']}/my-training", "/account"))

    def _shows(self, path: str, cookie: str) -> bool:
        answer = requests.get(
            self.installation.url + path, headers={"Cookie": cookie}, timeout=PATIENCE, allow_redirects=False
        )
        return answer.status_code == requests.codes.ok

    def through_director(self, what: str, **typed: str) -> None:
        """Let the director press a button of theirs on the page of members."""
        above = Browser(self.installation.url)
        above.sign_in(self.director["email"], self.director["password"])
        press(above, f"/c/{self.login['center']}/members", f"/{self._member()}/{what}", **typed)

    def _member(self) -> str:
        query = "SELECT m.public_id FROM membership m JOIN account a ON a.id = m.account_id WHERE a.email = ?"
        return str(self.ask(query, self.login["email"]))

    def ask(self, statement: str, *values: str) -> object:
        """Run a statement in the database itself; return the first value, if there is one."""
        with closing(sqlite3.connect(self.installation.data / "tracker.sqlite", timeout=30)) as connection, connection:
            row = connection.execute(statement, values).fetchone()
            return row[0] if row else None

    def link_mailed(self) -> str:
        """Return the path of the link for a new password, once it was mailed."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for file in (self.installation.data / "mail").glob("*.eml"):
                words = file.read_text()
                if self.login["email"] in words and (found := re.search(r"/reset/[\w-]{43}", words)):
                    return found[0]
            time.sleep(0.05)
        raise RuntimeError("The link for a new password was not mailed.")


def cookie_of(browser: Browser) -> str:
    """Return what a browser sends to show who it is."""
    return "; ".join(f"{name}={value}" for name, value in browser.session.cookies.items())


def press(browser: Browser, page: str, action: str, **typed: Any) -> requests.Response:
    """Open a page, fill in the form that goes to an address with this end, and send it. Raises RuntimeError."""
    (form, *_) = list(_forms(browser, page, action)) or [None]
    if form is None:
        raise RuntimeError(f"{page} has no form that goes to …{action}")
    values = values_of(form)
    for name, value in typed.items():
        values.setlist(name, [value])
    target, data = browser.url + str(form.get("action") or page), list(values.items(multi=True))
    answer = browser.session.post(target, data=data, timeout=PATIENCE, allow_redirects=False)
    if answer.status_code not in {200, 303}:
        raise RuntimeError(f"{page} …{action} answered {answer.status_code}")
    return answer


def _forms(browser: Browser, page: str, action: str) -> Iterator[Tag]:
    for form in BeautifulSoup(browser.get(page).text, "lxml").select("main form[method=post]"):
        if str(form.get("action") or page).endswith(action):
            yield form


def sign_out(who: Somebody, count: int) -> list[str]:
    """End each session from its own browser."""
    browsers = [who.enter() for _ in range(count)]
    cookies = [cookie_of(browser) for browser in browsers]
    for browser in browsers:
        press(browser, "/account", "/sign-out")
    return cookies


def end_one_by_one(who: Somebody, count: int) -> list[str]:
    """End each session from the list of another browser."""
    cookies, own = who.cookies(count), who.enter()
    for _ in range(count):
        press(own, "/account", "/end")
    return cookies


def end_others(who: Somebody, count: int) -> list[str]:
    """Sign out everywhere else."""
    cookies, own = who.cookies(count), who.enter()
    press(own, "/account", "/end-others")
    return cookies


def change_role(who: Somebody, count: int) -> list[str]:
    """Get another role."""
    cookies = who.cookies(count)
    who.through_director("role", role="deputy")
    return cookies


def end_membership(who: Somebody, count: int) -> list[str]:
    """Belong to the center no more."""
    cookies = who.cookies(count)
    who.through_director("end")
    return cookies


def deactivate(who: Somebody, count: int) -> list[str]:
    """Have the account switched off, as whoever runs the installation does in the database."""
    cookies = who.cookies(count)
    who.ask("UPDATE account SET active = 0 WHERE email = ?", who.login["email"])
    return cookies


def change_password(who: Somebody, count: int) -> list[str]:
    """Choose a new password in another browser."""
    cookies, own = who.cookies(count), who.enter()
    press(own, "/account", "/account/password", old_password=who.login["password"], password=NEW_PASSWORD)
    return cookies


def reset_password(who: Somebody, count: int) -> list[str]:
    """Choose a new password by the link that was mailed."""
    cookies, guest = who.cookies(count), Browser(who.installation.url)
    guest.send("/forgot-password", {"email": who.login["email"]})
    press(guest, who.link_mailed(), "", password=NEW_PASSWORD)
    return cookies


def set_up_factor(who: Somebody, count: int) -> list[str]:
    """Set up an app in another browser."""
    cookies = who.cookies(count)
    _set_up_app(who)
    return cookies


def reset_factor(who: Somebody, count: int) -> list[str]:
    """Have a lost second factor reset by the director."""
    _set_up_app(who)
    cookies = who.cookies(count)
    who.through_director("reset-second-factor")
    return cookies


def _set_up_app(who: Somebody) -> None:
    own = who.enter()
    # The digits belong to this page's secret, so the very page is sent that showed it.
    page = BeautifulSoup(own.get("/account/app").text, "lxml")
    letters = page.select(".qr .secret")[0].get_text().replace(" ", "")
    values = {**values_of(page.select("main form[method=post]")[0]), "code": pyotp.TOTP(letters).now()}
    done = own.session.post(own.url + "/account/app", data=values, timeout=PATIENCE)
    who.codes = [code.get_text() for code in BeautifulSoup(done.text, "lxml").select(".codes code")]


ENDINGS: tuple[Ending, ...] = (
    sign_out,
    end_one_by_one,
    end_others,
    change_role,
    end_membership,
    deactivate,
    change_password,
    reset_password,
    set_up_factor,
    reset_factor,
)
