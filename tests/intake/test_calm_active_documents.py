"""A PDF that acts is taken, since real certificates do; what is shown and printed of it does nothing."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.intake import making
from tracker.intake.copies import packet_pages
from tracker.intake.errand import Exhibit
from tracker.intake.inspection import inspect, take_in
from tracker.intake.words import Note

OnDisk = Callable[[bytes], Path]
PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
ACTIVE: dict[str, tuple[Callable[[pikepdf.Pdf], None], Note]] = {
    "a script": (making.with_script, Note.SCRIPT),
    "a program to start": (making.with_launch, Note.LAUNCH),
    "a script on a page": (making.with_page_action, Note.SCRIPT),
    "another file inside": (making.with_attachment, Note.ATTACHMENT),
    "a dynamic form": (making.with_xfa, Note.DYNAMIC_FORM),
}
WORDS = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/XFA", b"/AA", b"/OpenAction", b"/AcroForm")


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("kind", ACTIVE)
def test_what_acts_is_noted_and_gone_from_the_packet(kind: str, packed: bool, on_disk: OnDisk) -> None:
    change, note = ACTIVE[kind]
    path = on_disk(making.pdf(2, change, **(PACKED if packed else {})))

    found = inspect(path, "certificate.pdf")
    pages = packet_pages(path, found)

    assert found.notes == (note,)
    assert found.exhibit is Exhibit.CLEANED
    # An action on the page itself cannot be cut out: such pages become pictures.
    assert pages.is_pdf is (change is not making.with_page_action)
    assert len(pages.files) == (1 if pages.is_pdf else 2)
    if pages.is_pdf:
        with pikepdf.open(io.BytesIO(pages.files[0])) as copy:
            assert len(copy.pages) == 2
            spelt = io.BytesIO()
            copy.save(spelt, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        assert not [word for word in WORDS if word in spelt.getvalue()]


ACTIONS: dict[str, Note | None] = {
    "SubmitForm": None,
    "ImportData": None,
    "GoToR": None,
    "GoToE": None,
    "Rendition": Note.MEDIA,
    "Movie": Note.MEDIA,
    "Sound": Note.MEDIA,
    "RichMediaExecute": None,
}
ANNOTATIONS: dict[str, Note] = {
    "RichMedia": Note.MEDIA,
    "3D": Note.MEDIA,
    "Movie": Note.MEDIA,
    "Sound": Note.MEDIA,
    "FileAttachment": Note.ATTACHMENT,
}


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_of_any_kind_is_gone_from_the_packet(action: str, on_disk: OnDisk) -> None:
    assert_gone(making.pdf(1, making.with_action(action)), action, ACTIONS[action], on_disk)


@pytest.mark.parametrize("kind", ANNOTATIONS)
def test_what_plays_or_hides_a_file_on_a_page_is_gone_from_the_packet(kind: str, on_disk: OnDisk) -> None:
    assert_gone(making.pdf(1, making.with_annotation(kind)), kind, ANNOTATIONS[kind], on_disk)


def assert_gone(sent: bytes, word: str, note: Note | None, on_disk: OnDisk) -> None:
    path = on_disk(sent)
    found = inspect(path, "certificate.pdf")
    assert found.exhibit is Exhibit.CLEANED
    assert found.notes == ((note,) if note else ())
    pages = packet_pages(path, found)
    if pages.is_pdf:
        with pikepdf.open(io.BytesIO(pages.files[0])) as copy:
            spelt = io.BytesIO()
            copy.save(spelt, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        assert f"/{word}".encode() not in spelt.getvalue()


def test_a_name_spelt_in_disguise_is_found(on_disk: OnDisk) -> None:
    sent = making.pdf(1, making.with_script).replace(b"/JavaScript", b"/#4Aava#53cript").replace(b"/JS", b"/#4a#53")
    assert b"/JS" not in sent
    assert Note.SCRIPT in inspect(on_disk(sent), "x.pdf").notes


def test_what_was_typed_into_a_form_is_shown_and_printed(on_disk: OnDisk) -> None:
    path = on_disk(making.pdf(1, making.with_filled_form))
    arrival = take_in(path, "x.pdf")
    assert (arrival.inspection.exhibit, arrival.inspection.notes) == (Exhibit.CLEANED, ())

    with pikepdf.open(io.BytesIO(packet_pages(path, arrival.inspection).files[0])) as copy:
        assert "/Annots" not in copy.pages[0] or not len(copy.pages[0].Annots)
        out = io.BytesIO()
        copy.save(out)

    for pages in (arrival.display, take_in(on_disk(out.getvalue()), "copy.pdf").display):
        shown = Image.open(io.BytesIO(pages[0]))
        red, green, blue = shown.getpixel((shown.width // 2, shown.height // 2))  # type: ignore[misc]  # RGB
        assert green > 200 > max(red, blue)


def test_a_pdf_protected_against_changes_opens_and_is_taken(on_disk: OnDisk) -> None:
    """Many issuers set such a protection; reviewers can open these files without any password."""
    protection = pikepdf.Encryption(owner="owner", user="", allow=pikepdf.Permissions(modify_other=False))
    path = on_disk(making.pdf(2, encryption=protection))

    found = inspect(path, "certificate.pdf")
    pages = packet_pages(path, found)

    assert found.notes == (Note.PROTECTED,)
    with pikepdf.open(io.BytesIO(pages.files[0])) as copy:
        assert (copy.is_encrypted, len(copy.pages)) == (False, 2)


def test_a_pdf_with_small_faults_goes_into_a_packet_mended(on_disk: OnDisk) -> None:
    path = on_disk(making.pdf(2).replace(b"startxref\n", b"startxref\n9"))
    found = inspect(path, "x.pdf")
    assert found.notes == (Note.REPAIRED,)
    with pikepdf.open(io.BytesIO(packet_pages(path, found).files[0])) as copy:
        assert len(copy.pages) == 2


@pytest.mark.parametrize("note", Note)
def test_every_note_is_said_in_plain_words(note: Note) -> None:
    assert note.words.endswith(".")
    assert len(note.words) > 40
