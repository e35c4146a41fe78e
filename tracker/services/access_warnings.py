"""What somebody should look at in who can get in: each warning with whom it concerns and why, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from tracker.domain.access import AccessRole
from tracker.formatting import format_count, format_date
from tracker.services.access_report import Entrant, House, Post, Report

LONG_IDLE = timedelta(days=365)
# Each director can let others in: more than a few are more than anybody keeps an eye on.
MANY_DIRECTORS = 3


class Concern(StrEnum):
    """What a warning is about; a page leads to where that is mended."""

    LEADER_WITHOUT_SECOND_FACTOR = "leader_without_second_factor"
    ADMINISTRATOR_WITHOUT_SECOND_FACTOR = "administrator_without_second_factor"
    LEFT_AND_SIGNS_IN = "left_and_signs_in"
    IDLE = "idle"
    DESK_WITHOUT_GIVER = "desk_without_giver"
    MANY_DIRECTORS = "many_directors"
    NOBODY_ASKED_TWICE = "nobody_asked_twice"
    SETUP_LINK = "setup_link"


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning. `center`, `account` and `desk` are public ids, empty where it concerns none."""

    concern: Concern
    words: str
    center: str = ""
    account: str = ""
    desk: str = ""


def warnings(report: Report) -> list[Warned]:
    """Return what should be looked at, the most urgent kind first."""
    found = [*_of_installation(report), *_of_desks(report)]
    for center in report.centers:
        members = report.members(center.public_id)
        found += [*_of_center(center, members)]
        for who, post in members:
            found += [*_of_member(report, who, post)]
    order = list(Concern)
    return sorted(found, key=lambda warned: order.index(warned.concern))


def _of_installation(report: Report) -> Iterator[Warned]:
    for who in report.accounts:
        if report.whole and who.administrator and who.active and not who.second_factor:
            yield Warned(
                Concern.ADMINISTRATOR_WITHOUT_SECOND_FACTOR,
                f"{who.name} administers this installation and has no second factor: whoever has the password begins "
                "centers in their name.",
                account=who.public_id,
            )
    if report.setup_links and report.centers:
        yield Warned(Concern.SETUP_LINK, "A link to set up the first center still stands, though there is a center.")


def _of_desks(report: Report) -> Iterator[Warned]:
    for desk in report.closed_desks:
        words = (
            f"The link by which {desk.name} is read opens nothing: {desk.given_by}, who gave it, cannot give one any "
            "more. Take it over, or revoke it."
        )
        yield Warned(Concern.DESK_WITHOUT_GIVER, words, desk.center, desk=desk.public_id)


def _of_center(center: House, members: list[tuple[Entrant, Post]]) -> Iterator[Warned]:
    directors = sum(post.role is AccessRole.DIRECTOR for _, post in members)
    if directors > MANY_DIRECTORS:
        words = f"{format_count(directors, 'director')} can let others in and change what counts. Deputies cannot."
        yield Warned(Concern.MANY_DIRECTORS, words, center.public_id)
    if center.second_factor == "nobody":
        words = "The center asks nobody for a second factor: a password that leaks is enough to read every record."
        yield Warned(Concern.NOBODY_ASKED_TWICE, words, center.public_id)


def _of_member(report: Report, who: Entrant, post: Post) -> Iterator[Warned]:
    def warned(concern: Concern, words: str) -> Warned:
        return Warned(concern, words, post.center, who.public_id)

    # Who comes by another provider alone is asked there; we cannot see for what.
    if post.role is not AccessRole.STAFF and who.password and not who.second_factor:
        yield warned(
            Concern.LEADER_WITHOUT_SECOND_FACTOR,
            f"{who.name} is {post.role.label.lower()} and has no second factor: whoever has the password reads every "
            "record.",
        )
    if post.left_on:
        words = f"{who.name} has left: the last role ended on {format_date(post.left_on)}. They still sign in."
        yield warned(Concern.LEFT_AND_SIGNS_IN, words)
    if report.at - (who.last_sign_in or max(who.created_at, post.began_at)) > LONG_IDLE:
        words = f"{who.name} has not signed in for a year." if who.last_sign_in else f"{who.name} never signed in."
        yield warned(Concern.IDLE, words)
