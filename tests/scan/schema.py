"""Schemathesis: requests made from the list of routes, valid and not; the answer must never be a fault of ours."""

import json
import re
import subprocess
from pathlib import Path

from tests.scan.found import Found
from tests.scan.openapi import document
from tests.scan.target import Target

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = "30"
COUNTED = re.compile(r"(\d+) generated")
FAILED = re.compile(r"(\d+) found")


def examine(target: Target, folder: Path, routes: str) -> Found:
    """Examine each operation with EXAMPLES requests of each kind."""
    described = folder / "openapi.json"
    described.write_text(json.dumps(document(target)))
    headers = [part for name, value in target.headers().items() for part in ("-H", f"{name}: {value}")]
    command = [str(ROOT / ".venv-scan/bin/schemathesis"), "run", str(described), "--url", target.url, *headers]
    command += ["--checks", "not_a_server_error", "--max-examples", EXAMPLES, "--workers", "2", "--no-color"]
    command += ["--phases", "examples,coverage,fuzzing", "--mode", "all", "--continue-on-failure"]
    if routes:
        command += ["--include-operation-id-regex", f"^{re.escape(routes)}"]
    report = folder / "report.txt"
    with report.open("w") as out:
        done = subprocess.run(command, cwd=folder, stdout=out, stderr=out, check=False)  # noqa: S603 our own command
    said = report.read_text()
    cases = COUNTED.search(said)
    words = f"{cases[1] if cases else 'an unknown number of'} requests, exit code {done.returncode}"
    return Found(0 if done.returncode == 0 and cases else 1, words)
