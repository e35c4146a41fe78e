"""What a provider says of somebody, claim by claim: whose word it is, how they signed in, whose address it is."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tracker.domain import id_token
from tracker.domain.errors import Refused
from tracker.domain.id_token import Vouched
from tracker.domain.single_sign_on import google, microsoft, other

TENANT = "11111111-2222-3333-4444-555555555555"
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PROVIDER = other("https://login.example.org", "Northwind", "us", "secret")


def claims(**said: Any) -> dict[str, Any]:
    made = int(NOW.timestamp())
    return {"iss": PROVIDER.issuer, "aud": "us", "sub": "ana", "iat": made, "exp": made + 60, "nonce": "n", **said}


def judged(**said: Any) -> Vouched:
    return id_token.judge(claims(**said), PROVIDER, "n", NOW)


def at(**ago: float) -> int:
    return int((NOW + timedelta(**ago)).timestamp())


def test_who_is_vouched_for_is_read() -> None:
    who = judged(
        email=" Ana@Example.org ", email_verified=True, name="Ana Reyes", auth_time=at(minutes=-1), amr=["mfa"]
    )
    assert who == Vouched("ana", "ana@example.org", True, "Ana Reyes", True, NOW - timedelta(minutes=1))
    assert judged() == Vouched("ana", "", False, "", False, None)


@pytest.mark.parametrize(
    "amr",
    [["mfa"], ["pwd", "otp"], ["pwd", "hwk"], ["pin", "sc"], ["fpt", "hwk"], ["face", "pwd"], ["pwd", "mfa", "x"]],
)
def test_two_ways_of_different_kinds_are_two_factors(amr: list[str]) -> None:
    assert judged(amr=amr).is_two


@pytest.mark.parametrize(
    "amr", [None, "mfa", [], ["pwd"], ["otp"], ["hwk", "otp"], ["pwd", "pin"], [["mfa"]], {"mfa": 1}]
)
def test_one_way_or_an_unsaid_one_is_not(amr: object) -> None:
    assert not judged(amr=amr).is_two


@pytest.mark.parametrize(
    "email",
    [None, 7, ["a@b"], "", "ana", "@example.org", "ana@", "a@b@c", "a b@c.org", "a@b.org\nBcc: x@y", "a" * 260 + "@b"],
)
def test_what_is_no_address_is_none_and_nobodys(email: object) -> None:
    who = judged(email=email, email_verified=True)
    assert (who.email, who.owns_email) == ("", False)


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ({"iat": at(minutes=-10)}, True),
        ({"iat": at(minutes=-10, seconds=-1)}, False),
        ({"iat": at(minutes=1)}, True),
        ({"iat": at(minutes=1, seconds=1)}, False),
        ({"exp": at(seconds=-59)}, True),
        ({"exp": at(minutes=-1)}, False),
        ({"nbf": at(minutes=1)}, True),
        ({"nbf": at(minutes=1, seconds=1)}, False),
        ({"nbf": "soon"}, False),
        ({"exp": True}, False),
        ({"exp": "tomorrow"}, False),
        ({"exp": float("inf")}, False),
        ({"exp": float("nan")}, False),
        ({"aud": ["us"]}, True),
        ({"aud": ["us", "them"], "azp": "us"}, True),
        ({"aud": ["us", "them"]}, False),
        ({"aud": "us", "azp": "them"}, False),
        ({"aud": []}, False),
        ({"aud": {"us": 1}}, False),
        ({"sub": "x" * 255}, True),
        ({"sub": "x" * 256}, False),
        ({"sub": "a\nb"}, False),
        ({"nonce": ""}, False),
        ({"nonce": "né"}, False),
    ],
)
def test_a_token_holds_for_its_hour_and_for_us(said: dict[str, Any], holds: bool) -> None:
    if holds:
        assert judged(**said).subject
    else:
        with pytest.raises(Refused):
            judged(**said)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"iss": "https://evil.example.org"}, "another issuer said it"),
        ({"aud": "them"}, "it is meant for another application"),
        ({"azp": "them"}, "another application asked for it"),
        ({"exp": at(minutes=-1)}, "its time is over"),
        ({"iat": at(minutes=-11)}, "it was made at another time"),
        ({"nbf": at(minutes=2)}, "its time has not come"),
        ({"nonce": "m"}, "it answers another question"),
        ({"sub": ""}, "it names nobody"),
        ({"sub": 7}, "it names nobody"),
    ],
)
def test_the_log_says_why_a_token_was_refused_and_quotes_nothing_of_it(said: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused) as refused:
        judged(**said)
    assert refused.value.message == why


def test_the_log_says_that_somebody_is_of_another_organization_or_domain() -> None:
    ours, domain = microsoft(TENANT, "us", "secret"), google("center.example.org", "us", "secret")
    for provider, why in ((ours, "it is of another organization"), (domain, "it is of another domain")):
        with pytest.raises(Refused) as refused:
            id_token.judge(claims(iss=provider.issuer), provider, "n", NOW)
        assert refused.value.message == why


def test_one_letter_is_a_name_and_the_longest_texts_are_taken() -> None:
    assert judged(sub="a").subject == "a"
    assert judged(name="n" * 120).name == "n" * 120
    assert judged(name="n" * 121).name == ""
    longest = "e" * 242 + "@example.org"
    assert (judged(email=longest).email, judged(email="e" + longest).email) == (longest, "")


@pytest.mark.parametrize(
    ("said", "is_theirs"),
    [
        ({"email_verified": True}, True),
        ({"email_verified": "true"}, False),
        ({"email_verified": False}, False),
        ({}, False),
        ({"xms_edov": True}, True),
        ({"xms_edov": "1"}, True),
        ({"xms_edov": "true"}, True),
        ({"xms_edov": "0"}, False),
        ({"xms_edov": False}, False),
    ],
)
def test_an_address_is_theirs_only_where_the_provider_has_proved_it(said: dict[str, Any], is_theirs: bool) -> None:
    assert judged(email="ana@example.org", **said).owns_email is is_theirs


def test_microsoft_vouches_for_its_own_organization_only() -> None:
    provider = microsoft(TENANT, "us", "secret")
    said = claims(iss=f"https://login.microsoftonline.com/{TENANT}/v2.0", tid=TENANT)
    assert id_token.judge(said, provider, "n", NOW).subject == "ana"
    for wrong in ({"tid": "9" + TENANT[1:]}, {"tid": None}, {"iss": said["iss"].replace("1111", "2222")}):
        with pytest.raises(Refused):
            id_token.judge({**said, **wrong}, provider, "n", NOW)


def test_google_vouches_for_the_named_domain_only() -> None:
    provider, anyone = google("center.example.org", "us", "secret"), google("", "us", "secret")
    said = claims(iss="https://accounts.google.com", hd="center.example.org")
    assert id_token.judge(said, provider, "n", NOW).subject == "ana"
    assert id_token.judge({**said, "hd": None}, anyone, "n", NOW).subject == "ana"
    for wrong in ("example.org", None, ["center.example.org"]):
        with pytest.raises(Refused):
            id_token.judge({**said, "hd": wrong}, provider, "n", NOW)
