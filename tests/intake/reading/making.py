"""Makes the certificates of this folder anew: `python -m tests.intake.reading.making`, then commit what changed.

Written by LibreOffice, Chromium and ReportLab (which is installed for that alone), and as pictures of such pages with
noise, rotation, shadow and perspective. Beside each file lies what it states. People are those of the demo center;
nothing here is of a real certificate.
"""

import io
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.intake.reading.photographing import photographed
from tests.intake.reading.printing import by_chromium, by_libreoffice, by_reportlab, page_of, sheet_of

HERE = Path(__file__).parent
FILES = HERE / "files"
CERTIFICATES = 60
PEOPLE = ("Sam Okafor", "Ruth Abel", "Hannah Brandt", "Elena Voss", "Grace Lin", "Paul Adeyemi", "Nina Park")
TRAININGS = (
    ("Recognizing Child Sex Trafficking", "Cedar Valley Training Academy"),
    ("Trauma-Informed Courtroom Preparation", "Midland Institute for Child Advocacy"),
    ("Human Trafficking 101", "Prairie State Coalition Against Trafficking"),
    ("Introduction to Victim Advocacy", "National Network of Advocates"),
    ("From Suspicion to Disclosure", "Fox River Technical College"),
    ("Facilitating Multidisciplinary Team Meetings", "Lakeshore University"),
    ("Screening Youth for Commercial Sexual Exploitation", "Westbrook Children's Clinic"),
    ("Vicarious Trauma and Self-Care", "Hope Harbor Foundation"),
    ("Working with Boys and Young Men", "Alder County Department of Human Services"),
    ("Online Exploitation and Sextortion: Awareness and Response", "Northern Plains Justice Center"),
    ("Advanced Forensic Interviewing", "Institute for Interview Training"),
    ("Cultural Responsiveness on the Team", "Bridgewater Association of Social Workers"),
)
LONG = "Mental Health Treatment Guidelines for Youth Who Have Experienced Trafficking or Commercial Sexual Exploitation"
HOURS = ("6", "1.5", "3", "12", "2", "7.5", "16", "4.25", "1", "8", "24", "5")
WORDED = {"6": "Six", "3": "Three", "12": "Twelve", "2": "Two", "16": "Sixteen", "1": "One", "8": "Eight", "5": "Five"}
DATES = ("%B %-d, %Y", "%m/%d/%Y", "%-d %B %Y", "%b %-d, %Y", "%Y-%m-%d", "%-m/%-d/%y", "%A, %B %-d, %Y")
ENDINGS = {21: "st", 22: "nd", 23: "rd"}
BODIES = {"ce": "CE", "cle": "CLE", "ama": "AMA PRA Category 1", "ceu": "CEU", "aswb": "ASWB ACE"}
Said = Mapping[str, str]


def stated(number: int) -> dict[str, str]:
    """Return what the certificate of a number may state, in every form that a wording asks for."""
    title, provider = TRAININGS[number * 5 % len(TRAININGS)]
    person, hours = PEOPLE[number * 3 % len(PEOPLE)], HOURS[number * 7 % len(HOURS)]
    first, _, last = person.partition(" ")
    return {
        **{"person": person, "person_caps": person.upper(), "last_first": f"{last}, {first}"},
        **{"title": title, "title_caps": title.upper(), "title_long": LONG, "provider": provider},
        **_days(number),
        **{"hours": hours, "words_hours": f"{WORDED[hours]} ({hours})" if hours in WORDED else hours},
        "minutes": str(int(Decimal(hours) * 60)),
        "clock": f"{int(Decimal(hours))}:{int(Decimal(hours) * 60) % 60:02}",
        **{"ce": hours, "ceu": str(Decimal(hours) / 10)},
        "number": f"CV-{20000 + number * 137}",
    }


def _days(number: int) -> dict[str, str]:
    # Days above 12 leave no doubt of the order; what doubt does has tests of its own.
    on = date(2024, 1, 1) + timedelta(days=(number * 53) % 700)
    on = on.replace(day=13 + on.day % 15)
    begins, expires = on - timedelta(days=2), on + timedelta(days=730)
    return {
        "completed_on": on.isoformat(),
        "date": on.strftime(DATES[number % len(DATES)]),
        "date_legal": f"{on.day}{ENDINGS.get(on.day, 'th')} day of {on:%B}, {on.year}",
        "range": f"{begins:%B} {begins.day}-{on.day}, {on.year}",
        "expires": expires.strftime("%m/%d/%Y"),
        "expires_on": expires.isoformat(),
    }


def truth_of(states: Sequence[str], said: Said) -> dict[str, Any]:
    """Return what a reader should find: a field by its name, credits as a list of body and amount."""
    found: dict[str, Any] = {}
    for name in states:
        if name.startswith("credit_"):
            body = name.removeprefix("credit_")
            amount = Decimal(said["ceu" if body == "ceu" else "ce"]).normalize()
            found["credits"] = [[BODIES[body], f"{amount:f}"]]
        else:
            found[name.removesuffix("_long")] = said["number" if name == "certificate_number" else name]
    return found


def written(name: str, content: bytes, truth: Mapping[str, Any]) -> None:
    """Write a file and its truth beside it."""
    (FILES / name).write_bytes(content)
    (FILES / f"{name}.json").write_text(json.dumps(truth, indent=1, ensure_ascii=False) + "\n")


def main() -> None:
    """Write all files anew."""
    wordings = json.loads((HERE / "wordings.json").read_text())
    shutil.rmtree(FILES, ignore_errors=True)
    FILES.mkdir()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for number in range(CERTIFICATES):
            _certificate(number, wordings["certificates"][number % len(wordings["certificates"])], folder)
        for number, other in enumerate(wordings["others"]):
            lines, said = other["lines"], stated(number + 3)
            content = by_chromium(page_of(lines, said, 0), folder) if number % 2 else by_reportlab(lines, said, 0)
            written(f"other-{other['name']}.pdf", content, {"kind": other["kind"]})


def _certificate(number: int, wording: Mapping[str, Any], folder: Path) -> None:
    lines, said, maker = wording["lines"], stated(number), ("chromium", "libreoffice", "reportlab")[number % 3]
    if maker == "reportlab":
        content = by_reportlab(lines, said, number)
    elif maker == "libreoffice":
        content = by_libreoffice(sheet_of(lines, said), folder)
    else:
        content = by_chromium(page_of(lines, said, number), folder)
    truth = truth_of(wording["states"], said)
    written(f"{number:02}-{wording['name']}-{maker}.pdf", content, truth)
    if number % 2 == 0:
        _as_picture(f"{number:02}-{wording['name']}", number // 2, content, truth)


def _as_picture(name: str, seed: int, content: bytes, truth: Mapping[str, Any]) -> None:
    out, is_phone = io.BytesIO(), seed % 2 == 1
    picture = photographed(content, seed, is_phone=is_phone)
    if seed % 4 == 2:
        picture.save(out, "PDF", quality=55, resolution=140)
        written(f"{name}.scan.pdf", out.getvalue(), truth)
    else:
        picture.save(out, "JPEG", quality=55)
        written(f"{name}.{'phone' if is_phone else 'scan'}.jpg", out.getvalue(), truth)


if __name__ == "__main__":
    main()
