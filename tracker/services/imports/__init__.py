"""Imports: a spreadsheet of what people completed, understood, held against the record, brought in, and taken back."""

from tracker.services.imports.choosing import choose_files, choose_people, choose_rows, choose_trainings
from tracker.services.imports.clearing import clear
from tracker.services.imports.dropping import MOST_FILES, Dropped, KeptFile, drop_files, keep_file
from tracker.services.imports.file_reading import draw_some, read_some
from tracker.services.imports.file_views import how_far, picture_of
from tracker.services.imports.files import files_in_use, let_go_of
from tracker.services.imports.filling import list_to_fill
from tracker.services.imports.judged import Judged
from tracker.services.imports.papers import FileAhead, FilesAhead
from tracker.services.imports.planning import Corrected, Understood, correct, understood
from tracker.services.imports.reading import AT_ONCE, read, read_waiting, take_up_again
from tracker.services.imports.saving import Saved, save
from tracker.services.imports.states import (
    LATER,
    NEW_PERSON,
    OWN_TITLE,
    Choice,
    FileOutcome,
    ImportState,
    Kind,
    Outcome,
)
from tracker.services.imports.taking import ENDS, Held, begin, hold, throw_away
from tracker.services.imports.undoing import in_the_way, take_back
from tracker.services.imports.views import MOST_ASKED, Ahead, Asked, ImportView, ahead, get, listing

__all__ = [
    "AT_ONCE",
    "ENDS",
    "LATER",
    "MOST_ASKED",
    "MOST_FILES",
    "NEW_PERSON",
    "OWN_TITLE",
    "Ahead",
    "Asked",
    "Choice",
    "Corrected",
    "Dropped",
    "FileAhead",
    "FileOutcome",
    "FilesAhead",
    "Held",
    "ImportState",
    "ImportView",
    "Judged",
    "KeptFile",
    "Kind",
    "Outcome",
    "Saved",
    "Understood",
    "ahead",
    "begin",
    "choose_files",
    "choose_people",
    "choose_rows",
    "choose_trainings",
    "clear",
    "correct",
    "draw_some",
    "drop_files",
    "files_in_use",
    "get",
    "hold",
    "how_far",
    "in_the_way",
    "keep_file",
    "let_go_of",
    "list_to_fill",
    "listing",
    "picture_of",
    "read",
    "read_some",
    "read_waiting",
    "save",
    "take_back",
    "take_up_again",
    "throw_away",
    "understood",
]
