"""Packets tell the truth, whole: every day, number, fingerprint and shape of a status that an issued PDF prints.

They are read out of its pages in their order and held against the same found anew: plain SQL for the rows, a plain
reading of the shipped standard for the verdicts. What is printed and not explained is wrong, and what should stand
there and does not is wrong as well.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from tests.browser.installation import Installation
from tests.promises import packet_expected as expected
from tests.promises import packet_method, packet_people
from tests.promises.figures import Figure, Size
from tests.promises.packet_pages import Pages
from tests.promises.packet_recount import Recount
from tests.promises.packet_words import marked, said

STANDARD = "nca-csec"
SEEDED = {Size.SHORT: ((4, 3), (24, 6)), Size.LONG: ((4, 3), (24, 6), (120, 20))}
# How many days back the demo center is looked at as well: other verdicts were true then.
EARLIER = {Size.SHORT: (), Size.LONG: (147, 240, 630)}
# What is changed in the tables after sealing, one at a time: each must be found in the pages sealed before.
PLANTED = {
    "hours": "UPDATE completion SET hours = hours + 25 WHERE id = (SELECT min(id) FROM completion "
    "WHERE state = 'accepted' AND hours > 0 AND center_id = {center})",
    "a day of completing": "UPDATE completion SET completed_on = date(completed_on, '-1 day') WHERE id = "
    "(SELECT min(id) FROM completion WHERE state = 'accepted' AND center_id = {center})",
    "a first day in a role": "UPDATE role_term SET starts_on = date(starts_on, '+1 day') WHERE id = (SELECT min(id) "
    "FROM role_term WHERE ends_on IS NULL AND role = 'victim_advocate' AND center_id = {center})",
    "a topic": "UPDATE completion SET topics = 'accreditation' WHERE state = 'accepted' AND center_id = {center}",
    "who was there": "UPDATE completion SET event_id = NULL WHERE id = (SELECT min(id) FROM completion "
    "WHERE event_id > 0 AND state = 'accepted' AND center_id = {center})",
    "hours of a topic": "UPDATE completion SET topic_hours = '' WHERE center_id = {center}",
    "a decision": "UPDATE completion SET decided_at = datetime(decided_at, '-2 day') WHERE id = "
    "(SELECT min(id) FROM completion WHERE state = 'accepted' AND center_id = {center})",
    "a file": "UPDATE evidence SET withdrawn_at = added_at WHERE id = (SELECT min(e.id) FROM evidence e "
    "JOIN completion c ON c.id = e.completion_id WHERE c.state = 'accepted' AND e.center_id = {center})",
}
WRITTEN: dict[str, Callable[[Recount], str]] = {
    "Summary": expected.summary,
    "People and requirements": expected.matrix,
    "By requirement": expected.requirements,
    "By person": packet_people.people,
    "Gaps": expected.gaps,
    "Self-reported records": expected.self_reported,
    "Team events": expected.events,
    "How it was measured": packet_method.method,
    "Who checked what": packet_method.checked,
    "Exhibits": expected.index,
    "Pages of the exhibits": expected.sheets,
}
# How much is printed, how much of it is explained, and a line for each place that differs.
Compared = tuple[int, int, list[str]]


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Issue packets of the demo center and of seeded ones, explain each, then change a row and see that it is found."""
    installation = Installation(folder / "data")
    installation.run("seed", "--demo")
    for number, (people, completions) in enumerate(SEEDED[size], start=1):
        amounts = ("--people", str(people), "--completions", str(completions))
        installation.run("seed", "--centers", "1", "--seed", str(number), *amounts)
    database = sqlite3.connect(installation.data / "tracker.sqlite", isolation_level=None)
    key, file = fingerprint(installation.data), folder / "packet.pdf"
    demo, *others = [center for (center,) in database.execute("SELECT public_id FROM center ORDER BY id")]
    today = date.fromisoformat(database.execute("SELECT max(starts_on) FROM role_term").fetchone()[0])
    told: list[Compared] = []
    missed: list[str] = []
    for center, back in [(demo, 0), *((demo, days) for days in EARLIER[size]), *((center, 0) for center in others)]:
        as_of = ("--as-of", (today - timedelta(days=back)).isoformat()) if back else ()
        installation.run("issue-packet", "--center", center, "--standard", STANDARD, *as_of, "--out", str(file))
        pages = Pages(file)
        told.append(compare(pages, Recount(database, center), key))
        if len(told) == 1:
            missed = [name for name in PLANTED if not planted(database, center, pages, key, name)]
    yield _figure(told, missed)


def _figure(told: list[Compared], missed: list[str]) -> Figure:
    asked, explained = sum(each[0] for each in told), sum(each[1] for each in told)
    wrong = [line for each in told for line in each[2]]
    reached = f"{explained} of {asked} explained in {len(told)} packets; "
    reached += f"{len(PLANTED) - len(missed)} of {len(PLANTED)} changes after sealing found"
    reached += "".join(f"\n    {each}" for each in [*wrong[:12], *(f"not found: {name}" for name in missed)])
    goal = "every number and date equals a recount from the tables"
    return Figure("packets tell the truth", goal, reached, not wrong and not missed)


def planted(database: sqlite3.Connection, center: str, pages: Pages, key: str, name: str) -> bool:
    """Change a row of the tables, tell whether the pages now are found wrong, and take the change back."""
    (number,) = database.execute("SELECT id FROM center WHERE public_id = ?", [center]).fetchone()
    database.execute("BEGIN")
    try:
        changed = database.execute(PLANTED[name].format(center=number)).rowcount
        return changed > 0 and bool(compare(pages, Recount(database, center), key)[2])
    finally:
        database.execute("ROLLBACK")


def fingerprint(data: Path) -> str:
    """Return the digest of the public half of the key that seals."""
    key = load_pem_private_key((data / "keys" / "packets").read_bytes(), password=None)
    return hashlib.sha256(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()


def compare(pages: Pages, it: Recount, key: str) -> Compared:
    """Hold the pages against the recount: how much they print, how much of it is explained, and what differs."""
    head = f"{it.tables.center['public_id']}:{it.tables.packet['history_number']}:{it.tables.head}"
    fingerprints = [(digest, marked(digest)) for digest in (key, head, *(each.digest for each in it.exhibits))]
    parts = pages.begins([person["name"] for person in it.people])
    foot, last = expected.foot(it), len(pages.texts)
    found = [_differ("Cover", pages.part(1, 2, fingerprints), expected.cover(it, key, parts))]
    for (title, first), (_, after) in pairwise([*parts, ("", last + 1)]):
        found.append(_differ(title, pages.part(first, after, fingerprints), WRITTEN[title](it)))
    for title in WRITTEN.keys() - dict(parts):
        found.append(_differ(f"{title} is not there", "", WRITTEN[title](it)))
    for number, printed in enumerate(pages.feet(), start=1):
        found.append(_differ(f"Foot of page {number}", printed, f"{foot} Page {number} of {last}"))
    return sum(each[0] for each in found), sum(each[1] for each in found), [line for each in found for line in each[2]]


def _differ(part: str, printed: str, recounted: str) -> Compared:
    here, there = said(printed), said(recounted)
    if here == there:
        return len(here), len(here), []
    pieces = SequenceMatcher(None, here, there).get_opcodes()
    wrong = [
        f"{part}: after {here[max(0, i - 3) : i]} printed {here[i:j]}, recounted {there[m:n]}"
        for how, i, j, m, n in pieces
        if how != "equal"
    ]
    return len(here), sum(j - i for how, i, j, *_ in pieces if how == "equal"), wrong
