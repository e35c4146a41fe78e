"""Where a line that no test would miss is a hole in safety: modules by area, and the tests that must notice."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """Modules whose every branch is tested and of whose mutants at least so many hundredths are noticed."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


LEAST_KILLED = 85
AREAS = {
    "access": Area(
        ("tracker/domain/access.py", "tracker/web/access.py"),
        ("tests/web/test_declared_routes.py", "tests/house/test_routes_and_roles.py", "tests/pages/members"),
    ),
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
    ),
    "sessions": Area(
        ("tracker/services/sessions.py", "tracker/web/login.py"),
        ("tests/pages/account", "tests/pages/sign_in", "tests/web/test_csrf.py"),
    ),
    "uploads": Area(
        (
            "tracker/services/uploads.py",
            "tracker/storage/staging.py",
            "tracker/storage/evidence.py",
            "tracker/web/uploads.py",
        ),
        (
            "tests/services/test_uploads.py",
            "tests/storage",
            "tests/pages/completions/test_new.py",
            "tests/pages/evidence",
        ),
    ),
}
