"""What is kept of those who read a packet by a link."""

from tracker.services.retention.line import Line

DESKS = Line(
    "desks",
    "Links by which somebody reads a packet",
    "A director sees who was let in, until when, and what was looked at; never from where.",
    {
        "desk": {
            "reviewer": "name of who reads",
            "kind": "whether they try it out, until when",
            "ends_on": "whether they try it out, until when",
            "digest": "a digest of the link",
            "passphrase_hash": "a digest of the passphrase",
        },
        "desk_visit": {"token_digest": "a digest", "began_at": "when a browser opened it and was last seen"},
        "desk_mark": {"mark": "marks", "note": "notes", "requirement": "on what"},
        "desk_sample": {
            "of": "what was drawn at random",
            "seed": "what was drawn at random",
            "drawn": "what was drawn at random",
        },
        "desk_question": {
            "words": "questions and answers",
            "answer": "questions and answers",
            "title": "on what",
            "about": "about whom, as the packet names them",
            "requirement": "on what",
        },
        "desk_view": {"page": "kinds of page that were looked at, on which day, how often"},
    },
    until="as long as the packet",
    stays="What a browser opened goes when somebody opens the same link half an hour later or after that.",
)
