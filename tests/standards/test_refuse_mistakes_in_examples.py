"""An example that cannot be meant is refused, with what is allowed."""

from tests.standards.small import SMALL, each_of, told_of

MISTAKES = [
    (
        "an example without expectations",
        SMALL[SMALL.index("[[example]]") :],
        '[[example]]\nname = "Nobody"\nas_of = 2026-11-24\n',
        "example “Nobody”, expect: is missing: an example must say what it expects.",
    ),
    (
        "hours of an unknown topic",
        "hours = 8 }], expect",
        "hours = 8, topic_hours = { boyz = 1 } }], expect",
        '"boyz" is not allowed. Did you mean boys?',
    ),
    (
        "a list of words for a list of tables",
        'roles = [{ role = "victim_advocate", from = 2025-01-06 }]',
        'roles = ["x"]',
        "roles: must be a list of tables",
    ),
    (
        "an example of an unknown requirement",
        'core-hours = "met"',
        'core-hors = "met"',
        '"core-hors" is not allowed. Did you mean core-hours?',
    ),
    (
        "an example of an unknown status",
        'core-hours = "met"',
        'core-hours = "mett"',
        '"mett" is not allowed. Did you mean met?',
    ),
    (
        "a person's expectation of the team",
        'core-hours = "met"',
        'core-hours = "met", team-day = "met"',
        "expect, team-day: binds the team: expect it under team.",
    ),
    (
        "the team's expectation of a person",
        "team = { team-day",
        'team = { core-hours = "met", team-day',
        "team, core-hours: binds people: expect it beside a person.",
    ),
    (
        "a completion without its day, and two keys that nothing reads",
        "on = 2025-02-03, hours",
        "date = 2025-02-03, place = 5, hours",
        "completions 1, on: is missing. Add it. There are “date” and “place”, which nothing reads.",
    ),
    (
        "a role that ends before it starts",
        "from = 2025-01-06",
        "from = 2025-01-06, until = 2025-01-05",
        "until: must not be before the first day",
    ),
    (
        "two people of one key",
        'person = [{ key = "advocate",',
        'person = [{ key = "advocate" }, { key = "advocate",',
        "example “An advocate who has them”, person “advocate”, key: is another person's too. Give each their own.",
    ),
    (
        "an attendee who is nobody",
        "team = { team-day",
        'event = [{ title = "Day", on = 2025-02-03, attendees = ["advocat"] }]\nteam = { team-day',
        "event 1, attendees: names “advocat”, which is nobody's key in this example. The keys here: advocate.",
    ),
    (
        "hours on topics that are more than the hours",
        "hours = 8 }], expect",
        "hours = 8, topic_hours = { boys = 5, trauma = 3.25 } }], expect",
        "person “advocate”, completions 1, topic_hours: come to 8.25, and hours are 8. Correct one of them.",
    ),
    (
        "an example without a day",
        "as_of = 2026-11-24\n",
        "",
        "example “An advocate who has them”, as_of: is missing. Add it.",
    ),
]


@each_of(MISTAKES)
def test_each_mistake_is_told_with_its_place_and_what_is_allowed(right: str, wrong: str, words: str) -> None:
    assert words in told_of(right, wrong)
