"""Planted markup: scripts stand in every free text of the demo center, and every page is opened in a real browser.

Nothing may run, and nothing may have to be blocked by the content security policy either: text that got that far was
not escaped where it is shown.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from playwright.sync_api import Browser, sync_playwright

from tests.browser import addresses
from tests.browser.demo import DemoCenter
from tests.browser.installation import Installation
from tests.browser.people import DESK, launch, new_window
from tests.promises.figures import Figure, Size
from tracker.db import Base
from tracker.db.columns import WordSet

# Each way out of where text may stand: between tags, within an attribute of either quote, a comment, a script, a style.
PLANTED = (
    "--></title></textarea></script></style><script>window.planted=1</script>"
    "\"'><img src=x onerror=window.planted=1><svg onload=window.planted=1>{{7*7}}"
)
# What carries a shorter text holds keys of our own lists, digests and ids.
SHORTEST_FREE_TEXT = 200
NOT_TYPED = {"password_hash", "sealed_secret", "email"}  # secrets, and what people sign in by
WATCH = (
    "document.addEventListener('securitypolicyviolation',"
    " violation => { (window.blocked ??= []).push(violation.violatedDirective) })"
)
VISITS = (
    *(("", page) for page in addresses.OUTSIDE),
    *(("director", page) for page in addresses.DIRECTOR + addresses.STAFF + addresses.ANYWHERE),
    *(("deputy", page) for page in ("home", "people", "queue", "events", "history", "packets")),
    *(("staff", page) for page in addresses.STAFF + addresses.ANYWHERE),
)


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Yield how many pages ran, or tried to run, what was planted. Both sizes open every page."""
    installation = Installation(folder / "data")
    installation.run("seed", "--demo")
    planted = _plant(installation.data)
    with installation.serving(), sync_playwright() as driver:
        browser = launch(driver)
        wrong, shown = _visit(browser, DemoCenter(installation, browser))
        browser.close()
    ran = f"{len(wrong)} of {len(VISITS)} pages ran or tried to run it {wrong[:5]}"
    yield Figure(
        "planted markup",
        "0 executed, 0 blocked by the policy, every page, every role",
        f"{ran}; it stands as words on {shown} of them, planted in {planted} texts",
        not wrong and shown > len(VISITS) / 2 and planted > 500,
    )


def _plant(data: Path) -> int:
    """Write the markup behind every free text there is; return how many."""
    planted = 0
    with closing(sqlite3.connect(data / "tracker.sqlite")) as connection, connection:
        for table in Base.metadata.sorted_tables:
            for column in filter(_is_free_text, table.columns):
                change = f"UPDATE {table.name} SET {column.name} = {column.name} || ? WHERE {column.name} <> ''"  # noqa: S608 our names
                planted += connection.execute(change, (PLANTED,)).rowcount
    return planted


def _is_free_text(column: sa.Column[str]) -> bool:
    kind = column.type
    free = isinstance(kind, sa.String) and not isinstance(kind, WordSet)
    return free and (kind.length or 999) >= SHORTEST_FREE_TEXT and column.name not in NOT_TYPED


def _visit(browser: Browser, demo: DemoCenter) -> tuple[list[str], int]:
    wrong, shown = [], 0
    for who in sorted({who for who, _ in VISITS}):
        state = {"storage_state": demo.cookies(who)} if who else {}
        with new_window(browser, demo.url, viewport=DESK, **state) as window:
            window.add_init_script(WATCH)
            page = window.new_page()
            for _, where in (visit for visit in VISITS if visit[0] == who):
                page.goto(demo.address(who, where))
                if page.evaluate("window.planted ?? window.blocked ?? null") is not None:
                    wrong.append(f"{who or 'nobody'} at {where}")
                shown += "window.planted" in page.content()
    return wrong, shown
