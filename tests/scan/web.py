"""Wapiti: the pages crawled as a signed-in director, each link and form attacked with its common modules."""

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import delete, select

from tests.factories import begin_center, open_session
from tests.pages.walking import Visit, Walk
from tests.scan.again import happens_again
from tests.scan.found import Found
from tests.scan.target import Target, cookie_of, token_of
from tracker.db import db
from tracker.models import Training, TrainingAlias

# Seconds for going along the links, and for each module.
LONGEST, LONGEST_MODULE = 3600, 600
# Not: modules that ask a host elsewhere (ssrf, xxe), or guess at files of other products.
MODULES = (
    "sql,blindsql,xss,permanentxss,exec,file,redirect,csp,csrf,http_headers,cookieflags,methods,crlf,shellshock,backup"
)


LONGEST_OF_ALL = LONGEST + LONGEST_MODULE * len(MODULES.split(","))
# Whatever is not chosen is loaded too, and would fetch its lists from the web were they not there.
LISTS = {"apps.json": "{}", "nikto_db": ""}
OF_A_KIND = 3
# Said of every application that answers on plain http at this machine, or of a header that browsers dropped.
EXPECTED = (
    "Strict-Transport-Security is not set",
    "X-XSS-Protection is not set",
    "Secure flag is not set in the cookie : session",
)


def examine(target: Target, folder: Path, routes: str) -> Found:
    """Open every page of a center that begins with `routes`, go along its links, and attack each address and form."""
    walk, client = _center(target)
    report = folder / "report.json"
    below = f"{target.url}{walk.center.path('')}"
    config = folder / "config"
    config.mkdir()
    for name, content in LISTS.items():
        (config / name).write_text(content)
    # Below the center's address nobody is signed out. Each page is a start, so one step further is every form.
    command = ["wapiti", "-u", below, "--scope", "folder", "-d", "1", "-m", MODULES]
    command += ["-H", f"X-CSRFToken: {token_of(client)}", "-f", "json", "-o", str(report)]
    command += [part for start in _starts(target, walk, routes) for part in ("-s", start)]
    command += ["-c", str(_cookie_file(cookie_of(client), folder))]
    command += ["--flush-session", "--max-scan-time", str(LONGEST), "--max-attack-time", str(LONGEST_MODULE), "-v", "1"]
    command += ["--max-links-per-page", "60", "--store-session", str(folder / "session"), "--store-config", str(config)]
    command += ["--no-bugreport"]
    with (folder / "console.txt").open("w") as out:
        subprocess.run(command, stdout=out, stderr=out, check=False, timeout=LONGEST_OF_ALL)  # noqa: S603 our own
    told = json.loads(report.read_text())
    found = {
        f"{kind}: {one['path']} {one['info']}"
        for group in ("vulnerabilities", "anomalies")
        for kind, ones in told[group].items()
        for one in ones
        if one["info"] not in EXPECTED and not _has_its_token(one)
        if happens_again(one, target.url, cookie_of(client))
    }
    (folder / "findings.txt").write_text("".join(f"{line}\n" for line in sorted(found)))
    visited = re.search(r"found (\d+) URLs", (folder / "console.txt").read_text())
    return Found(len(found) + (visited is None), f"{visited and visited[1]} pages and forms, {len(found)} findings")


def _has_its_token(one: dict[str, str]) -> bool:
    """Tell whether a form is said to lack the token that it sends: behind a form's prefix wapiti knows it not."""
    return one["info"] == "Lack of anti CSRF token" and "-csrf_token=" in one["http_request"]


def _center(target: Target) -> tuple[Walk, FlaskClient]:
    """Begin a center with a few trainings (a hundred are a hundred times the same), and a browser of its director."""
    center = begin_center(target.walk.app)
    with center.working():
        spare = list(db.session.scalars(select(Training.id).order_by(Training.id)))[OF_A_KIND:]
        db.session.execute(delete(TrainingAlias).where(TrainingAlias.training_id.in_(spare)))
        db.session.execute(delete(Training).where(Training.id.in_(spare)))
    client = center.app.test_client()
    open_session(center.app, client, center.director)
    return replace(target.walk, center=center), client


def _starts(target: Target, walk: Walk, routes: str) -> list[str]:
    """Return the pages of a center, each with a thing of its own where its address names one."""
    pages = [
        route["endpoint"]
        for route in target.routes
        if "GET" in route["methods"] and route["rule"].startswith("/c/") and route["endpoint"].startswith(routes)
    ]
    return [target.url + Visit(walk, page).path() for page in pages]


def _cookie_file(cookie: str, folder: Path) -> Path:
    """Write a cookie as wapiti reads it."""
    cookies = dict([cookie.split("=", 1)])
    told = {
        name: {"value": value, "expires": None, "secure": False, "port": None, "version": 0}
        for name, value in cookies.items()
    }
    file = folder / "cookies.json"
    file.write_text(json.dumps({"127.0.0.1": {"/": told}}))
    return file
