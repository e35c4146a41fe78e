"""Backups while people work, each restored onto an empty machine by one command; damage that is found; and the time."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

from tests.promises.backup_machines import MEGABYTE, Acknowledged, Watch, command, small, swell
from tests.promises.durability_load import Ledger, Load
from tests.promises.figures import Figure, Size
from tracker.domain.errors import TrackerError
from tracker.services import backup

PROMISE = "backup and restore"
BACKUPS = {Size.SHORT: 5, Size.LONG: 25}
FLIPS = {Size.SHORT: 100, Size.LONG: 1_000}
BYTES = {Size.SHORT: 50 * MEGABYTE, Size.LONG: 1_000 * MEGABYTE}
GIGABYTE, LONGEST = 1_000 * MEGABYTE, 300.0
SEED = 20_261_125


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Yield the figures; some 8 s a backup."""
    installation, center, logins = small(folder / "data")
    with installation.serving():
        yield _under_load(BACKUPS[size], folder, Load(installation.url, center, logins, ledger := Ledger()), ledger)
    yield _flipped(FLIPS[size], folder / "backups", folder / "never")
    yield _quick(BYTES[size], folder)


def _under_load(count: int, folder: Path, load: Load, ledger: Ledger) -> Figure:
    """Every second one is encrypted. Restored is on another machine, as it were: without the load."""
    public = command(folder / "data", "make-backup-key", str(folder / "key")).text.split()[0]
    chance, whole = random.Random(SEED), 0
    owed: list[int] = []
    meanwhile: list[int] = []
    faults: list[str] = []
    for number in range(count):
        load.begin()
        with Watch(ledger) as watch:
            time.sleep(chance.uniform(0.1, 0.8))
            how = ("--key", public) if number % 2 else ("--with-keys",)
            made = command(folder / "data", "backup", str(folder / "backups"), *how)
        load.end()
        if made.code:
            faults.append(made.text)
            continue
        before, after = watch.around(backup.look_at(folder / "backups").manifest.made_at)
        found = _restored(folder, folder / f"restored-{number}", before)
        whole, faults, owed = whole + (not found), faults + found, [*owed, len(before)]
        meanwhile.append(after)
    counts = f"{_span(owed)} changes acknowledged before, {_span(meanwhile)} while each was made"
    said = "; ".join([f"{whole} of {count} restored and checked whole", counts, *map(str.strip, faults[:3])])
    goal = f"{count} backups under load: {count} whole, with all that was acknowledged before each"
    return Figure(PROMISE, goal, said, kept=whole == count and min(owed) > 0 < sum(meanwhile))


def _span(numbers: list[int]) -> str:
    return f"{min(numbers, default=0)} to {max(numbers, default=0)}"


def _restored(folder: Path, data: Path, before: Acknowledged) -> list[str]:
    """Restore the latest backup; return what is wrong with what is there then."""
    done = command(data, "restore", str(folder / "backups"), "--identity", str(folder / "key"))
    if done.code or "The installation is whole." not in done.text:
        return [done.text]
    return [f"lost: {each}" for each in before.missing_in(data)]


def _flipped(count: int, backups: Path, data: Path) -> Figure:
    """Flip a bit somewhere in the latest backup, a third of the times in a file of evidence; it must be named."""
    chance, named = random.Random(SEED), 0
    latest = backup.look_at(backups)
    objects = [latest.place(part) for part in latest.manifest.objects]
    others = sorted(path for path in latest.path.rglob("*") if path.is_file())
    for _ in range(count):
        file = chance.choice(objects if chance.random() < 1 / 3 else others)
        whole = file.read_bytes()
        flipped = bytearray(whole)
        flipped[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        file.write_bytes(flipped)
        named += file.name in _said_of(latest.path)
        if _ % 50 == 0:  # the command itself takes seconds
            named -= command(data, "restore", str(latest.path)).code != 1 or data.exists()
        file.write_bytes(whole)
    untouched = _said_of(latest.path) == ""
    reached = (
        f"{named} of {count} reported by the file's name; without one {'nothing' if untouched else 'something'} is said"
    )
    return Figure(PROMISE, "a flipped bit is reported, and not restored", reached, kept=named == count and untouched)


def _said_of(path: Path) -> str:
    """Return what is said of a backup before it is restored."""
    try:
        return "\n".join(backup.look_at(path).troubles())
    except TrackerError as wrong:
        return wrong.message


def _quick(size: int, folder: Path) -> Figure:
    """Restore many files by the one command, and time it."""
    data = folder / "data"
    swell(data, size)
    made = command(data, "backup", str(folder / "large-backups"), "--with-keys")
    done = command(folder / "large-restored", "restore", str(folder / "large-backups"))
    for_gigabyte = done.seconds * GIGABYTE / size
    rate = f"{size / MEGABYTE / done.seconds:.0f} MB/s"
    projected = "" if size >= GIGABYTE else f", 1 GB in {for_gigabyte:.0f} s at that"
    return Figure(
        PROMISE,
        f"restore by one command, 1 GB within {LONGEST / 60:.0f} min",
        f"{size / MEGABYTE:,.0f} MB backed up in {made.seconds:.1f} s, restored and checked in {done.seconds:.1f} s:"
        f" {rate}{projected}",
        kept=not made.code and not done.code and for_gigabyte <= LONGEST,
        timed=not made.code and not done.code,
    )
