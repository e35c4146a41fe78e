"""kill -9 at random moments of a mixed load: nothing acknowledged is lost, nothing is there by half, all goes on.

People log completions with certificates, decide on them, change settings, ask for packets and sign in, through the real
forms of the real server. It is killed, and started again at once. What nobody was told about is then sent once more.
"""

import json
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.browser.installation import Installation
from tests.promises.durability_account import Account
from tests.promises.durability_load import Ledger, Load, Login
from tests.promises.durability_visitor import Visitor
from tests.promises.figures import Figure, Size

PROMISE = "kill -9"
KILLS = {Size.SHORT: 10, Size.LONG: 200}
READY_WITHIN = 5.0
SEED = 20_261_125
LONGEST_WAIT = 120


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Yield the figure; some 4 s a kill."""
    installation = Installation(folder / "data")
    center, logins = _prepared(installation)
    ledger, account = Ledger(), Account(folder / "data")
    chance = random.Random(SEED)
    starts, faults = [], []
    _serve(installation)
    load = Load(installation.url, center, logins, ledger)
    for _ in range(KILLS[size]):
        load.begin()
        time.sleep(chance.uniform(0.2, 1.6))
        installation.kill()
        starts.append(_serve(installation))
        load.end()
        faults += account.faults(ledger)
        _send_again(load.staff, ledger)
    faults += account.faults(ledger) + _wait_for_packets(account)
    installation.stop()
    lost = f"{len(faults)} lost, double or half done of {ledger.acknowledged} acknowledged, after {len(starts)} kills"
    yield Figure(PROMISE, "0 lost, nothing half-done visible", "; ".join([lost, *faults[:5]]), kept=not faults)
    slow = max(starts)
    goal = f"ready within {READY_WITHIN:.0f} s"
    yield Figure(PROMISE, goal, f"the slowest start took {slow:.1f} s", kept=slow <= READY_WITHIN, timed=True)


def _prepared(installation: Installation) -> tuple[str, dict[str, Login]]:
    made = json.loads(installation.run("seed", "--centers", "1", "--people", "4", "--completions", "3", "--json"))
    with closing(sqlite3.connect(installation.data / "tracker.sqlite")) as database, database:
        # Signing in with a second factor is another matter; here each sign-in is one form.
        database.execute("UPDATE center SET second_factor = 'nobody'")
    logins = {login["role"]: Login(login["email"], login["password"]) for login in made["logins"]}
    return made["logins"][1]["center"], logins


def _serve(installation: Installation) -> float:
    begun = time.monotonic()
    installation.serve()
    return time.monotonic() - begun


def _send_again(staff: Visitor, ledger: Ledger) -> None:
    """Send once more what nobody was told about, as people do: it is then there once, whatever became of the first."""
    for title, sent in ledger.logged.items():
        if not sent.status:
            ledger.logged[title] = staff.send(sent)


def _wait_for_packets(account: Account) -> list[str]:
    """Packets that were asked for are made in the end."""
    until = time.monotonic() + LONGEST_WAIT
    while waits := account.waits():
        if time.monotonic() > until:
            return [f"{waits} packets still wait"]
        time.sleep(0.5)
    return []
