"""Other providers that people sign in through, such as Microsoft 365 or Google: which are taken, and what they may say.

A provider is one organization's. Where anybody in the world may get an account (Microsoft's `common`), its word about
who somebody is would be anybody's word.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from tracker.domain.errors import Refused

LOOPBACK = ("127.0.0.1", "localhost")
LONGEST_NAME = 40
MICROSOFT_HOST = "login.microsoftonline.com"
MICROSOFT_FOR_ANYBODY = ("common", "organizations", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad")
GOOGLE_ISSUER = "https://accounts.google.com"
# Google keeps its sign-in page, its tokens and its keys at three hosts.
GOOGLE_HOSTS = ("accounts.google.com", "oauth2.googleapis.com", "www.googleapis.com")
_TENANT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider as the settings name it.

    `key`: its word in our addresses. `hosts`: the only ones that are asked anything. `tenant`, `domain`: the one
    organization whose accounts are taken, where the issuer alone does not say it.
    """

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    hosts: tuple[str, ...]
    tenant: str = ""
    domain: str = ""

    def may_be_asked(self, address: object) -> bool:
        """Tell whether an address lies at one of the provider's hosts, over https; http only where its issuer does."""
        if not isinstance(address, str) or not address.isprintable() or " " in address:
            return False
        parts = _parts(address)
        return parts is not None and parts.scheme == urlsplit(self.issuer).scheme and parts.netloc in self.hosts


def microsoft(tenant: str, client_id: str, client_secret: str) -> Provider:
    """Return Microsoft 365 of one organization. Raises Refused naming the setting that will not do."""
    wanted = tenant.lower()
    if wanted in MICROSOFT_FOR_ANYBODY:
        raise Refused("it lets in anybody's account; it must be your own organization's id.", field="MICROSOFT_TENANT")
    if not _TENANT.fullmatch(wanted):
        raise Refused(
            "it must be the id of your organization (32 digits and letters in five groups), from Microsoft Entra.",
            field="MICROSOFT_TENANT",
        )
    issuer = f"https://{MICROSOFT_HOST}/{wanted}/v2.0"
    return Provider("microsoft", "Microsoft 365", issuer, client_id, client_secret, (MICROSOFT_HOST,), tenant=wanted)


def google(domain: str, client_id: str, client_secret: str) -> Provider:
    """Return Google, for the accounts of one domain where one is named. Raises Refused naming the setting."""
    wanted = domain.lower()
    if wanted and not _DOMAIN.fullmatch(wanted):
        raise Refused("it must be a domain such as example.org.", field="GOOGLE_DOMAIN")
    return Provider("google", "Google", GOOGLE_ISSUER, client_id, client_secret, GOOGLE_HOSTS, domain=wanted)


def other(issuer: str, name: str, client_id: str, client_secret: str) -> Provider:
    """Return any other provider, by its issuer. Raises Refused naming the setting that will not do."""
    parts = _parts(issuer)
    if parts is None or parts.query or parts.fragment or not issuer.isprintable():
        raise Refused("it must be an address such as https://login.example.org.", field="OIDC_ISSUER")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise Refused("outside this machine it must begin with https://.", field="OIDC_ISSUER")
    if parts.hostname == MICROSOFT_HOST:
        raise Refused("for Microsoft 365 set MICROSOFT_TENANT; this must be another provider.", field="OIDC_ISSUER")
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused(f"it must be a name of at most {LONGEST_NAME} characters.", field="OIDC_NAME")
    return Provider("other", name or str(parts.hostname), issuer, client_id, client_secret, (parts.netloc,))


def _parts(address: str) -> SplitResult | None:
    """The parts of an address on the web, with a host and without a password; None for any other text."""
    try:
        parts = urlsplit(address)
        whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return None
    return parts if whole else None
