"""Reminders: one digest a person and week, made from the one assessment when it is sent."""

from tracker.services.reminders.calendars import begin as begin_calendar
from tracker.services.reminders.calendars import count_read
from tracker.services.reminders.calendars import end as end_calendar
from tracker.services.reminders.calendars import has_one as has_calendar
from tracker.services.reminders.calendars import read as read_calendar
from tracker.services.reminders.choosing import (
    Settings,
    change,
    is_reminded,
    is_stopped,
    settings,
    stop,
    stop_address,
    switch,
)
from tracker.services.reminders.sending import send_due
from tracker.services.reminders.snoozing import SnoozeView, snooze, to_snooze, wake
from tracker.services.reminders.snoozing import of_own as snoozed_by_me
from tracker.services.reminders.snoozing import of_team as snoozed
from tracker.services.reminders.views import Preview, Recipient, SentDigest, preview, recipients, sent, sent_to

__all__ = [
    "Preview",
    "Recipient",
    "SentDigest",
    "Settings",
    "SnoozeView",
    "begin_calendar",
    "change",
    "count_read",
    "end_calendar",
    "has_calendar",
    "is_reminded",
    "is_stopped",
    "preview",
    "read_calendar",
    "recipients",
    "send_due",
    "sent",
    "sent_to",
    "settings",
    "snooze",
    "snoozed",
    "snoozed_by_me",
    "stop",
    "stop_address",
    "switch",
    "to_snooze",
    "wake",
]
