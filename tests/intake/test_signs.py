"""Files about a case are noticed by few plain signs; certificates and titles of trainings are not."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from tests.intake import making
from tests.reports.files import EVERY_KIND, pdf
from tracker.domain.errors import UnreadableFile
from tracker.intake.inspection import take_in
from tracker.intake.signs import in_name, in_words
from tracker.intake.words import Note

TODAY = date(2026, 11, 26)
CASES = {
    "Forensic interview of Jamie Sample, conducted on": Note.CASE_INTERVIEW,
    "Summary: Forensic Interview with J.S. at the center": Note.CASE_INTERVIEW,
    "Forensic interview of J. S., age 7": Note.CASE_INTERVIEW,
    "FORENSIC INTERVIEW OF: JAMIE SAMPLE": Note.CASE_INTERVIEW,
    "Case number: 26-004711": Note.CASE_NUMBER,
    "CASE NO. CR2026-118": Note.CASE_NUMBER,
    "CPS referral # 8812345": Note.CASE_NUMBER,
    "Alleged victim: J. S.": Note.CASE_NAMES,
    "Child\u2019s name: ____": Note.CASE_NAMES,
    "Name of alleged victim: J. S.": Note.CASE_NAMES,
    "Date of birth: 04/12/2017": Note.CASE_BIRTH,
    "DOB 4-12-17": Note.CASE_BIRTH,
    "Birth date: April 12, 2017": Note.CASE_BIRTH,
    "D.O.B.: 2017-04-12": Note.CASE_BIRTH,
}
TRAININGS = (
    "Forensic Interviewing of Children",
    "Certificate: Forensic Interview of Children and Adolescents, 32 hours",
    "Forensic Interview with Preschool Children: a two-day course",
    "The Forensic Interview of Young Victims",
    "Advanced Forensic Interview Training",
    "Advanced Forensic Interview with Linda Marlow, day 2",
    "Forensic Interview of Alleged Victims. Forensic Interview of Non-Offending Caregivers",
    "Forensic Interview of Record: evidence and testimony",
    "Mandated reporting of child abuse and neglect: child abuse, sexual abuse, victims and their families",
    "Interviewing alleged victims and alleged perpetrators: what the research says",
    "Working with the child's name and story: narrative practice",
    "Case Review for Multidisciplinary Teams. Case study 12. Course number: 4711-22",
    "Certificate number: 26-004711. Provider number: 1180. License no. RN 338812",
    "Date of birth: 04/12/1987",
    "DOB: 4/12/87",
    "Children ages 3 to 12. Child Sex Trafficking 101. Issued on 04/12/2017",
    "In case numbers rise, call us. In this case no 2 answers are alike",
)
OF_CASES = (
    "case.pdf",
    "Case 12.pdf",
    "case-2026-0118.pdf",
    "Intake.pdf",
    "intake form J S.pdf",
    "CPS_report_88123.pdf",
)
OF_TRAININGS = (
    "certificate.pdf",
    "Case Review sign-in sheet.pdf",
    "case-management-certificate.pdf",
    "Intake skills training.pdf",
    "Forensic Interviewing of Children.pdf",
    "IMG_20260118_1200.jpg",
    "Scan 0001.pdf",
    "briefcase 2026.pdf",
)


@pytest.mark.parametrize(("words", "note"), CASES.items())
def test_words_of_a_case_are_noticed(words: str, note: Note) -> None:
    assert in_words(words, TODAY) == {note}


@pytest.mark.parametrize("words", TRAININGS)
def test_words_of_trainings_are_not(words: str) -> None:
    assert in_words(words, TODAY) == set()


@pytest.mark.parametrize("name", OF_CASES)
def test_names_of_files_of_cases_are_noticed(name: str) -> None:
    assert in_name(name)


@pytest.mark.parametrize("name", OF_TRAININGS)
def test_names_of_other_files_are_not(name: str) -> None:
    assert not in_name(name)


def test_no_training_of_the_catalog_raises_a_false_alarm() -> None:
    with Path("tracker/catalog/data/trainings.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) > 90
    told = [". ".join(row.values()) for row in rows]
    assert {words: found for words in told if (found := in_words(words, TODAY))} == {}
    assert [row["title"] for row in rows if in_name(f"{row['title']}.pdf")] == []


def test_the_text_of_a_pdf_is_read_where_files_are_read_and_only_a_code_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(pdf(words="Case number: 26-004711"))
    found = take_in(path, "file.pdf").inspection
    assert found.notes == (Note.CASE_NUMBER,)
    assert "004711" not in json.dumps([note.words for note in found.notes])


def test_no_certificate_that_tests_make_raises_a_false_alarm(tmp_path: Path) -> None:
    contents = [content for content, _ in EVERY_KIND.values()]
    contents += [making.pdf(3), making.pdf(change=making.with_filled_form), making.phone_jpeg(), making.text_png()]
    read, path = 0, tmp_path / "file"
    for content in contents:
        path.write_bytes(content)
        try:
            notes = take_in(path, "certificate.pdf").inspection.notes
        except UnreadableFile:
            continue
        read += 1
        assert not [note for note in notes if note.is_of_a_case]
    assert read > 10


def test_words_far_into_a_long_file_cost_no_time(tmp_path: Path) -> None:
    pages = pikepdf.Pdf.open(io.BytesIO(pdf(pages=12)))
    pages.pages[11].contents_add(b"BT /F 12 Tf 72 700 Td (Case number: 26-004711) Tj ET")
    path = tmp_path / "file.pdf"
    pages.save(path)
    assert take_in(path, "file.pdf").inspection.notes == ()
