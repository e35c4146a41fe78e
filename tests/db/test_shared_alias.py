"""An alias that threads share leads to itself, whichever of them comes first."""

import re
import sys
import warnings
from collections.abc import Callable, Iterator
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from tests.house.repository import ROOT
from tracker.db.aliases import shared_alias
from tracker.models import Account, Waiver

AT_ONCE, ROUNDS = 4, 300


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads change places much more often than usual."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def statements(alias: type[Account]) -> set[str]:
    """Write a statement in several threads at once, and once more; return how it came out."""
    barrier, written = Barrier(AT_ONCE), []

    def write() -> None:
        written.append(str(select(Waiver.id, alias.display_name).join(alias, alias.id == Waiver.proposed_by)))

    def together() -> None:
        barrier.wait()
        write()

    threads = [Thread(target=together) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    write()
    return set(written)


def different(make: Callable[[type[Account]], type[Account]]) -> int:
    """Return in how many rounds the statement came out wrong."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        right = statements(shared_alias(Account))
        return sum(statements(make(Account)) != right for _ in range(ROUNDS))


@pytest.mark.usefixtures("hasty")
def test_threads_that_come_first_at_once_write_one_and_the_same_statement() -> None:
    assert different(shared_alias) == 0


def test_no_module_shares_an_alias_whose_columns_are_still_to_be_made() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {line}"
        for path in sorted((ROOT / "tracker").rglob("*.py"))
        for line in path.read_text().splitlines()
        if re.match(r"\S.*(?<!shared_)\baliased\(", line) and not line.startswith(("def ", "from ", "import "))
    ]
    assert found == []
