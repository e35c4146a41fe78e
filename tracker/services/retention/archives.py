"""What is kept for some days of a center that is taken along."""

from tracker.services.retention.line import Line

ARCHIVES = Line(
    "archives",
    "Everything of the center as one file",
    "A director takes the whole record along: to keep, or to move it to another installation.",
    {"center_archive": {"failure": "what was said about its making"}},
    files=("everything that the center keeps",),
    stays="Only the latest lies here; a director can remove it before. The history tells who asked for it.",
)
