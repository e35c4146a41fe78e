"""What goes wrong says so in words for the one who must act, and which field of the form it concerns."""

from tracker.domain.errors import Conflict, TrackerError


def test_an_error_keeps_its_message_and_the_field_that_it_concerns() -> None:
    fault = Conflict("Somebody changed this meanwhile.", field="completed_on")
    assert (fault.message, str(fault), fault.field) == (
        "Somebody changed this meanwhile.",
        "Somebody changed this meanwhile.",
        "completed_on",
    )
    assert TrackerError("It concerns no field.").field is None
