"""Wapiti: the pages crawled as a signed-in director, each link and form attacked with its common modules."""

import json
import re
import subprocess
from pathlib import Path

from sqlalchemy import delete, select

from tests.scan.found import Found
from tests.scan.target import Target
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.db.work import unit_of_work
from tracker.models import Completion, Event, LinkReport, Training, TrainingAlias

LONGEST = 3600
# Not: modules that ask a host elsewhere (ssrf, xxe), or guess at files of other products.
MODULES = (
    "sql,blindsql,xss,permanentxss,exec,file,redirect,csp,csrf,http_headers,cookieflags,methods,crlf,shellshock,backup"
)


# Whatever is not chosen is loaded too, and would fetch its lists from the web were they not there.
LISTS = {"apps.json": "{}", "nikto_db": ""}
OF_A_KIND = 3
# Said of every application that answers on plain http at this machine, or of a header that browsers dropped.
EXPECTED = ("Strict-Transport-Security is not set", "X-XSS-Protection is not set")


def examine(target: Target, folder: Path, routes: str) -> Found:
    """Crawl and attack what lies below the center's address: signing out does not. It follows links, not `routes`."""
    _take_away_what_is_alike(target)
    report = folder / "report.json"
    below = f"{target.url}/c/{target.center}/"
    config = folder / "config"
    config.mkdir()
    for name, content in LISTS.items():
        (config / name).write_text(content)
    command = ["wapiti", "-u", below, "--scope", "folder", "-m", MODULES]
    command += ["-H", f"X-CSRFToken: {target.token}", "-f", "json", "-o", str(report)]
    command += [part for start in _starts(target, below) for part in ("-s", start)]
    command += ["-c", str(_cookie_file(target, folder))]
    command += ["--flush-session", "--max-scan-time", str(LONGEST), "-v", "1"]
    command += ["--max-links-per-page", "60", "--store-session", str(folder / "session"), "--store-config", str(config)]
    command += ["--no-bugreport"]
    with (folder / "console.txt").open("w") as out:
        subprocess.run(command, stdout=out, stderr=out, check=False, timeout=LONGEST + 600)  # noqa: S603 our own
    told = json.loads(report.read_text())
    found = {
        f"{kind}: {one['path']} {one['info']}"
        for group in ("vulnerabilities", "anomalies")
        for kind, ones in told[group].items()
        for one in ones
        if one["info"] not in EXPECTED
    }
    (folder / "findings.txt").write_text("".join(f"{line}\n" for line in sorted(found)))
    visited = re.search(r"found (\d+) URLs", (folder / "console.txt").read_text())
    return Found(len(found) + (visited is None), f"{visited and visited[1]} pages and forms, {len(found)} findings")


def _starts(target: Target, below: str) -> list[str]:
    """Return the pages of the center whose address names nothing else."""
    rules = (route["rule"] for route in target.routes if "GET" in route["methods"])
    paths = (rule.replace("<public_id:center>", target.center) for rule in rules)
    return [target.url + path for path in paths if "<" not in path and (target.url + path).startswith(below)]


def _take_away_what_is_alike(target: Target) -> None:
    """Leave a few of the hundred trainings: each is a dozen pages and forms of the same code."""
    with target.walk.app.app_context(), unit_of_work(), everywhere(db.session()):
        named = [select(column) for column in (Completion.training_id, Event.training_id, LinkReport.training_id)]
        spare = select(Training.id).where(
            *(Training.id.not_in(each.where(each.selected_columns[0].is_not(None))) for each in named)
        )
        ids = list(db.session.scalars(spare.order_by(Training.id)))[OF_A_KIND:]
        db.session.execute(delete(TrainingAlias).where(TrainingAlias.training_id.in_(ids)))
        db.session.execute(delete(Training).where(Training.id.in_(ids)))


def _cookie_file(target: Target, folder: Path) -> Path:
    """Write the cookies as wapiti reads them."""
    cookies = dict(cookie.split("=", 1) for cookie in target.cookie.split("; "))
    told = {
        name: {"value": value, "expires": None, "secure": False, "port": None, "version": 0}
        for name, value in cookies.items()
    }
    file = folder / "cookies.json"
    file.write_text(json.dumps({"127.0.0.1": {"/": told}}))
    return file
