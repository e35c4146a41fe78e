"""What is said about a file: why it is refused and what to do, or what was noticed and is kept out.

The child that reads files answers with these codes only, so that no parser's text ever reaches a page.
"""

from enum import StrEnum


class Refusal(StrEnum):
    """Why a file cannot be taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    ENCRYPTED = "encrypted"
    CUT_OFF = "cut_off"
    NO_PAGES = "no_pages"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_PIXELS = "too_many_pixels"
    DAMAGED_PDF = "damaged_pdf"
    DAMAGED_PICTURE = "damaged_picture"
    TOO_SLOW = "too_slow"
    TOO_HEAVY = "too_heavy"
    NOTHING_TO_SEE = "nothing_to_see"
    NO_TRANSCRIPT = "no_transcript"
    NO_DATA = "no_data"
    TOO_MUCH_DATA = "too_much_data"
    BOOK_DAMAGED = "book_damaged"
    BOOK_ENCRYPTED = "book_encrypted"
    BOOK_EMPTY = "book_empty"
    BOOK_TOO_LONG = "book_too_long"
    BOOK_TOO_WIDE = "book_too_wide"
    BOOK_TOO_MANY_SHEETS = "book_too_many_sheets"
    BOOK_TOO_LARGE = "book_too_large"
    BOOK_TOO_MUCH = "book_too_much"
    BOOK_PACKED_TOO_TIGHT = "book_packed_too_tight"
    BOOK_DECLARES = "book_declares"
    BOOK_BINARY = "book_binary"
    BOOK_LETTERS = "book_letters"
    STATEMENTS_DAMAGED = "statements_damaged"
    STATEMENTS_NESTED = "statements_nested"
    STATEMENTS_NONE = "statements_none"
    STATEMENTS_TOO_MANY = "statements_too_many"
    STATEMENTS_TWICE = "statements_twice"
    BOOK_TOO_SLOW = "book_too_slow"
    BOOK_TOO_HEAVY = "book_too_heavy"
    PACK_DAMAGED = "pack_damaged"
    PACK_TOO_MANY = "pack_too_many"
    PACK_TOO_HEAVY = "pack_too_heavy"
    PACK_TOO_LARGE = "pack_too_large"
    BUSY = "busy"
    UNABLE = "unable"

    @property
    def words(self) -> str:
        """The refusal, as the person who chose the file reads it."""
        return _REFUSED[self]


class Note(StrEnum):
    """What was noticed in a file that is taken all the same."""

    SCRIPT = "script"
    LAUNCH = "launch"
    ATTACHMENT = "attachment"
    DYNAMIC_FORM = "dynamic_form"
    MEDIA = "media"
    PROTECTED = "protected"
    REPAIRED = "repaired"
    MOVES = "moves"
    BOOK_MACROS = "book_macros"
    BOOK_LINKS = "book_links"
    BOOK_PROGRAMS = "book_programs"
    BOOK_HIDDEN = "book_hidden"
    BOOK_OTHER_SHEETS = "book_other_sheets"
    BOOK_PICTURES = "book_pictures"
    BOOK_CUT = "book_cut"
    BOOK_ERRORS = "book_errors"
    BOOK_LETTERS = "book_letters"
    STATEMENTS_LAST = "statements_last"
    STATEMENTS_MORE = "statements_more"
    STATEMENTS_OTHER = "statements_other"
    STATEMENTS_VOIDED = "statements_voided"
    CASE_NUMBER = "case_number"
    CASE_NAMES = "case_names"
    CASE_BIRTH = "case_birth"
    CASE_INTERVIEW = "case_interview"

    @property
    def words(self) -> str:
        """The note, as the person who added the file and the one who reviews it read it."""
        return _NOTED[self]

    @property
    def is_of_a_case(self) -> bool:
        """Whether it is a sign that the file is about a case: whoever adds it is asked to look at it again."""
        return self in _OF_A_CASE


_AS_XLSX = 'choose "Save as", Excel workbook (.xlsx), and add that.'
_PHOTO = "or take a photo of the certificate, and add that."

_REFUSED = {
    Refusal.EMPTY: "This file is empty. Save or download it again, and add the new one.",
    Refusal.TOO_LARGE: (
        "This file is larger than 25 MB, the most that can be kept. Save it with fewer pages or as a smaller "
        f"picture, {_PHOTO}"
    ),
    Refusal.ENCRYPTED: (
        "This PDF asks for a password, so reviewers could not open it. Open it with its password, print it to "
        f"a new PDF, {_PHOTO}"
    ),
    Refusal.CUT_OFF: (
        "This PDF is cut off: its end is missing, as after a download that stopped. Download or save it again, "
        f"{_PHOTO}"
    ),
    Refusal.NO_PAGES: f"This PDF has no pages. Save it again from the program it came from, {_PHOTO}",
    Refusal.TOO_MANY_PAGES: (
        "This PDF has more than 100 pages. Print only the pages that prove the training to a new PDF, and add that."
    ),
    Refusal.TOO_MANY_PIXELS: (
        "This picture is larger than 50 megapixels or 20,000 pixels on a side. Save it smaller, "
        "or take a photo at the camera's usual size, and add that."
    ),
    Refusal.DAMAGED_PDF: (
        "This PDF is damaged and cannot be shown. Open it, print it to a new PDF if it still opens, "
        f"or download it again, {_PHOTO}"
    ),
    Refusal.DAMAGED_PICTURE: (
        "This picture is damaged or not complete and cannot be shown. Send it again from where it was taken, "
        "or take a new photo, and add that."
    ),
    Refusal.TOO_SLOW: (
        f"This file takes too long to open. Print it to a new PDF or save it as a smaller picture, {_PHOTO}"
    ),
    Refusal.TOO_HEAVY: (
        "This file cannot be opened safely: it needs too much memory or makes the reading program stop. "
        f"Print it to a new PDF or save it as a smaller picture, {_PHOTO}"
    ),
    Refusal.NOTHING_TO_SEE: (
        "On white paper nothing of this picture would be seen: it is white, or empty. Choose the version of the logo "
        "that is meant for white paper, and add that."
    ),
    Refusal.NO_TRANSCRIPT: (
        "In this PDF there is no data of a transcript. Ask the prior center for it as its tracker gives it, and add "
        "that, or log the trainings one by one with their certificates."
    ),
    Refusal.NO_DATA: (
        "The data in this file cannot be read. Ask the prior center for the transcript as its tracker gives it, as PDF "
        "or JSON, and add that."
    ),
    Refusal.TOO_MUCH_DATA: (
        "The data in this file is larger than 1 MB, more than a transcript has. Ask the prior center for it again."
    ),
    Refusal.BOOK_DAMAGED: (
        f"This spreadsheet is damaged, or not what its name says, and cannot be read. If it still opens, {_AS_XLSX}"
    ),
    Refusal.BOOK_ENCRYPTED: (
        "This spreadsheet is protected with a password. Open it with its password; in Excel choose File, Info, Protect "
        "Workbook, Encrypt with Password and empty the field; save it, and add that."
    ),
    Refusal.BOOK_EMPTY: (
        "There is nothing in the cells of this file. Check that it is the right one, save it, and add it again."
    ),
    Refusal.BOOK_TOO_LONG: (
        "A sheet of this file has something in it below row 20,000, the last that is read. Delete the rows below your "
        "last one, or split the sheet into several files, and add those."
    ),
    Refusal.BOOK_TOO_WIDE: (
        "A sheet of this file has something in it right of column GR, the 200th and last that is read. Delete the "
        "columns right of your last one, or split the sheet, and add that."
    ),
    Refusal.BOOK_TOO_MANY_SHEETS: (
        "This file has more than 50 sheets, the most that are read. Split it into several files, and add those."
    ),
    Refusal.BOOK_TOO_LARGE: (
        "This file is larger than 25 MB, the most that is read. Take the pictures out of it, or copy the cells with "
        "the trainings into a new workbook, save it, and add that."
    ),
    Refusal.BOOK_TOO_MUCH: (
        "This file has more than 200,000 filled cells or more text than is read at once. Split it into several files, "
        "one for each year perhaps, and add those."
    ),
    Refusal.BOOK_PACKED_TOO_TIGHT: (
        "This file unpacks to more than 120 MB, as no list of trainings does. Copy the cells with the trainings into a "
        "new workbook, save it, and add that."
    ),
    Refusal.BOOK_DECLARES: (
        "This file holds instructions to read other files or to repeat text, which no spreadsheet program writes. Open "
        f"it in Excel, {_AS_XLSX}"
    ),
    Refusal.BOOK_BINARY: f"This is a binary workbook (.xlsb), which is not read. Open it in Excel, {_AS_XLSX}",
    Refusal.BOOK_LETTERS: (
        "This file is no spreadsheet, and its letters cannot be read as text either. Open it in the program it came "
        f"from, {_AS_XLSX}"
    ),
    Refusal.STATEMENTS_DAMAGED: (
        "This file begins like statements of a learning system, and is not whole JSON. Export the statements anew, as "
        "JSON or one a line, and add that."
    ),
    Refusal.STATEMENTS_NESTED: (
        "This JSON file is nested more deeply than statements of a learning system are. Export the statements anew, "
        "and add that."
    ),
    Refusal.STATEMENTS_NONE: (
        "This JSON file holds no statements of a learning system: nothing in it has an actor and a verb. Export the "
        "statements (xAPI), or the list of trainings as CSV, and add that."
    ),
    Refusal.STATEMENTS_TOO_MANY: (
        "This file holds more than 19,999 statements, the most that are read at once. Export those that tell of "
        "completions only, or one year after the other, and add those."
    ),
    Refusal.STATEMENTS_TWICE: (
        "In this JSON file an object says the same name twice, so that nobody can tell which holds. Export the "
        "statements anew, and add that."
    ),
    Refusal.BOOK_TOO_SLOW: (
        "This file takes too long to read. Copy the cells with the trainings into a new workbook, save it, and add "
        "that."
    ),
    Refusal.BOOK_TOO_HEAVY: (
        "This file cannot be read safely: it needs too much memory or makes the reading program stop. Copy the cells "
        "with the trainings into a new workbook, save it, and add that."
    ),
    Refusal.PACK_DAMAGED: "This ZIP is damaged or cut off, and cannot be opened. Make it again, and drop the new one.",
    Refusal.PACK_TOO_MANY: (
        "This ZIP has more than 2,000 files, the most that are read. Make several of it, and add those."
    ),
    Refusal.PACK_TOO_HEAVY: (
        "This ZIP cannot be opened safely: it takes too long or too much memory. Unpack it, and add the files that "
        "were in it."
    ),
    Refusal.PACK_TOO_LARGE: (
        "This ZIP is larger than 100 MB, the most that is read. Make several of it, and add those."
    ),
    Refusal.BUSY: ("Many files are being read at this moment, so this one was not. Wait a minute and send it again."),
    Refusal.UNABLE: (
        "This machine could not open the file just now: its memory or the disk for passing files may be full. Wait a "
        "minute and send it again; if that happens twice, tell whoever runs this installation."
    ),
}

_OF_A_CASE = frozenset({Note.CASE_NUMBER, Note.CASE_NAMES, Note.CASE_BIRTH, Note.CASE_INTERVIEW})

_NOTED = {
    Note.BOOK_MACROS: "The file holds macros. Macros are never run; only the values that stand in its cells were read.",
    Note.BOOK_LINKS: (
        "The file draws values from other files, databases or web addresses. Those are never opened; the values that "
        "were last saved in its cells were read."
    ),
    Note.BOOK_PROGRAMS: (
        "The file asks other programs for values (DDE). No program is ever asked or started; the values that were last "
        "saved in its cells were read."
    ),
    Note.BOOK_HIDDEN: "The file has hidden sheets. They are read like the others.",
    Note.BOOK_OTHER_SHEETS: "The file has sheets that are charts or macros alone. They hold no rows and are left out.",
    Note.BOOK_PICTURES: "Pictures and drawings in the sheets are not read. Add certificates as files of their own.",
    Note.BOOK_CUT: "Some cells hold more than 1,000 characters. What is beyond that is left out.",
    Note.BOOK_ERRORS: "Some formulas show an error such as #N/A instead of a value. It stands in the cell as text.",
    Note.STATEMENTS_LAST: (
        "Hours are the time that the learning system measured. Correct them where the training's own length counts."
    ),
    Note.STATEMENTS_MORE: "The file says that it is one part of several. Export the other parts as well.",
    Note.STATEMENTS_OTHER: (
        "Statements that tell of something else than a completion, such as an attempt or a failure, are left out."
    ),
    Note.STATEMENTS_VOIDED: "Statements that were voided are left out, and so are those that void them.",
    Note.BOOK_LETTERS: (
        "The file does not say how its letters are stored; it was read as Western European, as Excel on Windows saves "
        "it. Check a name with an accent."
    ),
    Note.CASE_NUMBER: "It has a case, referral or report number in it, as files of a case do.",
    Note.CASE_NAMES: "It has a place for the name of a child, a victim or somebody accused, as files of a case do.",
    Note.CASE_BIRTH: "It has a date of birth in it of somebody under 18.",
    Note.CASE_INTERVIEW: "It tells of a forensic interview of somebody by name.",
    Note.SCRIPT: "The PDF contains a script. What is shown and printed here is a copy without it.",
    Note.LAUNCH: "The PDF can start a program. What is shown and printed here is a copy that cannot.",
    Note.ATTACHMENT: (
        "Other files are attached inside the PDF. They are not shown or printed here; if one of them is the "
        "certificate, save it by itself and add it."
    ),
    Note.DYNAMIC_FORM: (
        "The PDF is a form that most programs cannot show. If the certificate is not to be seen in the "
        "preview, open it in Adobe Reader, print it to a new PDF, and add that."
    ),
    Note.MEDIA: "The PDF contains sound, video or 3D. What is shown and printed here is a copy without it.",
    Note.PROTECTED: (
        "The PDF is protected against changes. It opens without a password; the packet carries a copy without "
        "the protection, and the original is kept as it is."
    ),
    Note.REPAIRED: "The PDF has small faults inside. It can be read, and the packet carries a mended copy.",
    Note.MOVES: "The picture moves or holds several pictures. The first is the one that is shown and printed.",
}
