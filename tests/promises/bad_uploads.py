"""Bad uploads: ten thousand of them harm nobody; ordinary certificates from every producer get in."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from queue import SimpleQueue

from tests.browser.installation import Installation
from tests.promises import upload_bad, upload_ordinary
from tests.promises.figures import Figure, Size
from tests.promises.upload_sending import Log, Sender
from tests.promises.upload_watch import Watch, watching
from tests.requesting import Browser
from tracker import clock
from tracker.storage.staging import StagingArea

PROMISE = "bad uploads"
COUNT = {Size.SHORT: 208, Size.LONG: 10_000}
ORDINARY = {Size.SHORT: 60, Size.LONG: upload_ordinary.COUNT}
CONNECTIONS, SEED = 3, 20
SECONDS, MEGABYTES, P99 = 10.0, 700, 1.0
PAGES = ("home", "matrix", "people", "queue", "settings")


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Yield what became of bad files and of everybody else meanwhile, and how many ordinary ones were taken."""
    # The reading of photos takes more than is promised here: `docs/operating.md` says what was seen.
    installation = Installation(folder / "data", CENTER_QUOTA="100000", READ_PHOTOS="no")
    seeded = installation.run(
        "seed", "--centers", "2", "--seed", "8", "--people", "20", "--completions", "10", "--json"
    )
    logins = json.loads(seeded)["logins"]
    with installation.serving():
        yield from _bad(installation, logins, COUNT[size])
        yield _ordinary(installation, logins, ORDINARY[size])


def _bad(installation: Installation, logins: list[dict[str, str]], count: int) -> Iterator[Figure]:
    senders, others = _senders(installation, logins), _others(installation, logins)
    log, files = Log(), upload_bad.files(SEED, count)
    with watching(installation.process, others) as watch, ThreadPoolExecutor(CONNECTIONS) as threads:
        places: SimpleQueue[Sender] = SimpleQueue()
        for sender in senders:
            places.put(sender)

        def send(bad: upload_bad.Bad) -> None:
            sender = places.get()
            try:
                answer = sender.send_until_read(bad.name, bad.type, bad.content, log)
                log.note(bad.kind, answer)
                if answer.taken:
                    sender.view(answer.words, log)
            finally:
                places.put(sender)

        # One file in hand for each connection, and never all of them in memory.
        for batch in _in_batches(files, 50):
            list(threads.map(send, batch))
            _a_day_passes(installation.data)
    yield from _figures_of(log, watch, count, installation.faults_said())


def _a_day_passes(data: Path) -> None:
    """Let the clean-up of the day after tomorrow remove the files that wait in forms nobody saved.

    A sender sends more in an hour than people in years; with fifty waiting, every further file would be turned away for
    that alone, whatever it holds.
    """
    StagingArea(data / "staging").sweep(clock.now() + timedelta(days=2))


def _in_batches(files: Iterator[upload_bad.Bad], size: int) -> Iterator[list[upload_bad.Bad]]:
    while batch := list(islice(files, size)):
        yield batch


def _figures_of(log: Log, watch: Watch, count: int, said: str) -> Iterator[Figure]:
    answered = log.taken + log.refused
    yield Figure(
        PROMISE,
        f"{count:,} files: 0 answers of 500 or above, none without its reason, at most {SECONDS:.0f} s each",
        f"{answered:,} answered, {log.refused:,} refused, {log.taken:,} taken and {log.viewed:,} of those opened, "
        f"{len(log.faults)} faults {sorted(set(log.faults))[:5]}, slowest {log.slowest:.1f} s, "
        f"put off {log.put_off:,} times",
        answered == count and log.viewed == log.taken - log.without_file and not log.faults and log.slowest <= SECONDS,
    )
    yield Figure(
        PROMISE,
        f"all processes together at most {MEGABYTES} MB",
        f"{watch.most_memory / 1e6:.0f} MB at most, {watch.largest / 1e6:.0f} of them in one, in {watch.looks:,} looks",
        0 < watch.most_memory <= MEGABYTES * 1e6 and watch.looks > count / 10,
    )
    yield Figure(
        PROMISE,
        f"pages of others meanwhile: p99 at most {P99:.0f} s",
        f"p99 {watch.p99 * 1000:.0f} ms of {len(watch.taken):,} pages, "
        f"{len(watch.wrong)} wrong {watch.wrong[:3]} {said}",
        watch.p99 <= P99 and not watch.wrong and len(watch.taken) >= 100,
        timed=not watch.wrong and len(watch.taken) >= 100,
    )


def _ordinary(installation: Installation, logins: list[dict[str, str]], count: int) -> Figure:
    sender, log, turned_away = _senders(installation, logins)[0], Log(), []
    for name, make in upload_ordinary.some(count):
        answer = sender.send_until_read(name, "application/octet-stream", make(), log)
        log.note(name, answer)
        if answer.taken:
            sender.view(answer.words, log)
        else:
            turned_away.append(f"{name}: {answer.words}")
    most = count // upload_ordinary.COUNT
    return Figure(
        PROMISE,
        f"of {count} ordinary certificates at least {count - most} are taken",
        f"{log.taken} taken, slowest {log.slowest:.1f} s; {turned_away[:3]}",
        log.taken >= count - most and log.viewed == log.taken and not log.faults,
    )


def _senders(installation: Installation, logins: list[dict[str, str]]) -> list[Sender]:
    staff = [login for login in logins if login["role"] == "staff"]
    return [Sender(_signed_in(installation, login), login["center"]) for login in islice(cycle(staff), CONNECTIONS)]


def _others(installation: Installation, logins: list[dict[str, str]]) -> list[tuple[Browser, list[str]]]:
    directors = [login for login in logins if login["role"] == "director"]
    return [
        (_signed_in(installation, login), [f"/c/{login['center']}/{page}" for page in PAGES]) for login in directors
    ]


def _signed_in(installation: Installation, login: dict[str, str]) -> Browser:
    browser = Browser(installation.url)
    if not browser.sign_in(login["email"], login["password"]):
        raise RuntimeError(f"{login['email']} could not sign in.")
    return browser
