"""Tables and constraints, no rules; one file a noun.

Importing this package registers every table, so that migrations and the scoping see them all.
"""

from tracker.models.account import Account, SignInSession
from tracker.models.agency import Agency
from tracker.models.api_token import ApiToken
from tracker.models.attempt import Attempt
from tracker.models.calendar_feed import CalendarFeed
from tracker.models.center import Center
from tracker.models.center_archive import CenterArchive
from tracker.models.citation import Citation
from tracker.models.completion import Completion, Credit, Review
from tracker.models.decision_link import DecisionLink, DecisionLinkItem
from tracker.models.desk import Desk, DeskMark, DeskQuestion, DeskSample, DeskView, DeskVisit
from tracker.models.earlier_state import EarlierState
from tracker.models.event import Event
from tracker.models.evidence import Evidence
from tracker.models.followed_standard import FollowedStandard
from tracker.models.history import HistoryEntry, HistoryHead
from tracker.models.imports import Import, ImportFile, ImportLine
from tracker.models.invitation import Invitation
from tracker.models.leave import Leave
from tracker.models.membership import Membership
from tracker.models.one_time_link import OneTimeLink
from tracker.models.own_standard import OwnStandard
from tracker.models.packet import Packet
from tracker.models.person import Person, RoleTerm
from tracker.models.phone_link import PhoneLink
from tracker.models.plan_line import PlanLine
from tracker.models.planned_event import CheckIn, ExpectedPerson, PlannedEvent
from tracker.models.record_check import RecordCheckSetAside
from tracker.models.redaction import Redaction
from tracker.models.reminder import ReminderDigest, Snooze
from tracker.models.reply import MailReply, ReceivedMail
from tracker.models.second_factor import Authenticator, Passkey, RecoveryCode
from tracker.models.shipped_text import ShippedText
from tracker.models.sighting import Sighting
from tracker.models.sign_in import Identity, KnownDevice, SignInStep
from tracker.models.submission import Submission
from tracker.models.training import LinkReport, Training, TrainingAlias
from tracker.models.waiver import Waiver

__all__ = [
    "Account",
    "Agency",
    "ApiToken",
    "Attempt",
    "Authenticator",
    "CalendarFeed",
    "Center",
    "CenterArchive",
    "CheckIn",
    "Citation",
    "Completion",
    "Credit",
    "DecisionLink",
    "DecisionLinkItem",
    "Desk",
    "DeskMark",
    "DeskQuestion",
    "DeskSample",
    "DeskView",
    "DeskVisit",
    "EarlierState",
    "Event",
    "Evidence",
    "ExpectedPerson",
    "FollowedStandard",
    "HistoryEntry",
    "HistoryHead",
    "Identity",
    "Import",
    "ImportFile",
    "ImportLine",
    "Invitation",
    "KnownDevice",
    "Leave",
    "LinkReport",
    "MailReply",
    "Membership",
    "OneTimeLink",
    "OwnStandard",
    "Packet",
    "Passkey",
    "Person",
    "PhoneLink",
    "PlanLine",
    "PlannedEvent",
    "ReceivedMail",
    "RecordCheckSetAside",
    "RecoveryCode",
    "Redaction",
    "ReminderDigest",
    "Review",
    "RoleTerm",
    "ShippedText",
    "Sighting",
    "SignInSession",
    "SignInStep",
    "Snooze",
    "Submission",
    "Training",
    "TrainingAlias",
    "Waiver",
]
