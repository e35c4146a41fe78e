"""What is measured beside the uploads: the memory of all processes of a server, and the pages that others open."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

import requests

from tests.promises.processes import tree
from tests.requesting import Browser

EVERY, PAUSE = 0.1, 0.1


@dataclass
class Watch:
    """The most memory that was seen, in bytes, and what the largest process had of it; the pages of others."""

    most_memory: int = 0
    largest: int = 0
    looks: int = 0
    taken: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def p99(self) -> float:
        """The seconds within which 99 of 100 pages of others came."""
        return quantiles(self.taken, n=100)[98]


@contextmanager
def watching(root: int, others: list[tuple[Browser, list[str]]]) -> Iterator[Watch]:
    """Look at the processes below one, and let others open their pages, as long as the block lasts."""
    watch, done = Watch(), threading.Event()
    threads = [threading.Thread(target=_weigh, args=(root, watch, done))]
    threads += [threading.Thread(target=_read, args=(browser, pages, watch, done)) for browser, pages in others]
    for thread in threads:
        thread.start()
    try:
        yield watch
    finally:
        done.set()
        for thread in threads:
            thread.join()


def _weigh(root: int, watch: Watch, done: threading.Event) -> None:
    while not done.wait(EVERY):
        shares = shares_of(root)
        if sum(shares) > watch.most_memory:
            watch.most_memory, watch.largest = sum(shares), max(shares)
        watch.looks += 1


def _read(browser: Browser, pages: list[str], watch: Watch, done: threading.Event) -> None:
    while True:
        for page in pages:
            if done.wait(PAUSE):
                return
            begun = time.perf_counter()
            try:
                status = browser.get(page).status_code
            except requests.RequestException as fault:
                status = type(fault).__name__
            watch.taken.append(time.perf_counter() - begun)
            if status != 200:
                watch.wrong.append(f"{page}: {status}")


def shares_of(root: int) -> list[int]:
    """Return the memory of a process and of each below it, in bytes; what several share is parted among them."""
    return [_share_of(process) for process in tree(root)]


def _share_of(process: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
