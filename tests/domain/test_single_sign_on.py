"""Which providers are taken, and that nothing is asked but at their own hosts."""

import pytest

from tracker.domain.errors import Refused
from tracker.domain.single_sign_on import Provider, google, microsoft, other

TENANT = "11111111-2222-3333-4444-555555555555"


def test_a_provider_of_one_organization_is_taken() -> None:
    assert microsoft(TENANT.upper(), "a", "b").issuer == f"https://login.microsoftonline.com/{TENANT}/v2.0"
    assert google("Center.Example.org", "a", "b").domain == "center.example.org"
    assert other("http://localhost:9400", "", "a", "b").name == "localhost"
    assert other("https://login.example.org/realms/center/", "Ours", "a", "b").hosts == ("login.example.org",)
    assert "b" * 9 not in repr(other("https://login.example.org", "Ours", "a", "b" * 9)), "the secret is never shown"


def test_a_provider_is_asked_at_its_own_hosts_as_the_application_that_we_are_there() -> None:
    issuer = f"https://login.microsoftonline.com/{TENANT}/v2.0"
    assert microsoft(TENANT, "us", "secret") == Provider(
        "microsoft", "Microsoft 365", issuer, "us", "secret", ("login.microsoftonline.com",), tenant=TENANT
    )
    hosts = ("accounts.google.com", "oauth2.googleapis.com", "www.googleapis.com")
    assert google("example.org", "us", "secret") == Provider(
        "google", "Google", "https://accounts.google.com", "us", "secret", hosts, domain="example.org"
    )
    assert other("https://login.example.org:1", "O" * 40, "us", "secret") == Provider(
        "other", "O" * 40, "https://login.example.org:1", "us", "secret", ("login.example.org:1",)
    )


def test_what_will_not_do_names_its_setting_and_what_would() -> None:
    host = "https://login.example.org"
    elsewhere = "https://login.microsoftonline.com/common/v2.0"
    for provider, setting, words in (
        (
            lambda: microsoft("common", "a", "b"),
            "MICROSOFT_TENANT",
            "it lets in anybody's account; it must be your own organization's id.",
        ),
        (
            lambda: microsoft("center", "a", "b"),
            "MICROSOFT_TENANT",
            "it must be the id of your organization (32 digits and letters in five groups), from Microsoft Entra.",
        ),
        (lambda: google("center", "a", "b"), "GOOGLE_DOMAIN", "it must be a domain such as example.org."),
        (lambda: other("", "", "a", "b"), "OIDC_ISSUER", f"it must be an address such as {host}."),
        (
            lambda: other("http://login.example.org", "", "a", "b"),
            "OIDC_ISSUER",
            "outside this machine it must begin with https://.",
        ),
        (
            lambda: other(elsewhere, "", "a", "b"),
            "OIDC_ISSUER",
            "for Microsoft 365 set MICROSOFT_TENANT; this must be another provider.",
        ),
        (lambda: other(host, "O" * 41, "a", "b"), "OIDC_NAME", "it must be a name of at most 40 characters."),
    ):
        with pytest.raises(Refused) as refused:
            provider()
        assert (refused.value.field, refused.value.message) == (setting, words)


@pytest.mark.parametrize("tenant", ["common", "Organizations", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad"])
def test_microsoft_for_anybody_is_refused_and_why(tenant: str) -> None:
    with pytest.raises(Refused, match="anybody"):
        microsoft(tenant, "a", "b")


@pytest.mark.parametrize("tenant", ["", "center.example.org", TENANT[:-1], TENANT + "/", "x" * 36])
def test_an_organization_goes_by_its_id(tenant: str) -> None:
    with pytest.raises(Refused, match="id of your organization"):
        microsoft(tenant, "a", "b")


@pytest.mark.parametrize(
    "issuer",
    [
        "",
        "login.example.org",
        "http://login.example.org",
        "http://127.0.0.1.example.org",
        "https://user@login.example.org",
        "https://login.example.org?a=b",
        "https://login.example.org#a",
        "https://login.example.org:many",
        "https://[::1",
        "ftp://login.example.org",
        "https://login.microsoftonline.com/common/v2.0",
        "https://login.example.org/\n",
    ],
)
def test_what_is_no_issuer_is_refused(issuer: str) -> None:
    with pytest.raises(Refused, match="must"):
        other(issuer, "Ours", "a", "b")


def test_a_name_and_a_domain_must_fit() -> None:
    for name in ("x" * 41, "a\nb"):
        with pytest.raises(Refused, match="name"):
            other("https://login.example.org", name, "a", "b")
    for domain in ("localhost", "a b.org", "https://example.org"):
        with pytest.raises(Refused, match="domain"):
            google(domain, "a", "b")


@pytest.mark.parametrize(
    "address",
    [
        None,
        7,
        "",
        "http://login.example.org/keys",
        "https://login.example.org.evil.org/keys",
        "https://login.example.org@evil.org/keys",
        "https://evil.org/login.example.org",
        "https://login.example.org:8443/keys",
        "https://169.254.169.254/keys",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://login.example.org/keys\nHost: evil.org",
        "https://login.example.org/ keys",
    ],
)
def test_only_the_providers_own_hosts_may_be_asked(address: object) -> None:
    provider = other("https://login.example.org", "Ours", "a", "b")
    assert not provider.may_be_asked(address)
    assert provider.may_be_asked("https://login.example.org/keys?a=b")
