"""Wapiti: the pages crawled as a signed-in director, each link and form attacked with its common modules."""

import json
import subprocess
from pathlib import Path

from tests.scan.found import Found
from tests.scan.target import Target

LONGEST = 3600
# Not: modules that ask a host elsewhere (ssrf, xxe), or guess at files of other products.
MODULES = (
    "sql,blindsql,xss,permanentxss,exec,file,redirect,csp,csrf,http_headers,cookieflags,methods,crlf,shellshock,backup"
)


def examine(target: Target, folder: Path, routes: str) -> Found:
    """Crawl and attack what lies below the center's address: signing out does not. It follows links, not `routes`."""
    report = folder / "report.json"
    command = ["wapiti", "-u", f"{target.url}/c/{target.center}/", "--scope", "folder", "-m", MODULES]
    command += ["-H", f"Cookie: {target.cookie}", "-H", f"X-CSRFToken: {target.token}", "-f", "json", "-o", str(report)]
    command += ["--flush-session", "--max-scan-time", str(LONGEST), "-v", "1"]
    command += ["--max-links-per-page", "60", "--store-session", str(folder / "session"), "--no-bugreport"]
    with (folder / "console.txt").open("w") as out:
        subprocess.run(command, stdout=out, stderr=out, check=False, timeout=LONGEST + 600)  # noqa: S603 our own
    told = json.loads(report.read_text())
    found = {
        f"{kind}: {one['path']} {one['info']}"
        for group in ("vulnerabilities", "anomalies")
        for kind, ones in told[group].items()
        for one in ones
    }
    (folder / "findings.txt").write_text("".join(f"{line}\n" for line in sorted(found)))
    return Found(len(found), f"{len(found)} findings")
