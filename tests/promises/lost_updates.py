"""Lost updates and doubles: six save the same thing at once, and one sends a form twice at once.

Of six, one is told that it is saved; the others see that somebody was quicker, and what they typed is still there.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from werkzeug.test import TestResponse

from tests.house.door import ADMINISTRATOR, PUBLIC, SIGNED_IN
from tests.house.doors import DOORS
from tests.pages.forms import page_of
from tests.pages.sending import REMOVALS, filled
from tests.pages.walking import WORDS, Sent, Visit
from tests.promises.figures import Figure, Size
from tests.promises.racing import rows_of, send_at_once, words_in
from tests.promises.walking_centers import Street, Walker, street

AT_ONCE, TWICE = 6, 2
ROUNDS = {Size.SHORT: 3, Size.LONG: 30}
DOUBLES = {Size.SHORT: 1, Size.LONG: 30}
SAVED, LATE, GONE = {200, 303}, {409, 422}, {404}
# Threads change places more often than usual, so that they meet in the middle of a save.
SWITCH_SECONDS = 0.0005
# Six that choose what is chosen already change nothing, and nobody is late.
NO_CONTEST = {"settings.second_factor"}
# A file is needed, or what is sent depends on what waits: not creating by a form alone.
NOT_ALONE = {
    "bring_in.save",
    "bring_in.transcript",
    "completions.add_files",
    "events.add_files",
    "packets.ask_again",
    "queue.accept_together",
    "settings.add_logo",
    "waivers.add_files",
}


@dataclass
class Findings:
    """What came of it."""

    races: int = 0
    forms: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def told(self, unit: str) -> str:
        """Return the figure, and the first of what is wrong."""
        first = "".join(f"\n    {case}" for case in sorted(set(self.wrong))[:12])
        return f"{len(self.wrong)} wrong in {self.races:,} {unit} on {len(self.forms)} forms{first}"


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Race on each form that carries a version; then send each form that makes something twice."""
    sys.setswitchinterval(SWITCH_SECONDS)
    with street(folder) as both:
        races, doubles = Findings(), Findings()
        director = next(walker for walker in both.walkers if walker.who == "director")
        for name, _ in product(_with_version(director), range(ROUNDS[size])):
            _race(director, name, races)
        for name, _ in product(_in_center(), range(DOUBLES[size])):
            _double(_whoever(both, name), name, doubles)
    goal = f"{AT_ONCE} simultaneous saves x {ROUNDS[size]} on each form: one winner, nothing typed lost"
    yield Figure("lost updates", goal, races.told(f"races of {AT_ONCE}"), not races.wrong and bool(races.forms))
    kept = not doubles.wrong and bool(doubles.forms)
    yield Figure("doubles", "double submit: one row", doubles.told("double submits"), kept)


def _with_version(walker: Walker) -> list[str]:
    return [name for name in DOORS if name not in NO_CONTEST and _has_version(walker, name)]


def _has_version(walker: Walker, name: str) -> bool:
    return any("version" in row["name"] for row in walker.fields[name])


def _in_center() -> list[str]:
    doors = [name for name, door in DOORS.items() if "POST" in door.methods and door.who not in {PUBLIC, SIGNED_IN}]
    return [name for name in doors if name not in NOT_ALONE]


def _whoever(both: Street, name: str) -> Walker:
    who = "administrator" if DOORS[name].who == ADMINISTRATOR else "director"
    return next(walker for walker in both.walkers if walker.who == who)


def _race(walker: Walker, name: str, found: Findings) -> None:
    """Save one thing from six browsers, each with words of its own."""
    visits = [Visit(walker, name) for _ in range(AT_ONCE)]
    for late in visits[1:]:
        late.share(visits[0])
    forms = [filled(visit) for visit in visits]
    answers = send_at_once(visits, forms)
    found.races += 1
    found.forms.add(name)
    statuses = sorted(answer.status_code for answer in answers)
    pairs = list(zip(visits, answers, strict=True))
    won = [number for number, (visit, answer) in enumerate(pairs) if _is_saved(visit, answer)]
    late = LATE | GONE if name in REMOVALS else LATE
    if len(won) != 1 or not set(statuses) <= SAVED | late:
        found.wrong.append(f"{name}: {statuses}")
        return
    kept = words_in(walker.app)
    for number, (visit, form, answer) in enumerate(zip(visits, forms, answers, strict=True)):
        own = _own_words(visit, form)
        saved = [words for words in own if re.search(rf"{words}\b", kept)]
        if own and bool(saved) != (number in won):
            found.wrong.append(f"{name}: the words of {'the winner are not' if number in won else 'a loser are'} kept")
        if number not in won and answer.status_code in LATE:
            found.wrong += [f"{name}: {fault}" for fault in _lost(answer, own)]


def _is_saved(visit: Visit, answer: TestResponse) -> bool:
    """Tell whether it was said to be saved; a button that came late leads back to a page that says so."""
    if answer.status_code not in SAVED or answer.location is None:
        return answer.status_code in SAVED
    return not page_of(visit.browser.get(answer.location)).select(".flash--error")


def _own_words(visit: Visit, form: Sent) -> list[str]:
    """Return what was typed into the fields for words."""
    typed = [form.get(row["name"], [b""])[0].decode() for row in visit.fields if row["kind"] in WORDS]
    return [words for words in typed if words.startswith("Words ")]


def _lost(answer: TestResponse, own: list[str]) -> list[str]:
    """Return what the answer to one who came late does not show: that, and why, and what was typed."""
    page = page_of(answer)
    shown = {str(each.get("value", each.get_text())).strip() for each in page.select("input, textarea")}
    shown |= {words for words in own if page.main and words in page.main.get_text()}
    told = page.main is not None and bool(page.main.get_text(strip=True))
    lost = [f"{words!r} is lost" for words in own if words not in shown]
    return lost + ([] if told else ["says nothing to one who came late"])


def _double(walker: Walker, name: str, found: Findings) -> None:
    """Send a form once, and one like it twice at once: both must make the same number of rows."""
    once = _growth(walker, name, 1)
    if not +once:
        return  # makes nothing
    twice = _growth(walker, name, TWICE)
    found.races += 1
    found.forms.add(name)
    if +(twice - once):
        found.wrong.append(f"{name}: once makes {dict(once)}, twice {dict(+twice)}")


def _growth(walker: Walker, name: str, times: int) -> Counter[str]:
    visit = Visit(walker, name)
    form = filled(visit)
    before = rows_of(walker.app)
    send_at_once([visit] * times, [form] * times)
    return rows_of(walker.app) - before
