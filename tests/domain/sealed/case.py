"""A center of which everything that can be sealed is there: every field, every kind of rule, every kind of remark."""

from dataclasses import replace
from decimal import Decimal

from tests.domain.build import away, done, event, on, person, requirement, standard, term
from tracker.domain.pauses import LeaveEffect
from tracker.domain.record import Completion, Record, Waiver, WaiverKind
from tracker.domain.rules import (
    AllOf,
    AnyOf,
    ApprovedList,
    AtLeast,
    Composite,
    FirstDue,
    Hours,
    Item,
    Part,
    RecurringEvents,
    RecurringHours,
    Selection,
    TeamShare,
    TeamTraining,
    TopicCoverage,
    Window,
    WindowKind,
)
from tracker.domain.standard import Applies, Bridge, CountsOnce
from tracker.domain.vocabulary import CompletionState, Discipline, Grade, Role

ADVOCATES, MEDICAL = Applies(roles=frozenset({Role.VICTIM_ADVOCATE})), Applies(roles=frozenset({Role.MEDICAL_PROVIDER}))
TEAM = Applies(team=True)
ANY = Selection()
LICENSE = Selection(kinds=frozenset({"license"}))
REVIEWS = Selection(kinds=frozenset({"peer_review"}))
SUBMITTED, RETURNED = CompletionState.SUBMITTED, CompletionState.RETURNED


def on_topics(*topics: str) -> Selection:
    """Trainings on any of these topics."""
    return Selection(topics=frozenset(topics))


def waiver(key: str, kind: WaiverKind, asked: str, instead: str = "") -> Waiver:
    """A decision for the year 2026."""
    return Waiver(
        key=key,
        kind=kind,
        standard="test",
        edition="1",
        requirement=asked,
        starts_on=on("2026-01-01"),
        ends_on=on("2026-12-31"),
        reason="no course before spring",
        instead=instead,
        proposed_by="Sam Ortiz",
        decided_by="Dana Whitfield",
        decided_on=on("2025-12-20"),
    )


def _of_ada() -> tuple[Completion, ...]:
    split = {"trauma": "4.0", "screening": "2.0"}
    return (
        done(
            "2024-06-01", "6.00", "trauma", "screening", split=split, training="core", key="core", title="Core course"
        ),
        done("2026-02-10", "2.5", "boys", grade=Grade.SUPERVISOR_WORD, key="boys", title="Boys and men"),
        done("2026-03-01", None, grade=None, key="unknown", title="A day of talks"),
        done("2025-05-01", "3", "advocacy", training="part-1", key="one", title="Advocacy 1"),
        done("2026-01-15", "3", "advocacy", training="part-2", key="two", title="Advocacy 2"),
        done("2026-09-01", "1", "trauma", state=SUBMITTED, key="sent", title="Trauma again"),
        done("2026-09-02", "1", "trauma", state=RETURNED, key="back", title="Trauma once more"),
        done("2026-12-01", "1", "trauma", key="ahead", title="Trauma next week"),
        replace(
            done("2025-12-15", "1.00", kind="peer_review", key="review", title="Peer review"),
            event="round-4",
            recorded_on=on("2025-12-16"),
        ),
        done("2024-12-31", None, kind="license", key="license", title="License", expires_on="2026-12-31"),
    )


def _of_cleo() -> tuple[Completion, ...]:
    return (
        done("2025-02-01", None, kind="license", key="old license", title="License", expires_on="2026-02-01"),
        done("2026-10-05", "4", "screening", key="cleo's", title="Screening"),
    )


ADA = replace(
    person(*_of_ada(), terms=[term("2024-05-04")], leaves=[away("2026-03-01", "2026-04-30")]),
    agency="Oak County",
    waivers=(waiver("ada's", WaiverKind.WAIVER, "waived"),),
)
BEN = person(key="ben", discipline=Discipline.LAW_ENFORCEMENT, terms=[term("2020-01-01", "2026-06-30")])
CLEO = person(
    *_of_cleo(),
    key="cleo",
    discipline=Discipline.MEDICAL,
    terms=[term("2025-10-01"), term("2026-01-01", role=Role.MEDICAL_PROVIDER)],
    leaves=[away("2026-11-01")],
)
TEAM_DAY = replace(
    event("2026-04-01", "trauma", "boys", disciplines=[Discipline.PROSECUTION], attendees=["cleo", "ada"]),
    key="day",
    training="team-course",
    hours=Decimal("3.50"),
)
SMALL_DAY = replace(event("2026-05-01", disciplines=[Discipline.MEDICAL]), key="small")
CENTER = Record(
    people=(ADA, BEN, CLEO),
    events=(TEAM_DAY, SMALL_DAY),
    documents=(
        done("2026-02-02", None, kind="protocol", grade=Grade.OWN_WORD, key="protocol", title="Protocol"),
        done("2026-02-03", None, kind="agreement", key="agreement", title="Agreement"),
    ),
    waivers=(waiver("team's", WaiverKind.EQUIVALENT, "team-share", "a day with the state chapter"),),
    visit_on=on("2027-03-15"),
)
_REVIEWS = RecurringEvents(count=2, window=Window(12), counts=REVIEWS, one="peer review", many="peer reviews")
_WHOLE = Selection(
    topics=frozenset({"advocacy"}),
    approved=ApprovedList("NCA's list"),
    only_whole=(Composite("Advocacy", (Part("part 1", "part-1"), Part("part 2", "part-2"))),),
)
_BRIDGE = Bridge(
    edition="2017",
    carried="4 hours on trauma",
    earlier=Hours(hours=Decimal(4), counts=on_topics("trauma")),
    difference=Hours(hours=Decimal(4), counts=on_topics("boys")),
    held_by=on("2025-12-31"),
)
_LICENSE = Item(title="License", what="a license", counts=LICENSE, valid_months=24)
_COVERED = TopicCoverage(title="Topics", counts=on_topics("trauma", "screening", "medical"))
_YEARLY = Window(12, WindowKind.CALENDAR_YEARS, FirstDue.SHARE)
STANDARD = replace(
    standard(
        requirement(Hours(title="First", hours=Decimal(5), counts=on_topics("trauma", "screening")), "initial-hours"),
        requirement(Hours(hours=Decimal(15)), "awaited"),
        requirement(RecurringHours(hours=Decimal("4.5"), window=Window(24), counts=on_topics("screening")), "ongoing"),
        requirement(
            RecurringHours(hours=Decimal(8), window=Window(24, WindowKind.ROLE_START)),
            "from-role",
            leave=LeaveEffect.STOPS_THE_CLOCK,
        ),
        requirement(RecurringHours(hours=Decimal(8), window=_YEARLY), "yearly", grace_days=90),
        requirement(_REVIEWS, "peer-reviews"),
        requirement(_COVERED, "topics"),
        requirement(_LICENSE, "license", least_grade=Grade.VERIFIED),
        requirement(Hours(hours=Decimal(5), counts=_WHOLE), "whole"),
        requirement(AllOf(title="Both", parts=(_LICENSE, _COVERED)), "all"),
        requirement(AnyOf(title="Either", parts=(_LICENSE, _COVERED)), "any"),
        requirement(AtLeast(title="Two", count=2, parts=(_LICENSE, _COVERED, _REVIEWS)), "two-of-three"),
        requirement(Hours(hours=Decimal(40), due_days=365), "bridged", bridge=_BRIDGE),
        requirement(Hours(hours=Decimal(20)), "waived", applies=ADVOCATES),
        requirement(_LICENSE, "medical", applies=MEDICAL),
        requirement(
            TeamTraining(
                count=1,
                window=Window(12, WindowKind.VISIT),
                disciplines=frozenset({Discipline.MEDICAL, Discipline.PROSECUTION}),
            ),
            "team-day",
            applies=TEAM,
        ),
        requirement(
            TeamShare(who="advocates", of=ADVOCATES, each=Hours(hours=Decimal(10)), percent=75),
            "team-share",
            applies=TEAM,
        ),
        requirement(
            Item(what="a protocol", counts=Selection(kinds=frozenset({"protocol"}))),
            "protocol",
            applies=TEAM,
            least_grade=Grade.CERTIFICATE,
        ),
    ),
    counts_once=(CountsOnce(("initial-hours", "ongoing")),),
)
