"""The examples of docs/api.md, each called as it stands there."""

import io
import re
import shlex
from string import Template
from urllib.parse import urlsplit

from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.house import things
from tests.house.repository import ROOT
from tests.house.things import Owner
from tests.intake import making
from tests.programs import Program, program_of
from tests.services.files import attached
from tracker.domain.access import TokenMay
from tracker.domain.vocabulary import CompletionState
from tracker.models import Person
from tracker.services import standards

TEXT = (ROOT / "docs/api.md").read_text()
SERVER = "https://training.example.org"


def examples() -> list[str]:
    """Return each call of the page, its lines joined."""
    blocks = re.findall(r"```sh\n(.*?)```", TEXT, re.S)
    return [line for block in blocks for line in block.replace("\\\n", " ").splitlines() if line.strip()]


def called(program: Program, line: str, values: dict[str, str]) -> TestResponse:
    """Call what a line of curl calls."""
    words = [Template(word).safe_substitute(values) for word in shlex.split(line)]
    assert words.pop(0) == "curl"
    told: dict[str, list[str]] = {"": []}
    while words:
        word = words.pop(0)
        told.setdefault(word if word.startswith("-") else "", []).append(words.pop(0) if word.startswith("-") else word)
    (address,) = told[""]
    headers = dict(header.split(": ", 1) for header in told.get("-H", ()))
    options: dict[str, object] = {"headers": headers}
    if "-d" in told:
        options["data"] = told["-d"][0]
    if "-F" in told:
        name, _, file = told["-F"][0].partition("=@")
        options["data"] = {name: (io.BytesIO(making.pdf(pages=2)), file)}
    parts = urlsplit(address)
    method = told.get("-X", ["GET"])[0]
    client = program.app.test_client()
    return client.open(f"{parts.path}?{parts.query}".rstrip("?"), method=method, buffered=True, **options)  # type: ignore[arg-type]  # as curl has them


def test_each_example_does_what_it_says(center: CenterWorld) -> None:
    actor, program = center.actor(), program_of(center, TokenMay.WRITE)
    with center.working():
        standards.follow(actor, "nca-csec", "2023")
    ours, other = center.completion(), center.completion(title="For somebody else")
    draft = center.completion(title="A draft", state=CompletionState.DRAFT)
    values = {
        **{"SERVER": SERVER, "TOKEN": program.token, "COMPLETION": ours, "DRAFT": draft, "OTHER": other},
        "PERSON": center.public_id_of(Person, center.director_person),
        "FILE": attached(center, ours),
        "NUMBER": "1",
        "PACKET": things.issued_packet(center, Owner(center.director, center.director_person)),
    }
    for line in examples():
        etags = {"ETAG": ours, "DRAFT_ETAG": draft, "OTHER_ETAG": other}
        read = {name: program.get(f"/completions/{it}").headers["ETag"] for name, it in etags.items()}
        answer = called(program, line, {**values, **read})
        assert answer.status_code in {200, 201}, f"{line}\n{answer.get_data(as_text=True)}"


def test_no_example_needs_anything_that_the_page_does_not_name() -> None:
    assert len(examples()) > 8
    assert all("$TOKEN" in line for line in examples())
