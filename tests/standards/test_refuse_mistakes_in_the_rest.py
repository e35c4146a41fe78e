"""Texts, days, ids, sources and components that cannot be meant are refused, with what is allowed."""

from tests.standards.small import TEAM_RULE, each_of, told_of

MISTAKES = [
    ("a text without end", "A small standard", "long " * 5000, "title: must be at most 20,000 characters long"),
    (
        "an unknown key of the file",
        'edition = "1"',
        'edition = "1"\nediton = "2"',
        "editon: is not a key here. Did you mean edition?",
    ),
    (
        "an unknown key of a source",
        'note = "As told."',
        'not = "As told."',
        "requirement “core-hours”, source, not: is not a key here. Did you mean note?",
    ),
    (
        "a key of the requirement below the heading of its rule",
        'kind = "hours", hours = 8, due_days = 90 }',
        'kind = "hours", hours = 8, due_days = 90, grace_days = 30 }',
        "requirement “core-hours”, rule, grace_days: belongs to the requirement, not to what stands within it."
        " Write it right below [[requirement]].",
    ),
    (
        "a key of the file below a heading",
        'title = "A part"',
        'title = "A part"\nnotice = "Not adopted yet."',
        "component 1, notice: belongs to the whole file. Write it above the first heading in brackets.",
    ),
    (
        "no component",
        '[[component]]\nid = "part"\ntitle = "A part"\n',
        "",
        "small.toml: component: is missing. Requirements stand below headings: add [[component]], id and title.",
    ),
    (
        "days of grace for the team",
        'text = "The team trains each year."',
        'text = "The team trains each year."\ngrace_days = 30',
        "requirement “team-day”, grace_days: belongs to what binds people: the team has no first day. Take it out.",
    ),
    (
        "a key of the file that must be there, misspelt",
        'publisher = "NCA"',
        'publischer = "NCA"',
        "small.toml: publisher: is missing. Add it. There is “publischer”, which nothing reads.",
    ),
    (
        "an edition in words",
        'edition = "1"',
        'edition = "2026 Final"',
        "digits, points and hyphens, such as 2026; edition_label is for people. It is “2026 Final”.",
    ),
    ("a missing title", 'title = "A small standard"\n', "", "title: is missing. Add it."),
    (
        "a missing source",
        'source = { title = "A draft", mark = "draft" }',
        "",
        "requirement “team-day”, source: is missing. Add it.",
    ),
    ("a missing mark", ', mark = "draft"', "", "requirement “team-day”, source, mark: is missing. Add it."),
    (
        "an unknown mark",
        'mark = "draft"',
        'mark = "W"',
        'requirement “team-day”, source, mark: "W" is not allowed. Allowed: V, P, U, draft.',
    ),
    (
        "a V without its address",
        'url = "https://example.org/page", ',
        "",
        "source, url: must say where the text stands, because the mark is V.",
    ),
    (
        "an address that is none",
        "https://example.org/page",
        "javascript:x",
        "must be an address that begins with https:// or http://",
    ),
    (
        "a requirement's id twice",
        'id = "team-day"',
        'id = "core-hours"',
        "requirement “core-hours”: the id is used twice.",
    ),
    (
        "an id with capitals",
        'id = "team-day"',
        'id = "Team Day"',
        "id: must be of small letters, digits and single hyphens",
    ),
    (
        "an unknown component",
        'component = "part"\napplies = { team',
        'component = "prat"\napplies = { team',
        'component: "prat" is not allowed. Did you mean part? Allowed: part.',
    ),
    (
        "a day in quotes",
        "effective_from = 2025-01-01",
        'effective_from = "2025-01-01"',
        "effective_from: must be a day without quotes, such as 2026-11-24",
    ),
    (
        "a day with a time",
        "effective_from = 2025-01-01",
        "effective_from = 2025-01-01T10:00:00",
        "effective_from: must be a day without quotes",
    ),
    (
        "an end before the beginning",
        "effective_from = 2025-01-01",
        "effective_from = 2025-01-01\neffective_until = 2024-12-31",
        "effective_until: must not be before effective_from",
    ),
    (
        "an empty text",
        'title = "A part"',
        'title = " "',
        "component 1, title: must be a text in quotes that is not empty",
    ),
    (
        "a number for a text",
        'title = "A part"',
        "title = 5",
        "component 1, title: must be a text in quotes that is not empty, not 5.",
    ),
    (
        "an unknown word for leave at the head",
        'edition = "1"',
        'edition = "1"\nleave = "stops"',
        'leave: "stops" is not allowed. Allowed: counts, stops_the_clock.',
    ),
    (
        "an unknown word for leave of a requirement",
        'text = "Advocates have 8 hours."',
        'text = "Advocates have 8 hours."\nleave = "stop_the_clock"',
        'requirement “core-hours”, leave: "stop_the_clock" is not allowed. Did you mean stops_the_clock? '
        "Allowed: counts, stops_the_clock.",
    ),
    (
        "leave of a requirement of the team that looks at nobody's days",
        'text = "The team trains each year."',
        'text = "The team trains each year."\nleave = "counts"',
        "requirement “team-day”, leave: belongs to what binds people, or a share of the team. Take it out.",
    ),
    (
        "an example's leave that ends before it begins",
        'person = [{ key = "advocate",',
        'person = [{ key = "advocate", leaves = [{ from = 2026-02-01, until = 2026-01-31 }],',
        "leaves 1, until: must not be before the first day, not 2026-01-31.",
    ),
    (
        "an example's leave with a reason",
        'person = [{ key = "advocate",',
        'person = [{ key = "advocate", leaves = [{ from = 2026-02-01, why = "ill" }],',
        "leaves 1, why: is not a key here. Allowed: from, until.",
    ),
    ("a text for true", "team = true", 'team = "yes"', "team: must be true or false, without quotes"),
    ("a text for a table", TEAM_RULE, 'rule = "hours"', 'rule = { kind = "hours", hours = 8 }, not "hours".'),
]


@each_of(MISTAKES)
def test_each_mistake_is_told_with_its_place_and_what_is_allowed(right: str, wrong: str, words: str) -> None:
    assert words in told_of(right, wrong)
