"""Centers, and people within one, are isolated: every route, verb and role meets ids that are not theirs."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice, repeat
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlencode

from werkzeug.test import TestResponse

from tests.house.door import ADMINISTRATOR, LETS_IN, PLAIN
from tests.house.doors import DOORS
from tests.pages.walking import FORM, Field, Sent, Visit
from tests.promises import walking_programs
from tests.promises.figures import Figure, Size
from tests.promises.walking_answers import plainly
from tests.promises.walking_centers import FOREIGN, NEIGHBOR, Ids, Street, Walker, state_of, street
from tests.promises.walking_findings import Findings
from tests.promises.walking_programs import ProgramTrial

WALKS = 2
ABSENT = "x" * 20  # no number, as the ids that it is held against are none
# The kinds of field that can name a thing; the others take words, days and numbers, and show what was typed again.
NAMING = {"hidden", "select", "people", "word", "radios"}
NAMES_NOTHING = ("submission_key", "version", "q", "title")
OTHER_VERBS = ("PUT", "PATCH", "DELETE", "OPTIONS")


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Walk along everything as everybody, on each processor a part of it with centers of its own."""
    with ProcessPoolExecutor(WALKS, mp_context=get_context("fork")) as pool:
        found = Findings.of_all(pool.map(_walk, range(WALKS), repeat(size), repeat(folder)))
    goal = "0 leaks, writes, hints or crashes, every door reached by whoever may"
    yield Figure("centers, and people within one, are isolated", goal, found.told(), found.clean)


def _walk(number: int, size: Size, folder: Path) -> Findings:
    found, own = Findings(), folder / str(number)
    own.mkdir()
    with street(own) as both:
        for trial in _trials(both, size, found, number):
            before = state_of(both.there)
            trial.run()
            if state_of(both.there) != before:
                found.writes.append(f"{trial.who}: {trial.name}")
    return found


def _trials(both: Street, size: Size, found: Findings, number: int) -> Iterator["_Trial | ProgramTrial"]:
    """Yield the trials of one walk: of each route some people are on one, and the others on the other."""
    for place, walker in enumerate(both.walkers):
        for nth, name in enumerate(sorted(walker.fields)):
            if (place + nth) % WALKS == number:
                yield _Trial(both, walker, name, size, found)
    yield from islice(walking_programs.trials(both, size, found), number, None, WALKS)


class _Trial:
    """One route, as one of the walkers tries it."""

    def __init__(self, street: Street, walker: Walker, name: str, size: Size, found: Findings) -> None:
        self.street, self.walker, self.name, self.size, self.found = street, walker, name, size, found
        self.who = walker.who
        self.visit = Visit(walker, name)
        self.verbs = DOORS[name].methods.split()
        self.may = walker.who in LETS_IN[DOORS[name].who]

    def run(self) -> None:
        self.found.routes.add(self.name)
        if self.may:
            self._reach()
        for part in ("center", *DOORS[self.name].things):
            if part not in PLAIN and part in self.walker.rules[self.name].arguments:
                self._in_path(part)
        if self.may and self.walker.who in {"staff", "director"}:
            self._in_fields()

    def _reach(self) -> None:
        """Go through the door with what is one's own: otherwise all below would be asked outside."""
        for verb in self.verbs:
            answer = self._ask(verb, {}, self.visit.ordinary() if verb == "POST" else {})
            self.found.reach(f"{self.walker.who}: {verb} {self.name}", answer)

    def _in_path(self, part: str) -> None:
        foreign = self.street.there.public_id if part == "center" else self.street.foreign[part]
        more = ("HEAD", *OTHER_VERBS) if self.walker.who == "director" or self.size is Size.LONG else ()
        for verb in (*self.verbs, *more):
            self._compare(verb, foreign, lambda wrong: ({part: wrong}, {}), f"<{part}>")
            if DOORS[self.name].private and self.walker.who == "staff" and part in self.street.neighbors:
                self._compare(verb, self.street.neighbors[part], lambda wrong: ({part: wrong}, {}), f"<{part}>")

    def _in_fields(self) -> None:
        words = [row for row in self.walker.fields[self.name] if row["in"] == "query"]
        for verb, fields in (("GET", words), ("POST", self.visit.fields)):
            for word in (row["name"] for row in fields if _can_name(row)):
                for wrong in self._wrong_ids(word):
                    self.found.typed.add(wrong)
                    self._compare(verb, wrong, lambda each, word=word: ({}, {word: [each.encode()]}), word)

    def _wrong_ids(self, word: str) -> list[str]:
        """Return the ids that a field meets: all in the long form, else those that it can mean."""
        foreign = self._meant(self.street.foreign, word)
        near = self._meant(self.street.neighbors, word) if self.walker.who == "staff" else []
        return foreign + near

    def _meant(self, ids: Ids, word: str) -> list[str]:
        plain = {"people": "person", "into": "training", "adopts": "training"}.get(word, word)
        fits = [ids[part] for part in ids if part in plain] or list(ids.values())[:2]
        return list(ids.values()) if self.size is Size.LONG else fits

    def _compare(self, verb: str, wrong: str, put: object, where: str) -> None:
        """Send what is not theirs, then what does not exist, in one and the same place.

        Where what was looked at differs, both are asked once more: a list of looks has grown by itself when a minute is
        over between the two, and not again within the next.
        """
        for _ in range(1 if verb == "POST" else 2):
            theirs, nobodys = self._pair(verb, wrong, put)
            if theirs == nobodys:
                return
        told = f"{self.walker.who}: {verb} {self.name} {where}: {theirs[0]}, absent {nobodys[0]}"
        self.found.hints.append(told)

    def _pair(self, verb: str, wrong: str, put: object) -> list[tuple[int, str]]:
        answers = []
        forms = [self.visit.ordinary() if verb == "POST" and self.may else {} for _ in range(2)]
        # As long as what it is held against: another shape is no such address, to whoever asks.
        absent = ABSENT if len(wrong) <= len(ABSENT) else "x" * len(wrong)
        for given, form in zip((wrong, absent), forms, strict=True):
            parts, values = put(given)  # type: ignore[operator]  # one of two functions of a wrong id
            answer = self._ask(verb, parts, {**form, **values}, given)
            answers.append((answer.status_code, plainly(answer, given, whole=verb != "POST")))
        return answers

    def _ask(self, verb: str, parts: Ids, values: Sent, sent: str = "") -> TestResponse:
        if verb == "POST":
            answer = self.visit.send(values, **parts)
        else:
            path, query = self.visit.path(**parts), f"?{urlencode(values, doseq=True)}" if values else ""
            body = {"data": self.visit.body({}), "content_type": FORM} if verb in OTHER_VERBS[:3] else {}
            answer = self.visit.browser.open(f"{path}{query}", method=verb, buffered=True, **body)
        # Whoever runs the installation sees which centers there are, and nothing of what is in them.
        shown = f"{FOREIGN}-center-" if self.may and DOORS[self.name].who == ADMINISTRATOR else ""
        self.found.judge(f"{self.walker.who}: {verb} {self.name}", answer, self._forbidden(sent), shown)
        return answer

    def _forbidden(self, sent: str) -> frozenset[str]:
        """Return what no answer may show: marks of free text, and ids that were not typed before."""
        marks = {FOREIGN} if self.walker.who in {"deputy", "director"} else {FOREIGN, NEIGHBOR}
        return frozenset(marks | (self.street.hidden - self.found.typed - {sent}))


def _can_name(row: Field) -> bool:
    """Tell whether a field can name a thing: not where its choices are fixed, nor where it is searched for as words."""
    return row["kind"] in NAMING and not row.get("options") and not row["name"].endswith(NAMES_NOTHING)
