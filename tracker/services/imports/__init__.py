"""Imports: a spreadsheet of what people completed, understood, held against the record, brought in, and taken back."""

from tracker.services.imports.choosing import choose_people, choose_rows, choose_trainings
from tracker.services.imports.clearing import clear
from tracker.services.imports.files import files_in_use
from tracker.services.imports.filling import list_to_fill
from tracker.services.imports.judging import Judged
from tracker.services.imports.planning import Corrected, Understood, correct, understood
from tracker.services.imports.reading import AT_ONCE, read, read_waiting, take_up_again
from tracker.services.imports.saving import Saved, save
from tracker.services.imports.states import LATER, NEW_PERSON, OWN_TITLE, Choice, ImportState, Kind, Outcome
from tracker.services.imports.taking import ENDS, Held, begin, hold, throw_away
from tracker.services.imports.undoing import in_the_way, take_back
from tracker.services.imports.views import MOST_ASKED, Ahead, Asked, ImportView, ahead, get, listing

__all__ = [
    "AT_ONCE",
    "ENDS",
    "LATER",
    "MOST_ASKED",
    "NEW_PERSON",
    "OWN_TITLE",
    "Ahead",
    "Asked",
    "Choice",
    "Corrected",
    "Held",
    "ImportState",
    "ImportView",
    "Judged",
    "Kind",
    "Outcome",
    "Saved",
    "Understood",
    "ahead",
    "begin",
    "choose_people",
    "choose_rows",
    "choose_trainings",
    "clear",
    "correct",
    "files_in_use",
    "get",
    "hold",
    "in_the_way",
    "list_to_fill",
    "listing",
    "read",
    "read_waiting",
    "save",
    "take_back",
    "take_up_again",
    "throw_away",
    "understood",
]
