"""Partner agencies, leaves of absence, and waivers."""

from datetime import date, datetime

from pydantic import Field

from tracker.api.shapes.base import OfPersonAsked, Shape, or_null, same
from tracker.api.shapes.files import FileShown
from tracker.domain.record import WaiverKind
from tracker.domain.vocabulary import Discipline, WaiverState
from tracker.services.agencies import AgencyView
from tracker.services.leaves import LeaveView
from tracker.services.listings import WaiverWithFiles


class AgencyShown(Shape):
    """A partner agency; people name theirs. `retired`: it is a partner no longer."""

    id: str
    version: int
    name: str
    discipline: Discipline
    retired: bool

    @classmethod
    def of(cls, view: AgencyView) -> "AgencyShown":
        """Return an agency as programs see it."""
        return cls(id=view.public_id, **same(view, "version", "name", "discipline", "retired"))


class AgenciesShown(Shape):
    """A part of the list of agencies."""

    items: list[AgencyShown]
    next: str | None


class LeaveShown(Shape):
    """That somebody is away from a day to a day, both included; why is kept nowhere. No last day while it lasts."""

    id: str
    version: int
    person: str
    person_name: str
    starts_on: date
    ends_on: date | None

    @classmethod
    def of(cls, view: LeaveView) -> "LeaveShown":
        """Return a leave as programs see it."""
        return cls(id=view.public_id, **same(view, "version", "person", "person_name", "starts_on", "ends_on"))


class LeavesShown(Shape):
    """A part of the list of leaves."""

    items: list[LeaveShown]
    next: str | None


class WaiverShown(Shape):
    """A dated decision that a requirement is set aside, or met by something else, which `instead` names.

    `person` is null where it is the team's. It holds from `starts_on` to `ends_on`, or to `ended_on` where it was ended
    early, and only once it was granted. `evidence`: the files that were weighed.
    """

    id: str
    version: int
    kind: WaiverKind
    state: WaiverState
    person: str | None
    person_name: str | None
    standard: str
    edition: str
    requirement: str
    starts_on: date
    ends_on: date
    reason: str
    instead: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    decision_reason: str
    ended_on: date | None
    ended_by: str | None
    ended_reason: str
    evidence: list[FileShown]

    @classmethod
    def of(cls, whole: WaiverWithFiles) -> "WaiverShown":
        """Return a waiver as programs see it."""
        view = whole.view
        return cls(
            **same(view, *_SAME),
            **or_null(view, "person", "person_name", "decided_by", "ended_by"),
            id=view.public_id,
            evidence=[FileShown.of(each) for each in whole.files],
        )


_SAME = (
    *("version", "kind", "state", "standard", "edition", "requirement", "starts_on", "ends_on", "reason", "instead"),
    *("proposed_by", "proposed_at", "decided_at", "decision_reason", "ended_on", "ended_reason"),
)


class WaiversAsked(OfPersonAsked):
    """Which waivers."""

    state: WaiverState | None = Field(None, description="Only those in this state.")


class WaiversShown(Shape):
    """A part of the list of waivers."""

    items: list[WaiverShown]
    next: str | None
