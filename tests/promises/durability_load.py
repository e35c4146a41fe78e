"""A mixed load on a served installation, and the memory of what was acknowledged: what the product owes afterwards."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from queue import Empty, Queue

from tests.promises.durability_visitor import Files, Sent, Visitor
from tests.promises.durability_world import certificate

LOST = (OSError, ValueError)  # whatever `requests` raises where an answer is cut off
_numbers = count(1)


@dataclass
class Ledger:
    """What was tried, and what of it was said to be done. Each list is appended to by one thread at a time."""

    logged: dict[str, Sent] = field(default_factory=dict)
    decided: dict[str, str] = field(default_factory=dict)
    contacts: list[tuple[str, bool]] = field(default_factory=list)
    packets: list[str] = field(default_factory=list)
    sessions: list[Visitor] = field(default_factory=list)

    @property
    def acknowledged(self) -> int:
        """How many changes were said to be saved."""
        logged = sum(sent.saved for sent in self.logged.values())
        return logged + len(self.decided) + sum(said for _, said in self.contacts) + len(self.packets + self.sessions)


@dataclass(frozen=True)
class Login:
    """How somebody signs in."""

    email: str
    password: str


class Load:
    """People at work, a thread each, until nobody answers any more."""

    def __init__(self, url: str, center: str, logins: dict[str, Login], ledger: Ledger) -> None:
        self._url, self._base, self._logins, self._ledger = url, f"/c/{center}", logins, ledger
        self._to_decide: Queue[str] = Queue()
        self._people = {role: self._signed_in(role) for role in ("staff", "director")}
        self._work = (self._log, self._log, self._decide, self._settings_and_packets, self._sign_in)
        self._threads: list[threading.Thread] = []
        self._over = threading.Event()

    @property
    def staff(self) -> Visitor:
        """Whoever logs completions; signed in for good, whatever is killed meanwhile."""
        return self._people["staff"]

    def begin(self) -> None:
        """Let everybody begin; again, where all ended before."""
        self._over.clear()
        self._threads = [threading.Thread(target=self._until_lost, args=(each,), daemon=True) for each in self._work]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Let everybody end, after the server was killed."""
        self._over.set()
        for thread in self._threads:
            thread.join(60)

    def _until_lost(self, work: Callable[[], Iterator[None]]) -> None:
        try:
            for _ in work():
                if self._over.is_set():
                    return
        except LOST:
            return

    def _signed_in(self, role: str) -> Visitor:
        visitor, login = Visitor(self._url), self._logins[role]
        if not visitor.sign_in(login.email, login.password):
            raise RuntimeError(f"The {role} cannot sign in.")
        return visitor

    def _log(self) -> Iterator[None]:
        while True:
            number = next(_numbers)
            title = f"Training {number}"
            files: Files = [("files", (f"{number}.pdf", certificate(number), "application/pdf"))]
            typed = {"title": title, "completed_on": "2026-03-02", "hours": "1"}
            form = self.staff.fill(f"{self._base}/completions/new", files, **typed)
            self._ledger.logged[title] = form  # tried, and nothing said yet
            sent = self.staff.send(form)
            self._ledger.logged[title] = sent
            if sent.saved:
                self._to_decide.put(sent.location.rsplit("/", 1)[1])
            yield

    def _decide(self) -> Iterator[None]:
        for number in count():
            try:
                completion = self._to_decide.get(timeout=0.2)
            except Empty:
                yield
                continue
            decision = "return" if number % 3 == 0 else "accept"
            path = f"{self._base}/queue/{completion}"
            sent = self._people["director"].submit(path, decision=decision, words="Please look again.")
            if sent.saved:
                self._ledger.decided[completion] = decision
            yield

    def _settings_and_packets(self) -> Iterator[None]:
        director = self._people["director"]
        for number in count():
            if number % 6 == 1:
                asked = director.submit(f"{self._base}/packets/new")
                if asked.saved:
                    self._ledger.packets.append(asked.location.rsplit("/", 1)[1])
            contact = f"Contact {next(_numbers)}"
            self._ledger.contacts.append((contact, False))
            if director.submit(f"{self._base}/settings", contact=contact).saved:
                self._ledger.contacts[-1] = (contact, True)
            yield

    def _sign_in(self) -> Iterator[None]:
        while True:
            visitor, login = Visitor(self._url), self._logins["deputy"]
            if visitor.sign_in(login.email, login.password):
                self._ledger.sessions.append(visitor)
            yield
