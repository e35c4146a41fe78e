"""Which providers this installation takes, and what is said where one of them fails."""

import logging

from tracker.domain.errors import NotFound, TrackerError
from tracker.domain.single_sign_on import Provider
from tracker.services import installation

log = logging.getLogger(__name__)


class Silent(TrackerError):
    """A provider gave no answer, or none that can be used: nobody can sign in through it just now."""


class Untrusted(TrackerError):
    """What a provider answered may not be believed."""


def taken() -> tuple[Provider, ...]:
    """Return the providers, in the order in which they are offered."""
    return installation.current().providers


def named(key: str) -> Provider:
    """Return one provider. Raises NotFound."""
    found = [provider for provider in taken() if provider.key == key]
    if not found:
        raise NotFound("Nobody signs in here through that provider.")
    return found[0]


def silent(provider: Provider, why: str) -> Silent:
    """Return, to be raised, that a provider did not answer; the log gets the reason."""
    log.warning("sign-in through %s: %s", provider.key, why)
    return Silent(f"{provider.name} did not answer. Sign in with your password, or try again in a minute.")


def untrusted(provider: Provider, why: str) -> Untrusted:
    """Return, to be raised, that an answer may not be believed; the log gets the reason, and nothing of the answer."""
    log.warning("sign-in through %s, answer refused: %s", provider.key, why)
    return Untrusted(
        f"The answer of {provider.name} could not be trusted, so nobody was signed in. Begin again; if this happens "
        "once more, tell whoever runs this installation."
    )
