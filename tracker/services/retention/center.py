"""What is kept of a center itself."""

from tracker.services.retention.line import RECORD, Line

CENTER = Line(
    "center",
    "The center, its catalog and its standards",
    "They say what is asked of whom, and what can be completed.",
    {
        "center": {
            "contact": "whom to ask at the center",
            "own_resources": "the center's own resources",
            "letter": "the cover letter of its packets",
            "letter_signed_by": "who signs it",
            "letter_signed_as": "in which capacity",
        },
        "training": {},
        "training_alias": {},
        "link_report": {"note": "who reported which link"},
        "followed_standard": {
            "checked_note": "who checked a standard",
            "corrections": "what the center corrected in a standard",
        },
    },
    files=("its logo, as packets print it",),
    until=RECORD,
)
