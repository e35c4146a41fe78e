"""A mail: from whom, to which addresses, whether a machine wrote it; and the files in it, without its words."""

import json
import re
from collections.abc import Iterator
from email import policy
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.utils import collapse_rfc2231_value, getaddresses
from io import BytesIO
from pathlib import Path

from PIL import Image

from tracker.intake.errand import Errand, Exhibit
from tracker.intake.reader.findings import Findings

MOST_FILES, MOST_PARTS, MOST_ADDRESSES = 20, 1000, 60
LONGEST_NAME, LONGEST_ADDRESS, LONGEST_LINE = 200, 254, 4000
# What stands in a signature: a logo, or the sign of a network. A photo of a certificate is larger on both sides.
SMALL_SIDE, SMALL_BYTES = 300, 8 * 1024
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
# The old kind of policy: it hands headers over as they came, and raises for none of them.
POLICY = policy.compat32
_TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To", "Resent-To")
_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
_OF_MACHINES = ("List-Id", "List-Post", "X-Autoreply", "X-Autorespond", "X-Loop", "Feedback-ID", "X-Failed-Recipients")
_MACHINES = re.compile(r"(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+=-].*)?@.*", re.ASCII)
_WORDS = frozenset({"text/plain", "text/html", "text/calendar", "text/enriched", "text/x-amp-html", "text/watch-html"})
_SEALS = frozenset(
    {
        "application/pgp-signature",
        "application/pgp-encrypted",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
    }
)


def look_at_head(content: bytes, _errand: Errand) -> Findings:
    """Write what the header says as 0001.json."""
    message = BytesHeaderParser(policy=POLICY).parsebytes(content)
    senders, goes_to = _addresses(message, ("From",)), _addresses(message, _TO)
    told = {
        "from": senders[0] if len(senders) == 1 else "",
        "to": goes_to,
        "answers": " ".join(_line(message, name) for name in ("In-Reply-To", "References"))[-LONGEST_LINE:],
        "message_id": _line(message, "Message-ID")[:LONGEST_ADDRESS],
        "date": _line(message, "Date")[:80],
        "automatic": _is_automatic(message, senders),
    }
    return _told(told, [])


def look(content: bytes, _errand: Errand) -> Findings:
    """Write what files there are as 0001.json, and each of them after it."""
    message = BytesParser(policy=POLICY).parsebytes(content)
    parts: list[dict[str, object]] = []
    files: list[str] = []
    small = left_over = 0
    for part in _files(message):
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        if _is_of_a_signature(part, data):
            small += 1
        elif len(files) == MOST_FILES:
            left_over += 1
        else:
            files.append(f"{len(files) + 2:04}.bin")
            Path(files[-1]).write_bytes(data)
            parts.append({"name": _name(part), "file": files[-1]})
    return _told({"parts": parts, "small": small, "left_over": left_over}, files)


def _told(told: dict[str, object], files: list[str]) -> Findings:
    Path("0001.json").write_bytes(json.dumps(told).encode())
    return Findings(len(files) + 1, 1, 1, Exhibit.AS_IT_IS, files=["0001.json", *files])


def _files(message: Message) -> Iterator[Message]:
    """Yield the parts that are files. Walks without recursion, and only so far."""
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part, seen = waiting.pop(), seen + 1
        inner = part.get_payload()
        if part.is_multipart() and isinstance(inner, list):
            waiting.extend(each for each in reversed(inner) if isinstance(each, Message))
        elif part.get_content_maintype() == "multipart" or part.get_content_type() in _SEALS:
            continue
        elif part.get_content_type() not in _WORDS or _is_attached(part):
            yield part


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _is_of_a_signature(part: Message, data: bytes) -> bool:
    """Tell whether a part is a picture among the words, and too small for a page."""
    if part.get_content_maintype() != "image" or part.get_content_disposition() == "attachment":
        return False
    if len(data) < SMALL_BYTES:
        return True
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as picture:
            return min(picture.size) < SMALL_SIDE
    except Exception:  # a picture that cannot be told apart is looked at like every file
        return False


def _name(part: Message) -> str:
    try:
        raw = part.get_filename() or part.get_param("name") or ""
        name = raw if isinstance(raw, str) else collapse_rfc2231_value(raw)
        name = str(make_header(decode_header(name)))
    except Exception:  # a name in a broken encoding is no reason to lose the file
        name = ""
    # Half of a pair of surrogates cannot be written anywhere.
    return name.encode("utf-8", "replace").decode()[-LONGEST_NAME:]


def _is_automatic(message: Message, senders: list[str]) -> bool:
    """Tell whether a machine wrote it: an absence note, a bounce, a list. Two that answer each other never end."""
    if _line(message, "Auto-Submitted").partition(";")[0].strip().lower() not in {"", "no"}:
        return True
    if _line(message, "Precedence").strip().lower() in _BULK or _line(message, "Return-Path").strip() == "<>":
        return True
    if any(name in message for name in _OF_MACHINES) or message.get_content_type() == "multipart/report":
        return True
    return not senders or any(_MACHINES.fullmatch(each) for each in senders)


def _addresses(message: Message, names: tuple[str, ...]) -> list[str]:
    lines = [str(line)[:LONGEST_LINE] for name in names for line in message.get_all(name, [])][:MOST_ADDRESSES]
    found = [address.strip().lower() for _, address in getaddresses(lines)][:MOST_ADDRESSES]
    return [each for each in found if "@" in each and each.isascii() and len(each) <= LONGEST_ADDRESS]


def _line(message: Message, name: str) -> str:
    said = str(message.get(name, ""))
    return "".join(letter for letter in said if letter.isascii() and (letter.isprintable() or letter in " \t"))
