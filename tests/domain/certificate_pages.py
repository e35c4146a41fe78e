"""Certificates of every layout that the rules know, and what is read of each, written out whole in the JSON beside.

What changes how certificates are read changes that file: `python -m tests.domain.certificate_pages` writes it anew, and
whoever does so reads the difference.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.domain.certificates import TODAY, page_of
from tracker.domain.certificates import Page, read
from tracker.domain.certificates.written import to_json

FILE = Path(__file__).parent / "certificate_pages.json"
Line = str | tuple[str, ...]
PAGES: dict[str, tuple[Line, ...]] = {
    "a title over three lines": (
        "Certificate of Completion",
        "This is to certify that",
        "Maria de la Cruz, LCSW",
        "has successfully completed",
        "Working with Families and Youth Who Have",
        "Experienced Commercial Exploitation and",
        "Trafficking in Rural Communities",
        "Presented by Dr. Alan Ruiz",
        "Hosted by the Cedar Valley Children's Alliance on March 3-5, 2026",
        "18 contact hours",
    ),
    "labels in two columns": (
        "Training record",
        ("Participant name", "Sam Okafor"),
        ("Course title:", "Screening at Intake"),
        ("Date completed", "02/13/2026"),
        ("Total hours", "2.5"),
        ("Provider", "Lakeshore University"),
        ("Certificate No. AB-2026-118", "Expires: 02/13/2028"),
    ),
    "a colon and nothing beside it": (
        "Name: Okafor, Sam",
        "Title: Screening at Intake",
        "Date: 13/02/2026",
        "Hours: 2:45",
        "Sponsor: Cedar Valley Office of Training",
    ),
    "the name above its label": (
        "Cedar Valley Institute",
        "JO-ANN O'NEIL",
        "Participant",
        "for participation in the live webinar entitled “Trauma and the Brain”",
        "90 minutes, given on June 4, 2026",
        "This program is approved for 1.5 NBCC hours and 1.5 ASWB ACE credits",
        "NBCC ACEP No. 6342. ASWB ACE provider number: 1744",
    ),
    "one sentence": (
        "Cedar Valley hereby certifies that Sam Okafor attended the 3-hour training on Human Trafficking in Schools",
        "at the 2026 Midwest Conference held on April 9, 2026 in Cedar Falls.",
    ),
    "a heading that leads to the title": (
        "Certificate in Forensic Interviewing of Children",
        "awarded to SAM OKAFOR",
        "on the 5th day of May, 2026",
        "for a total of 40 hours",
        "by the National Academy of Interviewing",
    ),
    "several hours, one in all": (
        "Sam Okafor",
        "has completed",
        "Advocacy Basics",
        "Day one: 6 hours",
        "Day two: 4 hours",
        "Total hours: 10",
        "Completed on: 2026-05-06",
    ),
    "several hours, none in all": (
        "Sam Okafor has completed Advocacy Basics",
        "Morning 3 hours",
        "Afternoon 2 hours",
        "May 6, 2026 and May 9, 2026",
    ),
    "credits of many bodies": (
        "This certifies that Sam Okafor has completed Ethics in Practice on May 6, 2026",
        "0.6 CEUs, 6 CE hours, 6 CLE credits, 6 CME credits, 6 POST hours, 6 NASW credits, 6 APA credits",
        "6 hours of continuing legal education",
        "Social work CE: 3",
    ),
    "bodies in other words": (
        "This certifies that Sam Okafor has completed Ethics in Practice on May 6, 2026",
        "3 continuing medical education credits",
        "2 continuing education units",
        "4 hours toward nursing",
        "1.5 AMA PRA Category 1 credits",
        "2 C.E.U.s",
    ),
    "days of the paper": (
        "Sam Okafor has completed Advocacy Basics",
        "Printed 06/20/2026",
        "Registered: June 1, 2026",
        "Course date: June 10, 2026",
        "Valid until June 10, 2027",
        "Issued June 15, 2026",
    ),
    "only the day of the paper": (
        "Sam Okafor has completed Advocacy Basics",
        "Awarded on June 15, 2026",
        "Updated March 2026, approved 1 March 2026",
    ),
    "a day that could be two": ("Sam Okafor has completed Advocacy Basics", "03/04/2026", "Cedar Falls, Iowa"),
    "a day to come": ("Sam Okafor has completed Advocacy Basics", "on March 3, 2027"),
    "an organization that only looks like one": (
        "Certificate of Attendance",
        "Sam Okafor",
        "attended",
        "Advocacy Basics",
        "6 hours",
        "Alan Ruiz, Director",
        "Cedar Valley Center for Children and Families",
        "Training Coordinator, Cedar Valley Center",
        "The Center is open on Mondays.",
        "Room 12, Cedar Valley Center",
    ),
    "what presents is a person": (
        "Sam Okafor has completed Advocacy Basics",
        "Presented by Grace Lin",
        "Provided by Judge Ana Sol",
        "Sponsored by Lee Park, LMFT",
        "Offered by X",
    ),
    "a provider with more behind it": (
        "Sam Okafor has completed Advocacy Basics",
        "Provided by Lakeshore University in partnership with the Cedar Valley Council",
        "Offered by the Prairie Network is an approved provider",
        "Conducted by: Harbor Academy, on June 10, 2026.",
    ),
    "what comes under a title": (
        "Sam Okafor has completed",
        "Advocacy Basics",
        "Instructor: Alan Ruiz",
        "a total of 6 hours",
        "Location: Cedar Falls",
    ),
    "a title under quotes and a kind of thing": (
        "Congratulations Sam Okafor",
        "for completing the course",
        "“Listening to Boys”",
        "the following training",
        "workshop",
    ),
    "numbers of certificates": (
        "Sam Okafor has completed Advocacy Basics",
        "Certificate ID: -CV/2026/7-",
        "Confirmation code # 99817",
        "License No. PENDING",
    ),
    "only a largest line": (
        "Certificate of Completion",
        "Listening to Boys in Interviews",
        "Sam Okafor",
        "June 10, 2026",
        "Cedar Valley Center",
    ),
    "nobody and nothing": (
        "It was a pleasure to meet you in our rooms last week,",
        "and we hope that you come again to Cedar Valley Center",
        "with friends, 24 hours a day",
    ),
    "names that are none": (
        "Presented to the Team of Cedar Valley",
        "Awarded to Program Director",
        "Participant: sam okafor",
        "Name: Sam van der Berg Jr.",
        "has completed Advocacy Basics",
    ),
    "quotes that are no title": (
        "Sam Okafor has completed Advocacy Basics",
        "6 hours",
        "“Great work, and come again soon”",
        "“Listening to Boys” and “June 10, 2026”",
    ),
}


def told(lines: tuple[Line, ...]) -> Any:
    """Return all that is read of a page, as it would be written."""
    return json.loads(json.dumps(to_json(read([page_of(*lines)], TODAY))))


def tall(lines: tuple[str, ...], large: int, height: int) -> Page:
    """Return a page on which one of the lines is so tall."""
    words, down = [], 0
    for number, line in enumerate(lines):
        its = height if number == large else 20
        words += [
            replace(each, top=each.top + down, bottom=each.bottom + down) for each in page_of(line, height=its).words
        ]
        down += its + 14
    return Page(words)


if __name__ == "__main__":
    FILE.write_text(json.dumps({name: told(lines) for name, lines in PAGES.items()}, indent=1) + "\n")
