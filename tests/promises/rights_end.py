"""Rights end at once: cookies that were copied while they were good, at a served installation, after what ends them."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.browser.installation import Installation
from tests.promises.figures import Figure, Size
from tests.promises.rights_people import ENDINGS, Somebody

# Cookies for each of the ways in which rights end.
COOKIES = {Size.SHORT: 5, Size.LONG: 9}


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Copy cookies, end what they stand for, and show them once more."""
    installation = Installation(folder / "data")
    made = json.loads(
        installation.run("seed", "--centers", str(len(ENDINGS)), "--people", "3", "--completions", "1", "--json")
    )
    logins = {role: [each for each in made["logins"] if each["role"] == role] for role in ("staff", "director")}
    alive: list[str] = []
    tried = 0
    with installation.serving():
        for ending, login, director in zip(ENDINGS, logins["staff"], logins["director"], strict=True):
            who = Somebody(installation, login, director)
            cookies = ending(who, COOKIES[size])
            tried += len(cookies)
            alive += [ending.__name__ for cookie in cookies if who.is_let_in(cookie)]
    due = len(ENDINGS) * COOKIES[size]
    told = f"{tried - len(alive)} of {tried} dead, after {len(ENDINGS)} ways to end them"
    kept = not alive and tried == due
    yield Figure(
        "rights end at once",
        f"{due} of {due} old cookies dead at the next request",
        told + "".join(f"\n    alive after {each}" for each in sorted(set(alive))),
        kept,
    )
