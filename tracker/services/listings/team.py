"""What belongs to the team read piece by piece: partner agencies, who is away, and waivers with their files."""

from dataclasses import dataclass

from tracker.models import Agency, Leave, Waiver
from tracker.services import agencies as kept_agencies
from tracker.services import evidence_reading, waiver_views
from tracker.services import leaves as kept_leaves
from tracker.services.actor import Actor
from tracker.services.agencies import AgencyView
from tracker.services.evidence_reading import EvidenceView
from tracker.services.leaves import LeaveView
from tracker.services.listings.pieces import Listed, Piece, in_order, of_person, piece_of
from tracker.services.waiver_views import WaiverView


@dataclass(frozen=True, slots=True)
class WaiverWithFiles:
    """A waiver, and the files that were weighed, those withdrawn included."""

    view: WaiverView
    files: tuple[EvidenceView, ...]

    @property
    def public_id(self) -> str:
        """The waiver's."""
        return self.view.public_id


def agencies(actor: Actor, piece: Piece) -> Listed[AgencyView]:
    """Return partner agencies, those retired too. Three statements."""
    ids, following = piece_of(actor, Agency, piece, [])
    return in_order(ids, kept_agencies.some(actor, ids), following)


def leaves(actor: Actor, piece: Piece, person: str | None = None) -> Listed[LeaveView]:
    """Return leaves of absence, of one person where one is named by public id. Three statements."""
    those = [Leave.taken_back_at.is_(None), *of_person(Leave.person_id, person)]
    ids, following = piece_of(actor, Leave, piece, those)
    return in_order(ids, kept_leaves.some(actor, ids), following)


def waivers(actor: Actor, piece: Piece, person: str | None = None, state: str | None = None) -> Listed[WaiverWithFiles]:
    """Return waivers and equivalents, declined and ended ones too. Four statements."""
    those = of_person(Waiver.person_id, person)
    if state is not None:
        those.append(Waiver.state == state)
    ids, following = piece_of(actor, Waiver, piece, those)
    return in_order(ids, _with_files(waiver_views.some(actor, ids)), following)


def waiver(actor: Actor, public_id: str) -> WaiverWithFiles:
    """Return one waiver. Two statements. Raises NotFound."""
    (found,) = _with_files((waiver_views.get(actor, public_id),))
    return found


def _with_files(views: tuple[WaiverView, ...]) -> list[WaiverWithFiles]:
    files = evidence_reading.of_waivers([view.public_id for view in views])
    return [WaiverWithFiles(view, tuple(files.get(view.public_id, ()))) for view in views]
