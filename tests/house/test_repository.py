"""What is committed works anywhere: it names no registry and no machine, and it is the project's own."""

import re

import pytest

from tests.house.repository import ROOT, files, texts

# In parts, so that this file does not name them either.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("anaconda", "org"),
        ("proxy", "golang", "org"),
        ("crates", "io"),
    )
)
MACHINE_PATH = re.compile(r"(?<![\w.\-/])/(?:home|Users|root|work|private|mnt|Volumes)/\w+")
INDEX_OPTION = re.compile(r"://|^\s*(?:-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)\b", re.M)
PIN = re.compile(
    r"^[a-z0-9][a-z0-9._-]*(?:\[[a-z0-9,._-]+\])?==\S+(?: ;[^\\]+)? \\\n"
    r"(?:    --hash=sha256:[0-9a-f]{64}.*\n)+"
)
FOREIGN_FILES = (".woff", ".woff2", ".ttf", ".otf", ".eot", ".min.js", ".min.css", ".whl", ".so", ".dll")


def registries_in(text: str) -> list[str]:
    """Say which package registries a text names."""
    return [host for host in REGISTRIES if host in text.lower()]


def unpinned(lock: str) -> str:
    """Return what a lock file holds beside comments and versions with hashes."""
    body = re.sub(r"^ *#.*\n", "", lock, flags=re.M)
    while pin := PIN.match(body):
        body = body[pin.end() :]
    return body


def test_no_file_names_a_package_registry() -> None:
    assert {path: hosts for path, text in texts() if (hosts := registries_in(text))} == {}


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert {path: found for path, text in texts() if (found := MACHINE_PATH.findall(text))} == {}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_holds_versions_with_hashes_and_no_address(lock: str) -> None:
    content = (ROOT / lock).read_text()
    assert unpinned(content) == ""
    assert INDEX_OPTION.search(content) is None


def test_the_tools_of_testing_run_beside_the_very_versions_that_serve() -> None:
    pins = re.compile(r"^\S+==\S+", re.M)
    served = set(pins.findall((ROOT / "requirements.lock").read_text()))
    assert served - set(pins.findall((ROOT / "requirements-dev.lock").read_text())) == set()


def test_nothing_is_committed_that_a_package_brings() -> None:
    assert [path.name for path in files() if path.name.endswith(FOREIGN_FILES)] == []


@pytest.mark.parametrize("host", REGISTRIES)
def test_the_guard_sees_a_registry(host: str) -> None:
    assert registries_in(f"see https://Files.{host}/simple") == [host]


@pytest.mark.parametrize("folder", ["home", "Users", "root", "work"])
def test_the_guard_sees_a_machines_folder(folder: str) -> None:
    assert MACHINE_PATH.search(f'open("/{folder}/ann/tracker")')
    assert not MACHINE_PATH.search(f"https://example.org/{folder}/ann")


@pytest.mark.parametrize("line", ["flask==3.1.3\n", "flask>=3\n", "--index-url https://example.org\n", "-e .\n"])
def test_the_guard_sees_a_line_without_hash_or_with_an_address(line: str) -> None:
    assert unpinned(line) == line
