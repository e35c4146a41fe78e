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
            "review_words": "reasons and checklists of its queue",
        },
        "training": {},
        "training_alias": {},
        "link_report": {"note": "who reported which link"},
        "followed_standard": {
            "checked_note": "who checked a standard",
            "corrections": "what the center corrected in a standard",
        },
        "shipped_text": {"text": "the texts of the standards that ship, also of versions before"},
        "own_standard": {"text": "the center's own standards, as they were given, with their made-up people"},
    },
    files=("its logo, as packets print it",),
    until=RECORD,
)

PLANNED = Line(
    "check_ins",
    "Names typed at the code of an event",
    "A director says afterwards whom each of them means; who was there then stands in the record.",
    {"check_in": {"name": "names and agencies as they were typed", "agency": "names and agencies as they were typed"}},
)
PLANS = Line(
    "planned_events",
    "Planned events and who is expected",
    "A sheet to sign and a code for the wall are made of them.",
    {
        "planned_event": {
            "title": "what is planned",
            "provider": "what is planned",
            "note": "notes",
            "code_digest": "a digest of its code",
        },
        "expected_person": {},
    },
    until=RECORD,
    stays="Who is expected has not been there: only what is recorded afterwards counts.",
)

DECISION_LINKS = Line(
    "decision_links",
    "Links by which somebody decided without an account",
    "Who decided, and in which function, belongs to the decision.",
    {
        "decision_link": {
            "decider": "name and function of who decided",
            "function": "name and function of who decided",
            "ends_on": "until when they could",
            "digest": "a digest of the link",
        },
        "decision_link_item": {},
    },
    until=RECORD,
)

PHONE_LINKS = Line(
    "phone_links",
    "Links by which somebody logs from a phone",
    "Whoever gave one sees whether it was used, and can take it back. That a completion came by one stays with it.",
    {
        "phone_link": {
            "digest": "a digest of the link",
            "given_at": "who could log by a link, from when to when",
            "ends_at": "who could log by a link, from when to when",
            "used_key": "a random key of the form that used it",
        }
    },
)
