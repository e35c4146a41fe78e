"""What a walk past things that are not one's own came to: leaks, writes, hints, crashes, doors not reached."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from werkzeug.test import TestResponse

from tests.promises.walking_answers import words_of

WRONG = ("leaks", "writes", "hints", "crashes", "unreached")
REACHED = {200, 201, 302, 303, 409, 422}
FAULT = 500


@dataclass
class Findings:
    """What was found on the walk, each with its address."""

    asked: int = 0
    routes: set[str] = field(default_factory=set)
    typed: set[str] = field(default_factory=set)  # ids that went into fields: a page may show again what was typed
    leaks: list[str] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)
    unreached: list[str] = field(default_factory=list)

    @classmethod
    def of_all(cls, walks: Iterable["Findings"]) -> "Findings":
        """Return what several walks came to together."""
        whole = cls()
        for each in walks:
            whole.asked += each.asked
            whole.routes |= each.routes
            whole.typed |= each.typed
            for name in WRONG:
                getattr(whole, name).extend(getattr(each, name))
        return whole

    def judge(self, told: str, answer: TestResponse, forbidden: frozenset[str], allowed: str = "") -> None:
        """Count an answer; note whether it shows what is `forbidden`, but for `allowed`, and whether it is a fault."""
        self.asked += 1
        shown = f"{answer.headers}{words_of(answer)}"
        shown = shown.replace(allowed, "") if allowed else shown
        if any(each in shown for each in forbidden):
            self.leaks.append(told)
        if answer.status_code >= FAULT:
            self.crashes.append(told)

    def reach(self, told: str, answer: TestResponse) -> None:
        """Note a door that whoever may go through did not reach."""
        if answer.status_code not in REACHED:
            self.unreached.append(f"{told}: {answer.status}")

    def told(self) -> str:
        """Return the figure, and the first of what is wrong."""
        wrong = {name: getattr(self, name) for name in WRONG}
        counts = ", ".join(f"{len(found)} {name}" for name, found in wrong.items())
        first = [f"\n    {name}: {case}" for name, found in wrong.items() for case in found[:3]]
        return f"{counts} in {self.asked:,} requests to {len(self.routes)} routes" + "".join(first)

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong, and every door was gone through by whoever may."""
        return not any(getattr(self, name) for name in WRONG) and self.asked > 0
