"""Where a line that no test would miss is a hole in safety: modules by area, and the tests that must notice."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """Modules whose every branch is tested and of whose mutants at least so many hundredths are noticed.

    `on_postgresql`: the tests that meet what only PostgreSQL is told; they run there too.
    """

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    on_postgresql: tuple[str, ...] = ()


LEAST_KILLED = 85
AREAS = {
    "access": Area(
        ("tracker/domain/access.py", "tracker/web/access.py"),
        (
            "tests/domain/test_access.py",
            "tests/web/test_declared_routes.py",
            "tests/house/test_routes_and_roles.py",
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
            "tracker/intake/inspection.py",
            "tracker/intake/answer.py",
            "tracker/intake/formats.py",
            "tracker/intake/names.py",
            "tracker/intake/strangers.py",
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
            "tests/storage",
            "tests/pages/completions/test_bad_files.py",
            "tests/pages/completions/test_new.py",
            "tests/pages/events/test_new.py",
            "tests/pages/evidence",
            "tests/pages/waivers",
        ),
    ),
}
