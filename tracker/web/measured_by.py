"""The question by which optional standards a center is measured, asked when one begins."""

from datetime import date

from tracker.services import first_standards
from tracker.web.fields import ChecksField, Option


def measured_by() -> ChecksField:
    """Return the field; nothing is chosen beforehand."""
    return ChecksField(
        "Besides the essential standards, measured by",
        thing="standards from the list",
        required=False,
        options=[Option(each.id, f"{each.title}, {each.edition_label}") for each in first_standards.optional(date.max)],
        hint="A center chooses whether it is measured by an optional standard, now or later under Standards. A working"
        " draft is a starting point, to be corrected with NCA's guide in hand.",
    )
