"""A spreadsheet as a center keeps it for years: a title above the heads, two sheets, dates in several ways, a total."""

from datetime import date
from pathlib import Path

import xlsxwriter

DAY = date(2023, 5, 16)


def untidy(path: Path) -> Path:
    """Write an XLSX about people of the demo center, somebody under a short name, and somebody who is new."""
    with xlsxwriter.Workbook(path) as book:
        days = book.add_format({"num_format": "mm/dd/yyyy"})
        sheet = book.add_worksheet("2023")
        sheet.write("A1", "Harbor House training log")
        sheet.merge_range("A2:D2", "kept by the office, do not delete")
        sheet.write_row("A4", ["Staff member", "Course", "Completed", "Clock hrs", "Remarks "])
        sheet.write_row("A5", ["Chen, Maya ", "Vicarious trauma and how to last"])
        sheet.write_datetime("C5", DAY, days)
        sheet.write("D5", 1.5)
        sheet.write_row("A6", ["Maya Chen", "Courthouse day", "3/4/2023", "90 min"])
        sheet.write_row("A7", ["Rosalind Ferro", "Courthouse day", "3/4/2023", "1:30"])
        sheet.write_row("A8", ["Maya Chen", "A day that never was", "13/45/2023", "2"])
        sheet.write_row("A10", ["Total", None, None, 6.5])
        book.add_worksheet("Phone list").write("A1", "555-0100")
    return path
