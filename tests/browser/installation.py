"""An installation of the product as people run it: its own folder, its own commands, its production server."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 60
# What a developer's shell may hold must not reach an installation that a test makes.
OURS = (
    "PORT",
    "TRACKER_DATA",
    "TRACKER_ENV",
    "TRACKER_NOW",
    "DATABASE_URL",
    "BASE_URL",
    "MAIL_OUTBOX",
    "SMTP_URL",
    "SECRET_KEY",
    "HISTORY_KEY",
    "BACKUP_DIR",
    "BACKUP_EVERY",
    "BACKUP_KEEP",
    "BACKUP_KEY",
    "CENTER_QUOTA",
    "CLAMD",
    "MICROSOFT_TENANT",
    "MICROSOFT_CLIENT_ID",
    "MICROSOFT_CLIENT_SECRET",
    "GOOGLE_CLIENT_ID",
    "GOOGLE_CLIENT_SECRET",
    "GOOGLE_DOMAIN",
    "OIDC_ISSUER",
    "OIDC_NAME",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
)


class Installation:
    """One installation in a folder, served on a free port of 127.0.0.1 until stopped."""

    def __init__(self, data: Path, **settings: str) -> None:
        data.mkdir(mode=0o700, exist_ok=True)
        self.data = data
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        self._environment = {**kept, "TRACKER_DATA": str(data), **settings}
        self._server: subprocess.Popen[bytes] | None = None
        self.run("init")

    def set(self, **settings: str) -> None:
        """Set what holds for whatever is started from now on."""
        self._environment |= settings

    def run(self, *command: str) -> str:
        """Run one of the product's commands; returns what it printed."""
        return self._run(self._command(*command))

    def run_module(self, module: str) -> str:
        """Run a module of the tests with the settings of the installation; returns what it printed."""
        return self._run([sys.executable, "-m", module])

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve inside the block, which begins once pages are answered."""
        try:
            self.serve()
            yield
        finally:
            self.stop()

    def serve(self) -> None:
        """Serve, and return once pages are answered."""
        with self._log.open("wb") as log:
            self._server = subprocess.Popen(  # noqa: S603 our own command
                self._command("serve", "--port", str(self.port)),
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=log,
                # As where a system starts it. Where the processor is shared out by sessions, what is gentle in it gives
                # way to its pages, and not to those who run the tests.
                start_new_session=True,
            )
        deadline = time.monotonic() + LONGEST_START
        while not self._answers():
            assert self._server.poll() is None, f"The server ended:\n{self.printed()}"
            assert time.monotonic() < deadline, f"The server did not answer:\n{self.printed()}"
            time.sleep(0.05)

    def faults_said(self, most: int = 1500) -> str:
        """Return what the server said of its last fault: number, type and place; empty where there was none."""
        printed = self.printed()
        begins = [found.start() for found in re.finditer(r"\bfault [0-9a-f]{8}: ", printed)]
        return printed[begins[-1] :][:most] if begins else ""

    def printed(self) -> str:
        """Return what the server wrote on its console."""
        return self._log.read_text()

    def mail_to(self, address: str) -> str:
        """Return the text of the one mail to an address that lies in the outbox."""
        mails = [message_from_bytes(file.read_bytes(), policy=default) for file in (self.data / "mail").glob("*.eml")]
        (text,) = [mail.get_body().get_content() for mail in mails if mail["To"] == address]
        return str(text)

    def stop(self) -> None:
        """Stop serving, as somebody does with Ctrl-C."""
        if self._server is not None:
            self._server.terminate()
            self._server.wait(timeout=LONGEST_START)
            self._server = None

    def kill(self) -> None:
        """End the server as the system does where memory runs out: nothing is tidied, and nobody is told.

        What it started ends with it by itself, some milliseconds later.
        """
        if self._server is not None:
            self._server.kill()
            self._server.wait(timeout=LONGEST_START)
            self._server = None
            deadline = time.monotonic() + LONGEST_START
            while self._answers():
                assert time.monotonic() < deadline, "It was killed, and somebody still answers."

    @property
    def process(self) -> int:
        """Return the number of the process that serves, above all others of the server."""
        assert self._server is not None, "The installation is not served."
        return self._server.pid

    @property
    def _log(self) -> Path:
        return self.data / "console.txt"

    def _run(self, command: list[str]) -> str:
        done = subprocess.run(  # noqa: S603 our own commands
            command, cwd=ROOT, env=self._environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{' '.join(command[1:])} failed:\n{done.stdout}{done.stderr}"
        return done.stdout

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/sign-in", timeout=5) as answer:  # noqa: S310 our own address
                return bool(answer.status == 200)
        except OSError:
            return False


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
