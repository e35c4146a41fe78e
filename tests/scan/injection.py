"""sqlmap, level 2: every parameter of every route, of its address and of its forms."""

import csv
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from tests.scan.found import Found
from tests.scan.openapi import TABLES
from tests.scan.target import PARAMETER, Route, Target

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 2
LONGEST = 1800
KEY = "0123456789abcdef0123456789abcdef"
VALUES = {"date": "2026-03-02", "hours": "1.5", "checkbox": "y"}


def examine(target: Target, folder: Path, routes: str) -> Found:
    """Examine each route and method with parameters; a line of the report names the parameters examined."""
    tries = [
        (route, method)
        for route in target.routes
        for method in route["methods"]
        if route["endpoint"].startswith(routes) and _fields(route, method)
    ]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(lambda one: _examine_one(target, folder, *one), tries))
    parameters = sum(len(_fields(*one)) for one in tries)
    bad = [name for name, found in outcomes if found]
    with (folder / "findings.txt").open("w") as out:
        out.writelines(f"{name}\n" for name in bad)
    return Found(len(bad), f"{parameters} parameters of {len(tries)} routes and methods, {len(bad)} findings")


def _examine_one(target: Target, folder: Path, route: Route, method: str) -> tuple[str, bool]:
    name = f"{route['endpoint']}.{method.lower()}"
    path = PARAMETER.sub(lambda found: _id_for(target, found["name"], found["kind"]), route["rule"])
    sent = urlencode({field["name"]: _value(field) for field in _fields(route, method)})
    address = f"{target.url}{path}" + (f"?{sent}" if method == "GET" else "")
    out = folder / name
    command = [str(ROOT / ".venv-scan/bin/sqlmap"), "-u", address, "--batch", "--level", "2", "--threads", "4"]
    command += ["--cookie", target.cookie, "--headers", f"X-CSRFToken: {target.token}", "--disable-coloring"]
    command += [
        "--output-dir",
        str(out),
        "--flush-session",
        "--dbms",
        "SQLite",
        "--skip",
        "X-CSRFToken,session",
        "--randomize",
        "submission_key",
    ]
    command += ["--data", sent] if method == "POST" else []
    log = folder / f"{name}.log"
    with log.open("w") as stream:
        done = subprocess.run(  # noqa: S603 our own command
            command, stdout=stream, stderr=stream, stdin=subprocess.DEVNULL, check=False, timeout=LONGEST
        )
    said = log.read_text()
    if done.returncode not in {0, 1} or "all tested parameters do not appear to be injectable" not in said:
        return name, True
    return name, any(len(list(csv.reader(file.open()))) > 1 for file in out.glob("results-*.csv"))


def _fields(route: Route, method: str) -> list[dict[str, str]]:
    place = "query" if method == "GET" else "form"
    return [field for field in route["fields"] if field["in"] == place and field["kind"] not in {"token", "files"}]


def _value(field: dict[str, str]) -> str:
    if field["name"] == "submission_key":
        return KEY
    options = field.get("options") or []
    return str(options[0]) if options else VALUES.get(field["kind"], "1")


def _id_for(target: Target, name: str, kind: str) -> str:
    if name == "center":
        return target.center
    if kind != "public_id":
        return "1"
    ids = target.ids(TABLES.get(name, name)) or target.ids("person")
    return ids[-1]
