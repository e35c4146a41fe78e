"""A rule or a person bound that cannot be meant is refused, with what is allowed."""

from tests.standards.small import HOURS_RULE, TEAM_RULE, each_of, told_of


def nested(depth: int) -> str:
    """Write a tree that is so many rules deep."""
    leaf = '{ kind = "hours", title = "leaf", hours = 1 }'
    rule = leaf
    for _ in range(depth):
        rule = f'{{ kind = "any_of", title = "tree", parts = [{rule}, {leaf}] }}'
    return f"rule = {rule}".replace('title = "tree", ', "", 1)


def share(asked: str, of: str = '{ roles = ["victim_advocate"] }', each: str = '{ kind = "hours", hours = 2 }') -> str:
    """Write a rule on a share of the team."""
    fields = [f"of = {of}", f"each = {each}", *([asked] if asked else [])]
    return f'rule = {{ kind = "team_share", who = "advocates", {", ".join(fields)} }}'


MISTAKES = [
    ("a tree without end", HOURS_RULE, nested(6), "parts: must not be nested more than 4 deep"),
    (
        "weaker proof that does not count, than nobody says what",
        HOURS_RULE,
        f"weaker_counts = false\n{HOURS_RULE}",
        "weaker_counts: belongs beside least_grade, which says what is weaker",
    ),
    (
        "weaker proof in a share of the team",
        TEAM_RULE,
        f'least_grade = "certificate"\nweaker_counts = false\n{share("percent = 50")}',
        "weaker_counts: belongs to no share of the team, which judges each person by the rule in it",
    ),
    (
        "an approved list of numbers",
        "hours = 8, due_days",
        'hours = 8, approved_list = { name = "the list", trainings = [5] }, due_days',
        "trainings: must be a list of texts in quotes, none empty",
    ),
    (
        "an unknown key of a rule",
        "due_days = 90",
        "due_day = 90",
        "requirement “core-hours”, rule, due_day: is not a key here. Did you mean due_days?",
    ),
    (
        "an unknown key of a window",
        "months = 12",
        "months = 12, kid = 1",
        "requirement “team-day”, rule, window, kid: is not a key here. Did you mean kind?",
    ),
    (
        "an unknown kind of rule",
        'kind = "hours"',
        'kind = "hourz"',
        'requirement “core-hours”, rule, kind: "hourz" is not allowed. Did you mean hours?',
    ),
    (
        "a team's kind of rule for people",
        'kind = "hours", hours = 8, due_days = 90',
        'kind = "team_event"',
        '"team_event" is not allowed.',
    ),
    (
        "a person's kind of rule for the team",
        'kind = "team_event", window = { months = 12 }',
        'kind = "hours", hours = 2',
        '"hours" is not allowed.',
    ),
    (
        "an unknown role",
        'applies = { roles = ["victim_advocate"] }',
        'applies = { roles = ["victim_advocat"] }',
        'applies, roles: "victim_advocat" is not allowed. Did you mean victim_advocate?',
    ),
    (
        "a role named twice",
        '"victim_advocate"] }\nrule',
        '"victim_advocate", "victim_advocate"] }\nrule',
        "roles: names victim_advocate twice",
    ),
    (
        "nobody bound",
        'applies = { roles = ["victim_advocate"] }',
        "applies = {}",
        "roles: or disciplines must name whom it binds, or team must be true",
    ),
    (
        "an unknown topic",
        "hours = 8, due_days",
        'hours = 8, topics = ["screning"], due_days',
        'topics: "screning" is not allowed. Did you mean screening?',
    ),
    (
        "an unknown kind of record",
        "hours = 8, due_days",
        'hours = 8, kinds = ["trainings"], due_days',
        'kinds: "trainings" is not allowed. Did you mean training?',
    ),
    (
        "negative hours",
        "hours = 8, due_days",
        "hours = -8, due_days",
        "hours: must be more than 0 and at most 10,000 hours, not -8.",
    ),
    ("no hours", "hours = 8, due_days", "hours = 0, due_days", "hours: must be more than 0"),
    (
        "endless hours",
        "hours = 8, due_days",
        "hours = inf, due_days",
        "hours: must be a number of hours, such as 8 or 2.5, not Infinity.",
    ),
    (
        "hours in quotes",
        "hours = 8, due_days",
        'hours = "8", due_days',
        'hours: must be a number of hours, such as 8 or 2.5, not "8".',
    ),
    ("true for hours", "hours = 8, due_days", "hours = true, due_days", "hours: must be a number of hours"),
    (
        "half a day of deadline",
        "due_days = 90",
        "due_days = 0.5",
        "due_days: must be a whole number from 0 to 10,000, not 0.5.",
    ),
    (
        "a table for a list",
        "[[component]]",
        "[component]",
        "component: may come several times. Its heading has two brackets on each side, as [[component]] has; ",
    ),
    (
        "years that are not whole",
        "months = 12",
        'months = 18, kind = "calendar_years"',
        "months: must be 12 or a multiple of it, because calendar years are whole, not 18.",
    ),
    ("a role's start for the team", "months = 12", 'months = 12, kind = "role_start"', '"role_start" is not allowed.'),
    (
        "a share of a window that rolls",
        HOURS_RULE,
        'rule = { kind = "recurring_hours", hours = 8, window = { months = 12, first_due = "share" } }',
        'first_due: may be share only where kind is calendar_years and months is 12, not "share".',
    ),
    ("a window of no months", "months = 12", "months = 0", "months: must be a whole number from 1 to 10,000"),
    (
        "topics to cover, but none named",
        HOURS_RULE,
        'rule = { kind = "topic_coverage" }',
        "topics: must name at least one topic",
    ),
    (
        "an item of no kind",
        HOURS_RULE,
        'rule = { kind = "item", what = "a thing" }',
        "kinds: must name the kinds of record that count",
    ),
    (
        "a tree of one part",
        HOURS_RULE,
        'rule = { kind = "any_of", parts = [{ kind = "hours", title = "a", hours = 1 }] }',
        "parts: must hold at least two rules, and holds 1.",
    ),
    (
        "a tree without parts",
        HOURS_RULE,
        'rule = { kind = "any_of", part = [] }',
        "parts: must hold at least two rules, and holds none. There is “part”, which nothing reads.",
    ),
    (
        "hours in a list of tables",
        "hours = 8, due_days",
        "hours = [{ boys = 8 }], due_days",
        "rule, hours: must be a number of hours, such as 8 or 2.5, not a list of 1 entry.",
    ),
    (
        "a part without a title",
        HOURS_RULE,
        'rule = { kind = "any_of", parts = [{ kind = "hours", hours = 1 }, { kind = "hours", hours = 1 }] }',
        "rule, parts 1, title: is missing. Add it.",
    ),
    (
        "more parts asked for than there are",
        HOURS_RULE,
        'rule = { kind = "at_least", count = 3, parts = [{ kind = "hours", title = "a", hours = 1 }, '
        '{ kind = "hours", title = "b", hours = 1 }] }',
        "count: must be at most 2, the number of parts",
    ),
    (
        "an approved list without a name",
        "hours = 8, due_days",
        "hours = 8, approved_list = { trainings = [] }, due_days",
        "approved_list, name: is missing.",
    ),
    (
        "a share and a number of the team",
        TEAM_RULE,
        share("percent = 50, number = 2"),
        "rule, percent: stands beside number. Keep one of the two.",
    ),
    (
        "neither a share nor a number",
        TEAM_RULE,
        share(""),
        "percent: is missing, and number too. Give one of the two, such as percent = 75.",
    ),
    (
        "a share under another name",
        TEAM_RULE,
        share("percentage = 50"),
        "such as percent = 75. There is “percentage”, which nothing reads.",
    ),
    (
        "a window by years",
        "window = { months = 12 }",
        "window = { years = 1 }",
        "rule, window, months: is missing. Add it. There is “years”, which nothing reads.",
    ),
    (
        "what comes first, only by its name",
        HOURS_RULE,
        'rule = { kind = "item", what = "B", kinds = ["training"], after = "A" }',
        'rule, after: must be a table: keys with values in { }, such as after = { what = "Course A", '
        'titled = ["Course A"] }, not "A".',
    ),
    (
        "an empty list of names",
        "hours = 8, due_days",
        "hours = 8, titled = [], due_days",
        "rule, titled: is an empty list. Name at least one, or take the key out.",
    ),
    (
        "an empty list of topics",
        "hours = 8, due_days",
        "hours = 8, topics = [], due_days",
        "rule, topics: is an empty list. Name at least one, or take the key out.",
    ),
    (
        "an empty list of roles beside disciplines",
        'applies = { roles = ["victim_advocate"] }',
        'applies = { roles = [], disciplines = ["cac"] }',
        "applies, roles: is an empty list. Name at least one, or take the key out.",
    ),
    (
        "more than all of the team",
        TEAM_RULE,
        share("percent = 101"),
        "percent: must be a whole number from 1 to 100, not 101.",
    ),
    (
        "a share of nobody",
        TEAM_RULE,
        share("percent = 50", of="{}"),
        "rule, of, roles: or disciplines must name whom it binds.",
    ),
    (
        "a share who each do what the team does",
        TEAM_RULE,
        share("percent = 50", each=TEAM_RULE.removeprefix("rule = ")),
        'rule, each, kind: "team_event" is not allowed.',
    ),
    (
        "a share without a name",
        TEAM_RULE,
        share("percent = 50").replace('who = "advocates", ', ""),
        "rule, who: is missing. Add it.",
    ),
    (
        "a whole of one part",
        "hours = 8, due_days",
        'hours = 8, only_whole = [{ title = "Course", parts = [{ training = "a", name = "one" }, '
        '{ training = "a", name = "two" }] }], due_days',
        "rule, only_whole 1, parts: must hold at least two different trainings, because one alone is whole",
    ),
    (
        "a part of a whole without a name",
        "hours = 8, due_days",
        'hours = 8, only_whole = [{ title = "Course", parts = [{ training = "a" }] }], due_days',
        "only_whole 1, parts 1, name: is missing. Add it.",
    ),
]


@each_of(MISTAKES)
def test_each_mistake_is_told_with_its_place_and_what_is_allowed(right: str, wrong: str, words: str) -> None:
    assert words in told_of(right, wrong)
