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
