"""What somebody reads of files that prove for two people, of proof that is not there, and of weak proof."""

from decimal import Decimal

from tests.domain.build import done, person, requirement, standard
from tests.domain.test_record_check_lines import only
from tests.domain.test_record_checks import FILE, facts, look
from tracker.domain.record import CompletionKind, Record
from tracker.domain.record_checks import Check, Line, Opens, Thing, look_over
from tracker.domain.rules import Hours
from tracker.domain.vocabulary import Grade


def test_one_file_under_two_people() -> None:
    one, other = done("2026-03-02", title="Basics", key="one"), done("2026-03-09", title="Other", key="other")
    people = (person(other, key="ben"), person(one))
    assert only(look(*people, files={"one": FILE, "other": FILE})) == Line(
        check=Check.SAME_FILE,
        name="Ada and Ben",
        says="The very same file proves “Basics” of Ada on Mar 2, 2026 and “Other” of Ben on Mar 9, 2026. "
        "They were not logged together, so a reviewer would ask whose it is.",
        do="Take it off where it does not belong, and add the right one there.",
        things=(
            Thing(Opens.FILES, "one", "Open “Basics” of Ada"),
            Thing(Opens.FILES, "other", "Open “Other” of Ben"),
        ),
        facts=("f" * 64,),
    )


def test_one_file_is_told_in_the_order_of_the_days_and_several_by_their_digests() -> None:
    entries = [done(day, title=title, key=title) for day, title in (("2026-03-03", "Late"), ("2026-03-02", "Soon"))]
    bens = done("2026-03-01", title="First", key="First")
    files = {"Late": frozenset({"b", "a"}), "Soon": frozenset({"b"}), "First": frozenset({"a", "b"})}
    first, second = look(person(*entries), person(bens, key="ben"), files=files)
    assert (first.facts, [thing.key for thing in first.things]) == (("a",), ["Late", "First"])
    assert (second.facts, [thing.key for thing in second.things]) == (("b",), ["Soon", "Late", "First"])


def test_three_people_of_whom_two_were_logged_together_share_a_file_with_the_third() -> None:
    entries = [done("2026-03-02", key=key) for key in ("a", "b", "c")]
    people = [person(it, key=name) for it, name in zip(entries, ("ada", "ben", "cleo"), strict=True)]
    files = {it.key: FILE for it in entries}
    acts = {"a": "together", "b": "together", "c": "later"}
    assert [line.check for line in look(*people, files=files, acts=acts)] == [Check.SAME_FILE]
    assert look(*people, files=files, acts=dict.fromkeys("abc", "together")) == []


def test_two_acts_of_one_person_explain_themselves() -> None:
    entries = [done(day, key=day, title=day) for day in ("2026-03-02", "2026-04-02")]
    assert look(person(*entries), files={it.key: FILE for it in entries}, acts={it.key: it.key for it in entries}) == []


def test_accepted_without_a_file() -> None:
    it = done("2026-03-02", title="Basics", grade=Grade.OWN_WORD, key="basics")
    assert only(look_over(facts(person(it)))) == Line(
        check=Check.NO_FILE,
        name="Ada",
        says="“Basics” of Mar 2, 2026 has no file. A reviewer has only your word for it.",
        do="Add the certificate, the signed sheet or the document.",
        things=(Thing(Opens.FILES, "basics", "Add a file to “Basics” of Mar 2, 2026"),),
        facts=("own word",),
    )


def test_a_document_of_the_team_without_a_file() -> None:
    protocol = done("2026-03-02", kind=CompletionKind.PROTOCOL, title="Protocol", grade=None, key="protocol")
    assert only(look_over(facts(record=Record(documents=(protocol,))))) == Line(
        check=Check.NO_FILE,
        name="The team",
        says="“Protocol” of Mar 2, 2026 has no file. A reviewer has only your word for it.",
        do="Add the certificate, the signed sheet or the document.",
        things=(Thing(Opens.EVENT_FILES, "protocol", "Add a file to “Protocol” of Mar 2, 2026"),),
        facts=("no proof",),
    )


def test_proof_weaker_than_asked_for_with_a_file_and_without() -> None:
    asks = standard(requirement(Hours(hours=Decimal(1)), least_grade=Grade.CERTIFICATE))
    it = done("2026-03-02", "1", title="Basics", grade=Grade.SIGNED_SHEET, key="basics")
    assert only(look(person(it), standards=(asks,), files={"basics": FILE})) == Line(
        check=Check.WEAK_PROOF,
        name="Ada",
        says="“Basics” of Mar 2, 2026 rests on signed sheet. “Asked” asks for certificate or better.",
        do="Add the certificate, or have it reviewed again if the file is one.",
        things=(Thing(Opens.FILES, "basics", "Open “Basics”"),),
        facts=("signed sheet", "asked certificate"),
    )
    assert only(look_over(facts(person(it), standards=(asks,)))) == Line(
        check=Check.NO_FILE,
        name="Ada",
        says="“Basics” of Mar 2, 2026 has no file. “Asked” asks for certificate or better.",
        do="Add the certificate, the signed sheet or the document.",
        things=(Thing(Opens.FILES, "basics", "Add a file to “Basics” of Mar 2, 2026"),),
        facts=("signed sheet", "asked certificate"),
    )


def test_what_was_verified_may_be_weaker_than_nothing_and_needs_no_file() -> None:
    asks = standard(requirement(Hours(hours=Decimal(1)), least_grade=Grade.CERTIFICATE))
    it = done("2026-03-02", "1", grade=Grade.VERIFIED)
    assert look_over(facts(person(it), standards=(asks,))) == ()


def test_two_requirements_that_ask_for_stronger_proof_are_named_once_each() -> None:
    hours = Hours(hours=Decimal(1))
    asks = standard(
        requirement(hours, "first", least_grade=Grade.CERTIFICATE),
        requirement(hours, "second", least_grade=Grade.VERIFIED),
    )
    it = done("2026-03-02", "1", title="Basics", grade=Grade.OWN_WORD, key="it")
    line = only(look(person(it), standards=(asks, asks), files={"it": FILE}))
    assert line.says == (
        "“Basics” of Mar 2, 2026 rests on own word. “First” asks for certificate or better "
        "and “Second” asks for verified with the issuer or better."
    )
    assert line.facts == ("own word", "first certificate", "second verified")
