"""`python -m tests.services.reminders.passing`: one pass of the reminders, in a process of its own that may be killed.

The settings come from the environment.
"""

from tracker import clock
from tracker.app import create_app
from tracker.services import reminders


def main() -> None:
    """Make the pass."""
    with create_app().app_context():
        reminders.send_due(clock.now)


if __name__ == "__main__":
    main()
