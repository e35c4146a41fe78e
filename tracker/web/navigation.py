"""Where a person can go: the entries of rail, bottom bar and More, by what they may do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tracker.domain.access import Action

RAIL_LENGTH = 7
BAR_LENGTH = 4

ACCOUNT_ENDPOINT = "account.show"
SIGN_OUT_ENDPOINT = "sign_in.sign_out"


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. `current` is what aria-current says: "page" on the page itself, "true" below it, else empty."""

    label: str
    endpoint: str
    icon: str
    action: str
    short: str = ""
    section: str = ""
    badge: int = 0
    current: str = ""

    @property
    def short_label(self) -> str:
        """The word for places with little room."""
        return self.short or self.label

    def at(self, endpoint: str) -> "Entry":
        """Return the entry as it stands on the page of an endpoint."""
        if endpoint == self.endpoint:
            return replace(self, current="page")
        inside = bool(self.section) and endpoint.split(".", 1)[0] == self.section
        return replace(self, current="true" if inside else "")


@dataclass(frozen=True, slots=True)
class Navigation:
    """The entries a person has: `rail` and `more` on wide screens, `bar` and `bar_more` on phones."""

    rail: tuple[Entry, ...]
    more: tuple[Entry, ...]
    bar: tuple[Entry, ...]
    bar_more: tuple[Entry, ...]
    account_endpoint: str = ACCOUNT_ENDPOINT
    sign_out_endpoint: str = SIGN_OUT_ENDPOINT

    @property
    def more_is_current(self) -> bool:
        """Whether the page shown is one of those under More on the rail."""
        return any(entry.current for entry in self.more)


_MY_TRAINING = Entry("My training", "my.training", "training", Action.VIEW_OWN_TRAINING, short="Training")
_LOG = Entry("Log a completion", "completions.new", "log", Action.RECORD_COMPLETION, short="Log")
_MY_RECORD = Entry("My record", "record.mine", "record", Action.VIEW_OWN_TRAINING, short="Record")
_TEAM = Entry("Team home", "home.director", "home", Action.VIEW_TEAM, short="Team")
_MATRIX = Entry("Matrix", "matrix.show", "matrix", Action.VIEW_TEAM, section="matrix")
_QUEUE = Entry("Queue", "queue.list", "queue", Action.DECIDE, section="queue")
_PEOPLE = Entry("People", "people.list", "people", Action.VIEW_TEAM, section="people")
_CATALOG = Entry("Catalog", "catalog.list", "catalog", Action.VIEW_CATALOG, section="catalog")
_STANDARDS = Entry("Standards", "standards.list", "standards", Action.VIEW_STANDARDS, section="standards")
_PACKETS = Entry("Packets", "packets.list", "packets", Action.ISSUE_PACKET, section="packets")
_HISTORY = Entry("History", "history.list", "history", Action.VIEW_HISTORY, section="history")
_SETTINGS = Entry("Settings", "settings.show", "settings", Action.MANAGE_CENTER, section="members")

# In the order of a working day: the team first for those who answer for it, one's own training first for all others.
_RAIL = (
    _TEAM,
    _MATRIX,
    _QUEUE,
    _PEOPLE,
    _MY_TRAINING,
    _LOG,
    _MY_RECORD,
    _CATALOG,
    _STANDARDS,
    _PACKETS,
    _HISTORY,
    _SETTINGS,
)
_BAR = (_MY_TRAINING, _LOG, _TEAM, _MY_RECORD)


def navigation(actions: frozenset[str], current: str, queue_count: int = 0) -> Navigation:
    """Return where somebody can go from the page of an endpoint; the queue shows the number that waits in it."""

    def allowed(entries: Iterable[Entry]) -> tuple[Entry, ...]:
        return tuple(_with_badge(entry.at(current), queue_count) for entry in entries if entry.action in actions)

    rail = allowed(_RAIL)
    # More takes a place of its own, so a list that is too long gives up one entry more.
    fits = len(rail) if len(rail) <= RAIL_LENGTH else RAIL_LENGTH - 1
    bar = allowed(_BAR)[: BAR_LENGTH - 1]
    shown = {entry.endpoint for entry in bar}
    return Navigation(
        rail=rail[:fits],
        more=rail[fits:],
        bar=bar,
        bar_more=tuple(entry for entry in rail if entry.endpoint not in shown),
    )


def _with_badge(entry: Entry, queue_count: int) -> Entry:
    return replace(entry, badge=queue_count) if entry.endpoint == _QUEUE.endpoint else entry
