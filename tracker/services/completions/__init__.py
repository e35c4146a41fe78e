"""Completions: that a person completed a training, or holds a license, on a day. Corrected, withdrawn, never erased.

Completed, submitted and decided are three dates. What was accepted and is changed afterwards waits for a new decision.
"""

from tracker.services.completions.book import Book, Shelf, book, narrowed
from tracker.services.completions.duplicates import Duplicate, likely_duplicates
from tracker.services.completions.entry import PERSONAL_KINDS, CreditLine, Entry
from tracker.services.completions.prefill import (
    ANOTHER,
    PersonChoice,
    Prefill,
    people_for,
    people_to_choose,
    person_named,
    prefill,
)
from tracker.services.completions.recording import correct, made_by, record, submit, withdraw
from tracker.services.completions.together import Together, logged_with
from tracker.services.completions.views import CompletionView, ReviewView, get, history_of, of_person

__all__ = [
    "ANOTHER",
    "PERSONAL_KINDS",
    "Book",
    "CompletionView",
    "CreditLine",
    "Duplicate",
    "Entry",
    "PersonChoice",
    "Prefill",
    "ReviewView",
    "Shelf",
    "Together",
    "book",
    "correct",
    "get",
    "history_of",
    "likely_duplicates",
    "logged_with",
    "made_by",
    "narrowed",
    "of_person",
    "people_for",
    "people_to_choose",
    "person_named",
    "prefill",
    "record",
    "submit",
    "withdraw",
]
