"""Reminders: one digest a person and week, made from the one assessment when it is sent."""

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
from tracker.services.reminders.views import Preview, Recipient, SentDigest, preview, recipients, sent, sent_to

__all__ = [
    "Preview",
    "Recipient",
    "SentDigest",
    "Settings",
    "change",
    "is_reminded",
    "is_stopped",
    "preview",
    "recipients",
    "send_due",
    "sent",
    "sent_to",
    "settings",
    "stop",
    "stop_address",
    "switch",
]
