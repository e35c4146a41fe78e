"""Handouts: what a page says as a file to take along, made from what that page shows and from nothing else."""

from tracker.domain.handout import Handout
from tracker.reports.workbook import as_workbook
from tracker.services.handouts.drawing import as_pdf
from tracker.services.handouts.plan import of_lines
from tracker.services.handouts.sheet import of_day, of_event, of_planned
from tracker.services.handouts.team import horizons, of_gaps, of_lapses, of_matrix
from tracker.services.handouts.transcript import of_person

__all__ = [
    "Handout",
    "as_pdf",
    "as_workbook",
    "horizons",
    "of_day",
    "of_event",
    "of_gaps",
    "of_lapses",
    "of_lines",
    "of_matrix",
    "of_person",
    "of_planned",
]
