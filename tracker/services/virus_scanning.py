"""The virus scanner, where a setting names one: no file is taken that it did not call clean."""

import logging
import re
from dataclasses import dataclass
from pathlib import Path

from tracker.domain.errors import UnreadableFile
from tracker.intake import scanner
from tracker.services import installation
from tracker.services.actor import Actor

log = logging.getLogger(__name__)
HARMFUL = (
    "The virus scanner found something harmful in this file, so it was not taken. Do not pass the file on. Ask the "
    "issuer for a new one, or take a photo of the certificate, and add that. Tell whoever looks after your computer."
)
SILENT = (
    "The virus scanner does not answer, so this file was not taken. Try again in a few minutes; if it goes on, tell "
    "whoever runs this installation."
)
_UNSAFE = re.compile(r"[^A-Za-z0-9._/+-]")


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose file it is, where a job looks at it after they left."""

    center_id: int
    account_id: int


def refuse_harmful(actor: Actor | Sender, path: Path, sha256: str) -> None:
    """Let a file pass that the scanner calls clean, or any where there is no scanner.

    Raises UnreadableFile for one that is harmful, and for every one while the scanner gives no verdict: who asked for a
    scanner does not want files that nobody looked at. What was found is for the log, not for who sent it.
    """
    address = installation.current().scanner
    if address is None:
        return
    try:
        found = scanner.scan(address, path)
    except scanner.ScannerFailed as failure:
        log.warning("the virus scanner gave no verdict: %s", failure)
        raise UnreadableFile(SILENT) from failure
    if found is not None:
        where = (actor.center_id, actor.account_id, sha256[:16])
        log.warning("harmful upload: center %s, account %s, file %s: %s", *where, _UNSAFE.sub("_", found))
        raise UnreadableFile(HARMFUL)


def troubles() -> list[str]:
    """Return that the scanner does not answer, where one is set and that is so."""
    address = installation.current().scanner
    if address is None or scanner.answers(address):
        return []
    return [f"Virus scanner: {address} does not answer, so no file is taken."]
