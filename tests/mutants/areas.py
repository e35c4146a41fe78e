"""Where a line that no test would miss is a hole: modules by area, and the tests that must notice.

In safety every branch is taken and most mutants are noticed; in the rules and what rests on them nearly all are.
"""

from dataclasses import dataclass

LEAST_KILLED, LEAST_KILLED_OF_RULES = 85, 95
UNJUDGED = "not checked"
_READ = (
    "above",
    "bounded",
    "carrying",
    "cells",
    "cells_told",
    "choosing",
    "days",
    "deciding",
    "earlier_files",
    "grid",
    "headings",
    "heads",
    "hours",
    "layouts",
    "lines",
    "pairing",
    "people",
    "plan",
    "profile",
    "reading",
    "rows",
    "sorting",
    "statements",
    "telling",
    "topics",
    "whole",
    "wide",
    "words",
)
_IMPORTS = tuple(f"imports/{name}" for name in _READ)
_KEEPING = (
    *("accent", "backups", "errors", "handout", "levels", "names", "photos", "place", "retention", "room"),
    *("transcripts", "virus_scanner"),
)
_OF_RULES = ("sealed_whole", "properties", "oracle", "oracle_days", "event_oracle")


@dataclass(frozen=True)
class Area:
    """Modules whose every branch is tested, the domain's apart; of their mutants so many hundredths are noticed.

    `on_postgresql`: the tests that meet what only PostgreSQL is told; they run there too. `is_of_domain`: they need
    nothing but the domain, so that each mutant can be judged in a fork.
    """

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    on_postgresql: tuple[str, ...] = ()
    least: int = LEAST_KILLED
    is_of_domain: bool = False


def of_domain(modules: tuple[str, ...], *tests: str) -> Area:
    """Name modules of the domain, and the tests by name that notice almost every mutant of theirs."""
    return Area(
        tuple(f"tracker/domain/{module}.py" for module in modules),
        tuple(_test(name) for name in tests),
        least=LEAST_KILLED_OF_RULES,
        is_of_domain=True,
    )


def _test(name: str) -> str:
    folder, slash, last = name.rpartition("/")
    return f"tests/domain/{folder}{slash}test_{last}.py"


AREAS = {
    "access": Area(
        ("tracker/domain/access.py", "tracker/web/access.py"),
        (
            "tests/domain/test_access.py",
            "tests/web/test_declared_routes.py",
            "tests/house/test_routes_and_roles.py",
            "tests/house/test_calls.py",
            "tests/pages/account/test_confirm.py",
            "tests/pages/members",
            "tests/pages/sign_in/test_show.py",
            "tests/pages/test_second_factor_owed.py",
        ),
    ),
    # Met by every test that asks the database: the nearest must do, or each mutant costs minutes.
    "access-below": Area(("tracker/db/tenancy.py",), ("tests/db/test_tenancy.py",), ("tests/db/test_tenancy.py",)),
    "dates": Area(
        ("tracker/domain/windows.py", "tracker/clock.py"),
        (
            "tests/domain/test_windows.py",
            "tests/domain/test_properties.py",
            "tests/test_config.py",
            "tests/web/test_days.py",
        ),
    ),
    "history": Area(
        ("tracker/services/history.py", "tracker/services/history_chain.py"),
        ("tests/services/test_history.py", "tests/services/test_history_forged.py", "tests/pages/history"),
        ("tests/services/test_history.py",),
    ),
    "second-factor": Area(
        ("tracker/services/second_factor/*.py", "tracker/domain/second_factor.py"),
        (
            "tests/services/second_factor",
            "tests/domain/test_second_factor.py",
            "tests/pages/account",
            "tests/pages/sign_in",
        ),
    ),
    "sessions": Area(
        (
            "tracker/services/sessions.py",
            "tracker/services/entering.py",
            "tracker/web/entering.py",
            "tracker/web/login.py",
            "tracker/web/proving.py",
        ),
        ("tests/services/test_sessions.py", "tests/pages/account", "tests/pages/sign_in", "tests/web/test_csrf.py"),
    ),
    "uploads": Area(
        (
            "tracker/intake/ends.py",
            "tracker/intake/inspection.py",
            "tracker/intake/answer.py",
            "tracker/intake/formats.py",
            "tracker/intake/names.py",
            "tracker/intake/strangers.py",
            "tracker/intake/book_kinds.py",
            "tracker/intake/workbooks.py",
        ),
        ("tests/intake", "tests/services/test_uploads.py", "tests/pages/completions/test_bad_files.py"),
    ),
    # Kept apart from what reads a file: each of the two is judged in an hour.
    "uploads-kept": Area(
        (
            "tracker/services/uploads.py",
            "tracker/storage/staging.py",
            "tracker/storage/evidence.py",
            "tracker/web/uploads.py",
        ),
        (
            "tests/services/test_uploads.py",
            "tests/services/test_virus_scanning.py",
            "tests/storage",
            "tests/web/test_taken_along.py",
            "tests/pages/completions/test_bad_files.py",
            "tests/pages/completions/test_new.py",
            "tests/pages/events/test_new.py",
            "tests/pages/evidence",
            "tests/pages/waivers",
        ),
    ),
    "rules": of_domain(
        (
            *("rules/amounts", "rules/composites", "rules/events", "rules/hours", "rules/item", "rules/lateness"),
            *("rules/selection", "rules/standing", "rules/team_share", "rules/topics", "rules/trees"),
        ),
        *("initial_hours", "topic_coverage", "items", "events", "composites", "lateness", "trees", "team_share"),
        "assessment",
        *("recurring_hours", "recurring_windows", "leave", "selection", "allocation", "allocation_shares"),
        *_OF_RULES,
    ),
    "rules-again": of_domain(
        ("rules/cycles", "rules/recurrence", "rules/recurring", "pauses", "windows"),
        *("initial_hours", "service", "windows"),
        "recurring_hours",
        "recurring_windows",
        "share_of_joining",
        "composites",
        "events",
        "leave",
        "leave_properties",
        "pauses",
        "allocation",
        "allocation_shares",
        *_OF_RULES,
    ),
    "assessing": of_domain(
        (
            "assessment",
            "bridges",
            "carrying",
            "closing",
            "context",
            "finding",
            "ledger",
            "service",
            "told",
            "value",
            "verdict",
            "waivers",
        ),
        *("assessment", "assessing_again", "bridges", "carrying", "closing", "ledger", "service", "told", "waivers"),
        *("in_company", "leave"),
        "allocation",
        "allocation_shares",
        *_OF_RULES,
    ),
    "allocation": of_domain(
        ("allocation", "allocation_claims", "allocation_days", "allocation_flow", "allotment", "rules/sharing"),
        *("allocation", "allocation_before", "allocation_flow", "allocation_shares", "allocation_waived", "stock"),
        *("allocation_properties", "allocation_oracle", "sealed_whole"),
    ),
    "planning": of_domain(
        (
            *("forecast", "forecast_agreed", "forecast_offers", "forecast_plan", "forecast_search", "forecast_share"),
            *("forecast_team", "forecast_together"),
            "forecast_trial",
            *("plan_lines", "what_if"),
        ),
        *(
            "agreed",
            "offers",
            "plan",
            "plan_in_order",
            "plan_lines",
            "plan_oracle",
            "plan_shared",
            "plan_shared_oracle",
        ),
        *("search", "search_looks", "share_oracle", "share_way", "team_way", "trial", "what_if"),
    ),
    "reminders": of_domain(("reminders", "wanted"), "reminders", "wanted"),
    "replies": of_domain(("mailbox", "replies"), "mailbox", "replies"),
    "record-checks": of_domain(
        (
            *(
                "record_checks/amounts",
                "record_checks/days",
                "record_checks/files",
                "record_checks/likeness",
                "record_checks/naming",
                "record_checks/waived",
            ),
            *("record_checks/line", "record_checks/standing", "nicknames", "titles"),
        ),
        "record_checks",
        "record_check_lines",
        "record_check_formats",
        "record_check_files",
        "record_check_names",
        "record_check_team",
        "titles",
    ),
    "facts": of_domain(
        ("record", "record_checks/__init__", "record_checks/facts", "rule_words", "standard", "vocabulary", "wording"),
        *("record_check_lines", "record_check_names", "record_check_team", "record_checks"),
        *("rule_words", "standard", "vocabulary", "wording"),
    ),
    "keeping": of_domain(_KEEPING, *_KEEPING),
    "importing": of_domain(
        (
            *("imports/above", "imports/asking", "imports/bounded", "imports/carrying", "imports/cells"),
            "imports/cells_told",
            "imports/choosing",
            *("imports/days", "imports/deciding", "imports/grid", "imports/heading_names", "imports/headings"),
            *("imports/heads", "imports/hours", "imports/layouts", "imports/lines", "imports/people", "imports/plan"),
            *("imports/pairing", "imports/pairing_names", "imports/pairing_signs"),
            *("imports/profile", "imports/reading", "imports/rows", "imports/sorting", "imports/statements"),
            *("imports/telling", "imports/topics"),
            *("imports/wide", "imports/word_lists", "imports/words"),
        ),
        *_IMPORTS,
    ),
    "certificates": of_domain(
        tuple(
            f"certificates/{name}"
            for name in (
                "__init__",
                "amounts",
                "days",
                "kinds",
                "naming",
                "phrases",
                "proposals",
                "reading",
                "text",
                "written",
            )
        ),
        *(
            "certificate_amounts",
            "certificate_clarity",
            "certificate_days",
            "certificate_lines",
            "certificate_naming",
            "certificate_pages",
            "certificate_text",
        ),
    ),
    "vouching": of_domain(("id_token", "single_sign_on"), "id_token", "single_sign_on"),
    "sealing": of_domain(("packet_seal", "sealing_form"), "packet_seal", "sealing_form", "sealed_whole"),
}
