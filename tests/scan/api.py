"""Schemathesis at the API against its own document, with a token that may write: what it tells must hold."""

import json
import os
import re
import subprocess
from collections import defaultdict
from pathlib import Path

from flask import Flask

from tests.factories import CenterWorld, begin_center
from tests.house import marks, things
from tests.house.calls import CALLS
from tests.house.things import Maker, Owner
from tests.programs import PREFIX, program_of
from tests.scan.forgetting import tries_forgotten
from tests.scan.found import Found
from tests.scan.target import Target
from tracker.domain.access import TokenMay
from tracker.services import standards

TOOL = Path(__file__).resolve().parents[2] / ".venv-scan/bin/schemathesis"
# What lists give besides what addresses name.
BESIDES: tuple[Maker, ...] = (things.leave, marks.citation, marks.redacted)
# How often an address names what is there rather than anything of its form.
OFTEN = 0.7
EXAMPLES, LONGEST = "60", 1800
FORGET_EVERY = 0.2
# A precondition that holds no more, or is not stated; bytes that are no evidence, which no schema can tell; and files
# that were withdrawn.
SETTINGS = """
[checks]
positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "404", "409", "412"]
missing_required_header.expected-statuses = ["422", "428"]

[[operations]]
include-operation-id = "add_file"
checks.positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "404", "409", "413", "422"]

[[operations]]
include-operation-id = ["fetch", "packet_file"]
checks.positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "404", "410"]
"""


def examine(target: Target, folder: Path, _routes: str) -> Found:
    """Send what the document allows and what it does not, to each operation; every answer must be as it tells."""
    return run(target.walk.app, target.url, folder, EXAMPLES)


def run(app: Flask, url: str, folder: Path, examples: str) -> Found:
    """Examine the API of a served installation, of which `app` is the same in this process."""
    center = begin_center(app)
    with center.working():
        standards.follow(center.actor(), "nca-csec", "2023")
    settings = SETTINGS + _names(_made(center))
    token = program_of(center, TokenMay.WRITE).token
    (folder / "schemathesis.toml").write_text(settings)
    command = [str(TOOL), "--config-file", str(folder / "schemathesis.toml"), "run", f"{url}{PREFIX}/openapi.json"]
    command += ["--header", f"Authorization: Bearer {token}", "--max-examples", examples, "--workers", "2"]
    command += ["--seed", "7", "--generation-database", "none", "--no-color", "--request-timeout", "30"]
    # Otherwise most of what is sent would meet 429.
    with tries_forgotten(app, FORGET_EVERY), (folder / "console.txt").open("w") as out:
        done = subprocess.run(  # noqa: S603 our own command
            command, stdout=out, stderr=out, check=False, timeout=LONGEST, cwd=folder, env={**os.environ, "CI": "1"}
        )
    told = (folder / "console.txt").read_text()
    cases = re.search(r"(\d+) generated", told)
    operations = re.search(r"Tested: (\d+)", told) or re.search(r"(\d+) tested", told)
    words = f"{cases[1] if cases else 'no'} requests to {operations[1] if operations else 'no'} operations"
    return Found(0 if done.returncode == 0 and cases else 1, words)


def _made(center: CenterWorld) -> dict[str, list[str]]:
    """Make what each address names; returns the public ids by the name of the part."""
    owner = Owner(center.director, center.director_person)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for call in CALLS.values():
        for part, make in call.things.items():
            found[part].append(make(center, owner))
    for make in BESIDES:
        make(center, owner)
    return found


def _names(made: dict[str, list[str]]) -> str:
    """Return the settings by which an address names what is there, mostly."""
    made = {**made, "version": ['"1"', '"2"']}  # otherwise next to nothing is changed
    lists = [f"[dictionaries.{part}]\nvalues = {json.dumps(sorted(set(ids)))}" for part, ids in made.items()]
    bound = [f'"path.{part}" = {{ dictionary = "{part}", probability = {OFTEN} }}' for part in made]
    besides = {"query.person": "person", "header.If-Match": "version"}
    bound += [f'"{name}" = {{ dictionary = "{part}", probability = {OFTEN} }}' for name, part in besides.items()]
    return "\n".join(["", *lists, "[parameters]", *bound, ""])
