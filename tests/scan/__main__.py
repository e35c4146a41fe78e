"""Lets schemathesis, sqlmap and wapiti examine a served installation: `make scan`. Costs an hour or more.

Each tool reports on its own; a finding ends the run with an error and leaves the tool's report in the folder named.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.scan import api, injection, schema, web
from tests.scan.target import target

TOOLS = {"api": api.examine, "schemathesis": schema.examine, "sqlmap": injection.examine, "wapiti": web.examine}


def main() -> int:
    """Run the tools and print what each found; return the exit code."""
    asked = argparse.ArgumentParser(prog="python -m tests.scan", description=__doc__)
    asked.add_argument("--only", choices=sorted(TOOLS), help="one of the tools")
    asked.add_argument("--routes", help="only routes whose endpoint begins so, such as completions.")
    chosen = asked.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="scan-"))
    findings = 0
    for name in [chosen.only] if chosen.only else sorted(TOOLS):
        (folder / name).mkdir()
        begun = perf_counter()
        with target(folder / name) as examined:
            found = TOOLS[name](examined, folder / name, chosen.routes or "")
        findings += found.count
        sys.stdout.write(f"{name}: {found.words} in {int(perf_counter() - begun)} s. Reports: {folder / name}\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
