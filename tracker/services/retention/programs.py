"""What is kept of the tokens by which programs reach the record."""

from tracker.services.retention.line import RECORD, Line

PROGRAMS = Line(
    "api_tokens",
    "Tokens for programs",
    "Directors and deputies see which program reads or writes, until when, and who let it.",
    {
        "api_token": {
            "name": "what it is for",
            "may": "what it may do, until when",
            "beginning": "how it begins",
            "ends_on": "what it may do, until when",
            "last_used_on": "the day on which it was used last",
            "digest": "a digest of the token",
        }
    },
    until=RECORD,
    stays="What a program did stays under its name; a token that ended opens nothing.",
)
