"""The ZIP of one's own data, written to a file so that memory holds one piece at a time."""

import json
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from itertools import chain
from typing import IO

from tracker.services import own_data
from tracker.services.own_data import OwnData, Row
from tracker.web.spreadsheet import table

MEANINGS = {
    "account": "your account: name, address, what you sign in with",
    "sign-ins": "where you are signed in now",
    "centers": "the centers that your account belongs to, and what you may do there",
    "person": "you as the center lists you, a row for each of your roles",
    "leaves": "from when to when you were on leave; why is kept nowhere",
    "completions": "every completed training ever logged for you at this center",
    "decisions": "what was decided on them, and why",
    "waivers": "requirements set aside for you, or met by something else, with the reason",
    "not-printed": "parts of files of your record that packets do not print",
    "names-read": "which names were read on files of your record, as those of whoever completed it",
    "places": "places in files of your record that somebody pointed at",
    "expected-at": "where you are expected, and what you typed when you checked in",
    "plan": "what was agreed on in the plan for you, or for you to see to",
    "reminders": "which weekly mails were due to you, and what became of each",
    "mails": "which mails came in your name, and what became of each; not what they said",
    "snoozes": "what you snoozed in the weekly mail and is not told today, until when and why",
    "known-browsers": "browsers that you signed in with before, by which a new one is told to you",
    "sign-ins-ended": "where you were signed in, as long as that is kept",
    "passkeys": "the names that you gave your passkeys, and when each was used; nothing that signs in",
    "calendars": "when you made or ended an address for your calendar program; not the address",
    "phone-links": "links by which somebody logs once: for you, or given by you; not the link",
    "invitations": "how you were asked to join: at which address, to be what, until when",
    "files-waiting": "files of yours that wait to be logged; they go by themselves",
    "snoozes-past": "what you snoozed before and is over",
    "import-rows": "rows of files brought in that name you, or became something of yours, as long as they are kept",
    "desk-questions": "what readers of packets asked about you by name, where nobody else here has your name",
    "history": "every change of your record",
    "looks": "who looked at your record: on which day, in which role, how often",
}
HEAD = """What {center} keeps about you, {name}, on {day}.

Each table is there twice: as .csv for a spreadsheet program, as .json for other programs. Below "files" lie the
certificates of your completions; signed sheets of team events name others too and are not among them. Reasons and
notes stand as somebody typed them. If you belong to another center too, ask there for what that one keeps.

SHA-256 of each file:

"""


def write(out: IO[bytes], data: OwnData, *, center: str, name: str, day: str) -> None:
    """Write the ZIP: tables as CSV and JSON, the files, and a README that says what each is."""
    digests: list[str] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:

        def keep(place: str, content: bytes, meaning: str) -> None:
            archive.writestr(place, content)
            digests.append(f"{sha256(content).hexdigest()}  {place}  ({meaning})")

        for table, rows in data.tables.items():
            keep(f"{table}.csv", _csv(rows), MEANINGS[table])
            keep(f"{table}.json", _json(rows), MEANINGS[table])
        for file in data.files:
            archive.write(file.path, file.name)
            digests.append(f"{file.sha256}  {file.name}  (a file of your record)")
        head = HEAD.format(center=center, name=name, day=day)
        archive.writestr("README.txt", head + "\n".join(digests) + "\n")


def _csv(rows: Sequence[Row]) -> bytes:
    told = ([own_data.words(cell) for cell in row.values()] for row in rows)
    return table(chain(rows[:1], told)).encode("utf-8-sig")


def _json(rows: Sequence[Row]) -> bytes:
    told = [{key: own_data.words(value) for key, value in row.items()} for row in rows]
    return json.dumps(told, indent=1, ensure_ascii=False).encode()
