"""sqlmap, level 2: every parameter of every route, of its address and of its forms."""

import csv
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import requests

from tests.scan.asking import Asked, requests_of
from tests.scan.forgetting import tries_forgotten
from tests.scan.found import Found
from tests.scan.target import Target

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 2
LONGEST = 1800
PATIENCE = 60
FORGET_EVERY = 2
KEY = "submission_key"
REACHED = {200, 303}
NOT_INJECTABLE = "all tested parameters do not appear to be injectable"


def examine(target: Target, folder: Path, routes: str) -> Found:
    """Examine each parameter of each request; `reached.txt` tells which requests came as far as their use case."""
    asked = list(requests_of(target, routes))
    first = [_status(target, one) for one in requests_of(target, routes)]
    with tries_forgotten(target.walk.app, FORGET_EVERY), ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(lambda one: _examine_one(target, folder, *one), enumerate(asked)))
    bad = [name for name, found in outcomes if found]
    (folder / "findings.txt").write_text("".join(f"{name}\n" for name in bad))
    reached = [f"{status} {one.name} {one.method}" for one, status in zip(asked, first, strict=True)]
    (folder / "reached.txt").write_text("".join(f"{line}\n" for line in sorted(reached)))
    parameters, far = sum(len(one.names) for one in asked), sum(status in REACHED for status in first)
    words = f"{parameters} parameters in {len(asked)} requests, of which {far} came as far as their use case"
    return Found(len(bad), f"{words}, {len(bad)} findings")


def _status(target: Target, asked: Asked) -> int:
    """Return what answers one such request, of things of its own: a form may use up what it names."""
    headers = {"Cookie": asked.cookie, "X-CSRFToken": asked.token}
    sent = {"params": asked.sent} if asked.method == "GET" else {"data": asked.sent}
    return requests.request(
        asked.method, target.url + asked.path, headers=headers, timeout=PATIENCE, allow_redirects=False, **sent
    ).status_code


def _examine_one(target: Target, folder: Path, number: int, asked: Asked) -> tuple[str, bool]:
    """Examine a request: with a new key each time, for a form sent twice makes one thing; then the key itself."""
    name = f"{number:03d}.{asked.name}.{asked.method.lower()}"
    others = [each for each in asked.names if each != KEY]
    found = bool(others) and _run(
        target, folder / name, asked, others, *(("--randomize", KEY) if KEY in asked.sent else ())
    )
    return name, (KEY in asked.names and _run(target, folder / f"{name}.key", asked, [KEY])) or found


def _run(target: Target, folder: Path, asked: Asked, names: list[str], *more: str) -> bool:
    """Tell whether sqlmap found something, or did not come to its end."""
    query = f"?{urlencode(asked.sent)}" if asked.method == "GET" else ""
    command = [str(ROOT / ".venv-scan/bin/sqlmap"), "-u", f"{target.url}{asked.path}{query}", "--batch", "--level", "2"]
    command += ["--cookie", asked.cookie, "--headers", f"X-CSRFToken: {asked.token}", "--dbms", "SQLite"]
    command += ["-p", ",".join(names), "--output-dir", str(folder), "--flush-session", "--disable-coloring"]
    # A page that says no is looked at all the same.
    command += ["--ignore-code", "400,403,404,409,410,422,429", *more]
    command += ["--data", urlencode(asked.sent)] if asked.method == "POST" else []
    log = folder.with_name(f"{folder.name}.log")
    with log.open("w") as stream:
        try:
            done = subprocess.run(  # noqa: S603 our own command
                command, stdout=stream, stderr=stream, stdin=subprocess.DEVNULL, check=False, timeout=LONGEST
            )
        except subprocess.TimeoutExpired:
            return True
    if done.returncode not in {0, 1} or NOT_INJECTABLE not in log.read_text():
        return True
    return any(len(list(csv.reader(file.open()))) > 1 for file in folder.glob("results-*.csv"))
