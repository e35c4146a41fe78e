"""The drill works when followed literally: its commands, as they stand in the document, on a machine with nothing."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.browser.installation import OURS, Installation, free_port
from tests.house.repository import ROOT

DRILL = ROOT / "docs" / "restore-drill.md"
COMMANDS = re.compile(r"^ *```sh\n(.*?)^ *```", re.M | re.S)
SERVE = ".venv/bin/flask --app wsgi serve"
PORT = "8099"


def commands() -> list[str]:
    """Return the commands of the document in their order, a block each."""
    return [re.sub(r"^ +", "", block, flags=re.M).strip() for block in COMMANDS.findall(DRILL.read_text())]


class Terminal:
    """One terminal: what is exported in it holds for what is typed later."""

    def __init__(self, home: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        self.environment = {**kept, "HOME": str(home)}

    def type(self, command: str) -> str:
        """Type a command; returns what it printed. It must succeed."""
        line = f"set -e\n{command}\necho '--- and now ---'\nenv -0"
        done = subprocess.run(  # noqa: S603 the project's own document
            ["bash", "-c", line],  # noqa: S607 as people have it
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        printed, _, after = done.stdout.partition("--- and now ---\n")
        self.environment = dict(each.split("=", 1) for each in after.split("\0") if "=" in each)
        return printed + done.stderr

    def served(self, command: str, port: int) -> str:
        """Type a command that serves, ask for the sign-in page, and stop it with Ctrl-C."""
        server = subprocess.Popen(  # noqa: S603 the project's own document
            ["bash", "-c", f"exec env {command}"],  # noqa: S607 as people have it
            cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            for _ in range(600):
                try:
                    with urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=5) as answer:
                        return str(answer.read().decode())
                except OSError:
                    assert server.poll() is None
                    time.sleep(0.05)
            raise AssertionError("it did not answer")
        finally:
            server.terminate()
            server.wait(60)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home with the installation that the drill begins with: the demo center."""
    (tmp_path / "tracker").mkdir()
    before = Installation(tmp_path / "tracker" / "var")
    before.run("seed", "--demo")
    yield tmp_path


def test_every_command_of_the_drill_works_as_it_stands_there(home: Path) -> None:
    terminal, port = Terminal(home), free_port()
    printed = {
        command: terminal.served(command.replace(PORT, str(port)), port) if SERVE in command else terminal.type(command)
        for command in commands()
    }
    (made,) = (text for command, text in printed.items() if "wsgi backup " in command)
    (restored,) = (text for command, text in printed.items() if "wsgi restore " in command)
    (served,) = (text for command, text in printed.items() if SERVE in command)
    numbers = re.search(r"\d+ centers?, \d+ people, \d+ files", made)
    assert numbers is not None
    assert numbers[0] in restored
    assert "The installation is whole." in restored
    assert "<h1" in served
    assert not (home / "tracker-drill").exists()
    assert (home / "tracker" / "var" / "tracker.sqlite").exists(), "the installation in use is as it was"
