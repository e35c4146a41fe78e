"""Which tables for people an archive holds: their columns, and the selects that give them."""

from typing import Any

from sqlalchemy import Select, func, select

from tracker.db.aliases import shared_alias
from tracker.domain.handout import Column, Kind
from tracker.models import (
    Account,
    Agency,
    CheckIn,
    Completion,
    Credit,
    DecisionLink,
    DecisionLinkItem,
    Event,
    Evidence,
    ExpectedPerson,
    HistoryEntry,
    Leave,
    Membership,
    Packet,
    Person,
    PlannedEvent,
    Review,
    RoleTerm,
    Waiver,
)
from tracker.services.actor import COMMAND_LINE
from tracker.services.archives.sheets import Sheet
from tracker.services.archives.snapshot import Snapshot

TEXT, SHORT, NAME, DAY, HOURS, NUMBER = Kind.TEXT, Kind.SHORT, Kind.NAME, Kind.DATE, Kind.HOURS, Kind.NUMBER


def _columns(*told: tuple[str, Kind]) -> tuple[Column, ...]:
    return tuple(Column(title, kind) for title, kind in told)


def _credits(moment: Snapshot, completions: list[Any]) -> dict[int, str]:
    """Return the credits of each completion of a batch, in words, by its row number."""
    asked = select(Credit.completion_id, Credit.amount, Credit.body, Credit.number).order_by(Credit.id)
    found: dict[int, str] = {}
    those: Any = asked.where(Credit.completion_id.in_(completions))
    for completion, amount, body, number in moment.told(those, Credit):
        words = " ".join(filter(None, ("" if amount is None else f"{amount.normalize():f}", body, number)))
        found[completion] = f"{found[completion]}; {words}" if completion in found else words
    return found


_BY, _DECIDED, _REVOKED = shared_alias(Account), shared_alias(Account), shared_alias(Account)


def _of_person(*columns: Any, of: Any) -> Select[Any]:
    return select(Person.public_id, Person.name, *columns).select_from(of).join(Person, Person.id == of.person_id)


SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "People",
        _columns(
            *(("Person", SHORT), ("Name", NAME), ("Email", TEXT), ("Field", SHORT), ("Agency", TEXT)),
            ("Other names", TEXT),
        ),
        select(Person.public_id, Person.name, Person.email, Person.discipline, Agency.name, Person.other_names)
        .outerjoin(Agency, Agency.id == Person.agency_id)
        .where(Person.removed_at.is_(None))
        .order_by(Person.name, Person.id),
        Person,
    ),
    Sheet(
        "Roles",
        _columns(("Person", SHORT), ("Name", NAME), ("Role", SHORT), ("From", DAY), ("To", DAY)),
        _of_person(RoleTerm.role, RoleTerm.starts_on, RoleTerm.ends_on, of=RoleTerm).order_by(RoleTerm.id),
        RoleTerm,
    ),
    Sheet(
        "Leaves",
        _columns(("Person", SHORT), ("Name", NAME), ("From", DAY), ("To", DAY), ("Taken back", SHORT)),
        _of_person(Leave.starts_on, Leave.ends_on, Leave.taken_back_at, of=Leave).order_by(Leave.id),
        Leave,
    ),
    Sheet(
        "Completions",
        _columns(
            *(("Completion", SHORT), ("Person", SHORT), ("Name", NAME), ("Training", TEXT), ("Provider", TEXT)),
            *(("Completed on", DAY), ("Last valid day", DAY), ("Hours", HOURS), ("Topics", TEXT)),
            *(("Hours by topic", TEXT), ("Format", SHORT), ("Proof", SHORT), ("State", SHORT)),
            *(("Certificate number", SHORT), ("Stated by", TEXT), ("Note", TEXT)),
            *(("Event", SHORT), ("Logged by", SHORT), ("Logged", SHORT), ("Decided by", SHORT), ("Decided", SHORT)),
            *(("Withdrawn because", TEXT), ("Credits", TEXT)),
        ),
        select(
            *(Completion.public_id, Person.public_id, Person.name, Completion.title, Completion.provider),
            *(Completion.completed_on, Completion.expires_on, Completion.hours, Completion.topics),
            *(Completion.topic_hours, Completion.format, Completion.grade, Completion.state),
            *(Completion.certificate_number, Completion.stated_by),
            *(Completion.note, Event.public_id, _BY.display_name, Completion.recorded_at),
            *(func.coalesce(Completion.decided_as, _DECIDED.display_name), Completion.decided_at),
            *(Completion.withdrawn_reason, Completion.id),
        )
        .select_from(Completion)
        .join(Person, Person.id == Completion.person_id)
        .outerjoin(Event, Event.id == Completion.event_id)
        .join(_BY, _BY.id == Completion.recorded_by)
        .outerjoin(_DECIDED, _DECIDED.id == Completion.decided_by)
        .order_by(Completion.id),
        Completion,
        _credits,
    ),
    Sheet(
        "Reviews",
        _columns(("Completion", SHORT), ("Decision", SHORT), ("Reason", TEXT), ("By", NAME), ("Decided", SHORT)),
        select(
            *(Completion.public_id, Review.decision, Review.reason),
            *(func.coalesce(Review.decided_as, Account.display_name), Review.decided_at),
        )
        .select_from(Review)
        .join(Completion, Completion.id == Review.completion_id)
        .outerjoin(Account, Account.id == Review.decided_by)
        .order_by(Review.id),
        Review,
    ),
    Sheet(
        "Decisions by a link",
        _columns(
            *(("Link", SHORT), ("Who decides", NAME), ("Function", TEXT), ("Last day", DAY), ("Completion", SHORT)),
            *(("Given by", SHORT), ("Given", SHORT), ("Used", SHORT), ("Revoked by", SHORT), ("Revoked", SHORT)),
        ),
        select(
            *(DecisionLink.public_id, DecisionLink.decider, DecisionLink.function, DecisionLink.ends_on),
            *(Completion.public_id, _BY.display_name, DecisionLink.given_at, DecisionLink.used_at),
            *(_REVOKED.display_name, DecisionLink.revoked_at),
        )
        .select_from(DecisionLink)
        .join(DecisionLinkItem, DecisionLinkItem.link_id == DecisionLink.id)
        .join(Completion, Completion.id == DecisionLinkItem.completion_id)
        .join(_BY, _BY.id == DecisionLink.given_by)
        .outerjoin(_REVOKED, _REVOKED.id == DecisionLink.revoked_by)
        .order_by(DecisionLinkItem.id),
        DecisionLink,
    ),
    Sheet(
        "Events",
        _columns(
            *(("Event", SHORT), ("Title", NAME), ("Provider", TEXT), ("Held on", DAY), ("Last valid day", DAY)),
            *(("Hours", HOURS), ("Topics", TEXT), ("Note", TEXT), ("Withdrawn", SHORT)),
        ),
        select(
            *(Event.public_id, Event.title, Event.provider, Event.held_on, Event.expires_on, Event.hours, Event.topics),
            *(Event.note, Event.withdrawn_at),
        ).order_by(Event.id),
        Event,
    ),
    Sheet(
        "Planned events",
        _columns(
            *(("Planned event", SHORT), ("Title", NAME), ("Provider", TEXT), ("Format", SHORT), ("Held on", DAY)),
            *(("Hours", HOURS), ("Topics", TEXT), ("Note", TEXT), ("Planned by", SHORT), ("Planned", SHORT)),
            *(("Canceled", SHORT), ("Recorded as", SHORT)),
        ),
        select(
            *(PlannedEvent.public_id, PlannedEvent.title, PlannedEvent.provider, PlannedEvent.format),
            *(PlannedEvent.held_on, PlannedEvent.hours, PlannedEvent.topics, PlannedEvent.note, _BY.display_name),
            *(PlannedEvent.planned_at, PlannedEvent.canceled_at, Event.public_id),
        )
        .select_from(PlannedEvent)
        .join(_BY, _BY.id == PlannedEvent.planned_by)
        .outerjoin(Event, Event.id == PlannedEvent.event_id)
        .order_by(PlannedEvent.id),
        PlannedEvent,
    ),
    Sheet(
        "Expected people",
        _columns(("Planned event", SHORT), ("Row of the sheet", NUMBER), ("Person", SHORT), ("Name", NAME)),
        select(PlannedEvent.public_id, ExpectedPerson.number, Person.public_id, Person.name)
        .select_from(ExpectedPerson)
        .join(PlannedEvent, PlannedEvent.id == ExpectedPerson.planned_event_id)
        .join(Person, Person.id == ExpectedPerson.person_id)
        .order_by(ExpectedPerson.planned_event_id, ExpectedPerson.number),
        ExpectedPerson,
    ),
    Sheet(
        "Check-ins",
        _columns(
            *(("Planned event", SHORT), ("Name as typed", NAME), ("Agency as typed", TEXT), ("Checked in", SHORT)),
            ("Person", SHORT),
        ),
        select(PlannedEvent.public_id, CheckIn.name, CheckIn.agency, CheckIn.checked_in_at, Person.public_id)
        .select_from(CheckIn)
        .join(PlannedEvent, PlannedEvent.id == CheckIn.planned_event_id)
        .outerjoin(Person, Person.id == CheckIn.person_id)
        .order_by(CheckIn.id),
        CheckIn,
    ),
    Sheet(
        "Agencies",
        _columns(("Agency", SHORT), ("Name", NAME), ("Field", SHORT), ("Retired", SHORT)),
        select(Agency.public_id, Agency.name, Agency.discipline, Agency.retired_at).order_by(Agency.name),
        Agency,
    ),
    Sheet(
        "Waivers",
        _columns(
            *(("Waiver", SHORT), ("Kind", SHORT), ("Person", SHORT), ("Name", NAME), ("Standard", SHORT)),
            *(("Edition", SHORT), ("Requirement", TEXT), ("From", DAY), ("To", DAY), ("Ended on", DAY)),
            *(("Met instead by", TEXT), ("Reason", TEXT), ("State of the waiver", SHORT), ("Proposed by", SHORT)),
            *(("Decided by", SHORT), ("Decided", SHORT), ("Why", TEXT)),
        ),
        select(
            *(Waiver.public_id, Waiver.kind, Person.public_id, Person.name, Waiver.standard, Waiver.edition),
            *(Waiver.requirement, Waiver.starts_on, Waiver.ends_on, Waiver.ended_on, Waiver.instead, Waiver.reason),
            *(Waiver.state, _BY.display_name, _DECIDED.display_name, Waiver.decided_at, Waiver.decision_reason),
        )
        .select_from(Waiver)
        .outerjoin(Person, Person.id == Waiver.person_id)
        .join(_BY, _BY.id == Waiver.proposed_by)
        .outerjoin(_DECIDED, _DECIDED.id == Waiver.decided_by)
        .order_by(Waiver.id),
        Waiver,
    ),
    Sheet(
        "Files",
        _columns(
            *(("File", SHORT), ("Name as added", NAME), ("SHA-256, its name below files", TEXT), ("Bytes", NUMBER)),
            *(("Pages", NUMBER), ("Completion", SHORT), ("Event", SHORT), ("Waiver", SHORT), ("Added by", SHORT)),
            *(("Added", SHORT), ("Withdrawn because", TEXT), ("Removed for good", SHORT)),
        ),
        select(
            *(Evidence.public_id, Evidence.file_name, Evidence.sha256, Evidence.size, Evidence.pages),
            *(Completion.public_id, Event.public_id, Waiver.public_id, Account.display_name, Evidence.added_at),
            *(Evidence.withdrawn_reason, Evidence.removed_at),
        )
        .select_from(Evidence)
        .outerjoin(Completion, Completion.id == Evidence.completion_id)
        .outerjoin(Event, Event.id == Evidence.event_id)
        .outerjoin(Waiver, Waiver.id == Evidence.waiver_id)
        .join(Account, Account.id == Evidence.added_by)
        .order_by(Evidence.id),
        Evidence,
    ),
    Sheet(
        "Packets",
        _columns(
            *(("Packet", SHORT), ("Number", NUMBER), ("Standard", SHORT), ("Edition", SHORT), ("As of", DAY)),
            *(("Names", SHORT), ("State of the packet", SHORT), ("Asked by", SHORT), ("Issued", SHORT)),
            *(("SHA-256, its name below files", TEXT), ("SHA-256 of what it was made from", TEXT)),
        ),
        select(
            *(Packet.public_id, Packet.number, Packet.standard, Packet.edition, Packet.as_of, Packet.level),
            *(Packet.state, Account.display_name, Packet.sealed_at, Packet.sha256, Packet.inputs_sha256),
        )
        .outerjoin(Account, Account.id == Packet.asked_by)
        .order_by(Packet.number),
        Packet,
    ),
    Sheet(
        "Who signs in",
        _columns(("Name", NAME), ("Email", TEXT), ("May do", SHORT), ("From", SHORT), ("To", SHORT)),
        select(Account.display_name, Account.email, Membership.role, Membership.began_at, Membership.ended_at)
        .select_from(Membership)
        .join(Account, Account.id == Membership.account_id)
        .order_by(Membership.id),
        Membership,
    ),
    Sheet(
        "History",
        _columns(
            *(("Line", NUMBER), ("When", SHORT), ("Who", NAME), ("What", SHORT), ("Of", SHORT), ("Id", SHORT)),
            *(("Person", SHORT), ("Reason", TEXT), ("Detail", TEXT)),
        ),
        select(
            *(HistoryEntry.number, HistoryEntry.at, func.coalesce(Account.display_name, COMMAND_LINE)),
            *(HistoryEntry.action, HistoryEntry.subject, HistoryEntry.subject_id),
            *(Person.public_id, HistoryEntry.reason, HistoryEntry.detail),
        )
        .select_from(HistoryEntry)
        .outerjoin(Account, Account.id == HistoryEntry.account_id)
        .outerjoin(Person, Person.id == HistoryEntry.person_id)
        .order_by(HistoryEntry.number),
        HistoryEntry,
    ),
)
