"""Proving twice who one is: what a center asks of whom, and how much each way of signing in proves."""

from enum import StrEnum

from tracker.domain.access import AccessRole


class Demand(StrEnum):
    """Whom a center asks for a second factor."""

    LEADERS = "leaders"
    EVERYBODY = "everybody"
    NOBODY = "nobody"

    def asks(self, role: AccessRole) -> bool:
        """Tell whether somebody in a role must have one. Leaders are whoever reads the records of others."""
        return self is Demand.EVERYBODY or (self is Demand.LEADERS and role is not AccessRole.STAFF)

    def is_lower_than(self, other: "Demand") -> bool:
        """Tell whether this asks fewer people than the other."""
        order = [Demand.NOBODY, Demand.LEADERS, Demand.EVERYBODY]
        return order.index(self) < order.index(other)


class Proof(StrEnum):
    """How somebody showed who they are on their way in.

    LINK: of a mail, for a new password. JOINED: whoever made the account just now. PROVIDER: another provider vouches
    for them, by a password alone or nobody knows how; PROVIDER_TWICE: it says that it asked for a second factor.
    """

    PASSWORD = "password"  # noqa: S105 a word for it, not one
    LINK = "link"
    JOINED = "joined"
    PASSKEY = "passkey"
    PROVIDER = "provider"
    PROVIDER_TWICE = "provider_twice"

    @property
    def is_two(self) -> bool:
        """Whether it is two factors in one: what somebody has, opened with what they know or are."""
        return self in {Proof.PASSKEY, Proof.PROVIDER_TWICE}
