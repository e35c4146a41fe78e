"""Which column of a sheet tells what: each thing by one at most, the one whose heading and cells fit best."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.domain.imports.cells import fold
from tracker.domain.imports.heading_names import NAMES
from tracker.domain.imports.headings import exact, likely
from tracker.domain.imports.plan import Column, ColumnPlan
from tracker.domain.imports.profile import Profile

OF_PEOPLE = {Column.ROLE, Column.AGENCY, Column.DISCIPLINE, Column.EMAIL, Column.ROLE_SINCE}
_MANY = {Column.NOTE, Column.CREDITS, Column.TOPICS, Column.IGNORED, Column.TRAINING}
_BEFORE_THE_END = ("start date", "start", "from", "begin date")
_AFTER_THE_START = ("end date", "end", "to", "date ended")
_FINISHED = ("complet", "finish", "end", "attend")


@dataclass(frozen=True, slots=True)
class Head:
    """A column with its heading, and what its cells look like."""

    index: int
    text: str
    top: str
    looks: Profile

    @property
    def named(self) -> Column | None:
        """The column that the heading names outright."""
        return exact(self.text) if self.text else None

    @property
    def likely(self) -> Column | None:
        """The column that the heading names outright or by a word in it."""
        return likely(self.text) if self.text else None


def single(found: Sequence[Head], wanted: Iterable[Column] = tuple(Column)) -> tuple[ColumnPlan, ...]:
    """Return the columns, each thing told by one at most: the one whose heading and cells fit best."""
    kinds = {head.index: _kind(head, found) for head in found}
    _settle_titles(found, kinds)
    best: dict[Column, Head] = {}
    for head in found:
        kind = kinds[head.index]
        if kind not in best or _fit(head, kind) > _fit(best[kind], kind):
            best[kind] = head
    return tuple(
        ColumnPlan(
            head.index,
            head.text,
            kind if kind in wanted and (kind in _MANY or best[kind] is head) else Column.IGNORED,
        )
        for head in found
        for kind in (kinds[head.index],)
    )


def _kind(head: Head, found: Sequence[Head]) -> Column:
    kind, looks = head.likely or Column.IGNORED, head.looks
    if fold(head.text) in _BEFORE_THE_END + _AFTER_THE_START and _tells_days_of_roles(found):
        return Column.ROLE_SINCE if fold(head.text) in _BEFORE_THE_END else Column.ROLE_UNTIL
    if fold(head.text) in _BEFORE_THE_END and not any(
        other.likely is Column.COMPLETED_ON and other.looks.filled for other in found
    ):
        told = {other.likely for other in found if fold(other.text) != "title"}
        kind = Column.COMPLETED_ON if Column.TITLE in told or not told & OF_PEOPLE else Column.ROLE_SINCE
    if kind is Column.COMPLETED_ON and not looks.days and looks.mostly(looks.statuses):
        return Column.STATUS
    if kind is Column.STATUS and looks.mostly(looks.days):
        return Column.COMPLETED_ON
    if fold(head.text) in {"name", "names"}:
        others = {other.likely for other in found if other is not head}
        if looks.filled > 1 and 3 * looks.names < looks.filled and Column.TITLE not in others:
            return Column.TITLE
    return kind


def _tells_days_of_roles(found: Sequence[Head]) -> bool:
    """Tell whether the days of a list are those of roles: it begins with some, has roles, and names no training."""
    told = {head.likely for head in found}
    begins = any(fold(head.text) in _BEFORE_THE_END for head in found)
    return begins and Column.ROLE in told and not told & {Column.TITLE, Column.HOURS}


def _settle_titles(found: Sequence[Head], kinds: dict[int, Column]) -> None:
    """Take a bare "Title" for that of a job where another column tells the training, or none tells a day."""
    titles = [head for head in found if kinds[head.index] is Column.TITLE]
    bare = [head for head in titles if fold(head.text) == "title"]
    is_of_people = not any(kind in {Column.COMPLETED_ON, Column.HOURS} for kind in kinds.values())
    if bare and (len(titles) > 1 or is_of_people) and Column.ROLE not in kinds.values():
        kinds[bare[0].index] = Column.ROLE


def _fit(head: Head, kind: Column) -> tuple[int, ...]:
    looks = head.looks
    fits = {
        Column.PERSON: looks.names,
        Column.COMPLETED_ON: looks.days,
        Column.EXPIRES_ON: looks.days,
        Column.HOURS: looks.hours,
        Column.TITLE: looks.filled - looks.days - looks.names,
    }.get(kind, looks.filled)
    finished = kind is Column.COMPLETED_ON and any(word in fold(head.text) for word in _FINISHED)
    names = NAMES[kind].split("|")
    order = names.index(fold(head.text)) if fold(head.text) in names else len(names)
    return (int(head.named is kind), int(finished), int(2 * fits > looks.filled), -order)
