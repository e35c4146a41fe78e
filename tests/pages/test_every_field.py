"""Every field that `routes --json` lists, filled with what no form foresaw.

Whatever is sent, the answer is a page with words, never a fault. Where a form is refused, its summary says so, and what
was typed is still there; a password never is.
"""

from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from lxml.html import document_fromstring  # type: ignore[import-untyped]  # ships no types
from werkzeug.test import TestResponse

from tests.desks import sit_down
from tests.house.addresses import path_of
from tests.house.door import DESK
from tests.house.doors import DOORS
from tests.pages.forms import errors_of, text_of
from tests.pages.walking import WORDS, Sent, Visit, Walk, begin_walk
from tracker.web.access import permission_of
from tracker.web.forms import ActForm, BaseForm

# What is sent, and what a page then shows of it where the kind of field keeps words. To a field of words these are
# words like any other, which the ordinary form has sent.
ODD_MEASURES: dict[str, tuple[list[bytes], str]] = {
    "the first day there is": ([b"0001-01-01"], "0001-01-01"),
    "the last day there is": ([b"9999-12-31"], "9999-12-31"),
    "less than nothing": ([b"-1"], "-1"),
    "a number in short": ([b"1e9"], "1e9"),
    "no number": ([b"NaN"], "NaN"),
    "more than a database holds": ([str(2**63).encode()], str(2**63)),
}
HOSTILE: dict[str, tuple[list[bytes], str]] = ODD_MEASURES | {
    "nothing": ([b""], ""),
    "10,000 characters": ([b"x" * 10_000], "x" * 10_000),
    "right to left, and emoji": (["مريم \u200fعلي 👩‍👧".encode()], "مريم \u200fعلي 👩‍👧"),
    "a character that ends strings": ([b"a\0b"], "ab"),
    "not UTF-8": ([b"\xff\xfe"], "%FF%FE"),
    "a list": ([b"one", b"two"], "one"),
}
MEASURES = {"date", "hours", "number"}
LONGEST_MEASURE = 60


@pytest.fixture(scope="module")
def walk(app: Flask) -> Walk:
    return begin_walk(app)


def judge(visit: Visit, answer: TestResponse, sent: Sent, shown: str) -> set[str]:
    """Hold an answer to what every answer must be; return the names that its summary of errors links to.

    The fields `sent` were filled with what a page shows as `shown`.
    """
    told = f"{visit.name}: {', '.join(sent)} = {shown[:40]!r}: {answer.status}"
    assert answer.status_code < 500, told
    if answer.status_code != 422:
        return set()
    # By lxml alone: thousands of pages are looked into here, and BeautifulSoup takes as long as making them.
    page = document_fromstring(answer.get_data(as_text=True))
    kept: dict[str, list[str]] = {}
    for control in page.iter("input", "textarea"):
        kept.setdefault(control.get("name", ""), []).append(control.get("value", control.text_content()[1:]))
        assert control.get("type") != "password" or not control.get("value"), f"a password is shown: {told}"
    for field in visit.fields:
        if field["kind"] in WORDS | MEASURES and field["name"] in sent:
            name, words = visit.real(field["name"]), shown[:LONGEST_MEASURE] if field["kind"] in MEASURES else shown
            assert words in kept.get(name, ()), f"{name} is not kept: {told}"
    summaries = page.xpath("//*[@data-error-summary]")
    assert summaries, f"no summary of errors: {told}"
    return {link.get("href")[1:] for summary in summaries for link in summary.iter("a")}


SENT_TO = [name for name, door in DOORS.items() if "POST" in door.methods]
# Where ordinary values alone do not suffice, and what does.
NOT_ALONE = {
    "account.add_passkey": "a passkey",
    "account.app": "the secret that the page shows, and its digits",
    "account.close": "the own address",
    "account.confirm_by_code": "an account without a password",
    "account.confirm_by_passkey": "a passkey",
    "account.recovery_codes": "a second factor",
    "account.remove_app": "an app",
    "bring_in.save": "a transcript that waits",
    "bring_in.transcript": "a transcript",
    "certificates.list": "a certificate",
    "certificates.log": "certificates that wait",
    "check.packet": "the SHA-256 of a file",
    "check.show": "the SHA-256 of a file",
    "completions.add_files": "a file",
    "desks.take_over": "a desk whose giver may give none any more",
    "events.add_files": "a file",
    "decide.show": "the completions that the link is about",
    "phone.show": "a photo",
    "planned.add_sheet": "a file",
    "planned.scan": "a file",
    "imports.files": "a file",
    "imports.list": "a spreadsheet",
    "settings.add_logo": "a picture",
    "waivers.add_files": "a file",
    "packets.withdraw": "a packet that prints a file removed for good",
    "packets.ask_again": "a packet that was not issued",
    "queue.accept_together": "the versions of completions that wait",
    "sign_in.show": "the address of an account",
}
# What asks first whether there is anything to fill the form in for: a set-up that goes on, a sign-in half done.
ASKS_FIRST = {
    "account.app",
    "account.confirm_by_code",
    "set_up.show",
    "sign_in.recovery_code",
    "sign_in.second_factor",
}


@pytest.mark.parametrize("name", [name for name in SENT_TO if name not in NOT_ALONE])
def test_what_people_fill_in_reaches_the_use_case(walk: Walk, name: str) -> None:
    """Otherwise the walk below would stand at the door of each use case and never go in."""
    visit = Visit(walk, name)
    answer = visit.send(visit.ordinary())
    assert answer.status_code in {200, 303}, (answer.status, errors_of(answer) or text_of(answer)[-300:])
    assert not (answer.location or "").startswith("/account/confirm")


@pytest.mark.parametrize("name", SENT_TO)
def test_a_route_judges_the_form_that_it_declares_and_no_other(
    walk: Walk, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the list would tell of fields that nothing reads, and be silent about those that something does."""
    visit, judged, validate = Visit(walk, name), set(), BaseForm.validate

    def note(form: BaseForm, **given: Any) -> bool:
        judged.add(type(form))
        return bool(validate(form, **given))

    monkeypatch.setattr(BaseForm, "validate", note)
    visit.send(visit.ordinary())
    permission = permission_of(walk.app, name)
    assert permission is not None
    # A button alone has nothing to judge.
    judges = permission.takes is not ActForm and name not in ASKS_FIRST
    assert judged == ({permission.takes} if judges else set())


@pytest.mark.parametrize("name", SENT_TO)
def test_no_field_is_a_fault_and_a_refused_form_says_why_and_keeps_the_words(walk: Walk, name: str) -> None:
    visit = Visit(walk, name)
    worded = {field["name"] for field in visit.fields if field["kind"] in WORDS}
    for called, (values, shown) in HOSTILE.items():
        everywhere = {field["name"]: values for field in visit.fields}
        real = {field: visit.real(field) for field in everywhere}
        wrong = judge(visit, visit.send(everywhere), everywhere, shown)
        for field in everywhere if called not in ODD_MEASURES else everywhere.keys() - worded:
            # What the form lets through is sent once more with all else right, so that it reaches the use case.
            if real[field] not in wrong and "submission_key" not in field:
                judge(visit, visit.send({**visit.ordinary(), field: values}), {field: values}, shown)


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if "GET" in door.methods])
def test_no_word_of_an_address_is_a_fault(walk: Walk, name: str) -> None:
    read = [field["name"] for field in walk.fields[name] if field["in"] == "query"]
    client, hostile = walk.browser(name), [values for values, _ in HOSTILE.values()]
    owner = walk.owner(name)
    parts = {key: made(walk.center, owner) for key, made in DOORS[name].things.items()}
    if DOORS[name].who == DESK:
        sit_down(walk.app, client, parts["desk"])
    path = path_of(walk.rules[name], {"center": walk.center.public_id, **parts})
    for turn in range(len(hostile) if read else 0):
        # Each word meets each value once, beside others that are no better.
        query = {word: hostile[(turn + place) % len(hostile)] for place, word in enumerate(read)}
        answer = client.get(f"{path}?{urlencode(query, doseq=True)}", buffered=True)
        assert answer.status_code in {200, 303}, f"{answer.status}: {path}: {query}"[:500]
