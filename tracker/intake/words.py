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
    Refusal.BUSY: ("Many files are being read at this moment, so this one was not. Wait a minute and send it again."),
    Refusal.UNABLE: (
        "This machine could not open the file just now: its memory or the disk for passing files may be full. Wait a "
        "minute and send it again; if that happens twice, tell whoever runs this installation."
    ),
}

_OF_A_CASE = frozenset({Note.CASE_NUMBER, Note.CASE_NAMES, Note.CASE_BIRTH, Note.CASE_INTERVIEW})

_NOTED = {
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
