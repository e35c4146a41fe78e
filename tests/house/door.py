"""A route as people meet it: its verbs, who may use it, and how to make what each part of its address names."""

from dataclasses import dataclass, field

from tests.house import things
from tests.house.things import Maker

PUBLIC = "anybody"
SIGNED_IN = "whoever is signed in"
MEMBERS = "everybody at the center"
TEAM = "deputies and directors"
DIRECTOR = "directors"
DESK = "whoever opened the desk by its link; nobody is that by who they are"
ADMINISTRATOR = "the administrator of the installation, who belongs to no center"

LETS_IN = {
    PUBLIC: {"nobody", "stranger", "administrator", "staff", "deputy", "director"},
    SIGNED_IN: {"stranger", "administrator", "staff", "deputy", "director"},
    MEMBERS: {"staff", "deputy", "director"},
    TEAM: {"deputy", "director"},
    DIRECTOR: {"director"},
    ADMINISTRATOR: {"administrator"},
    DESK: set(),
}

FIRST = things.always("1")

# Parts of an address that name nothing of a center.
PLAIN = {"name", "filename", "number", "page", "token", "code", "printed"}
PLAIN |= {"key", "edition", "requirement", "provider", "ending"}

PERSON: dict[str, Maker] = {"person": things.person}


@dataclass(frozen=True)
class Door:
    """A route as people meet it.

    `things`: what each parameter of the address names. `sends`: what its form must hold to get as far as the thing.
    `private`: staff reach their own and get 404 for another person's. `fresh`: asks for the password again after ten
    minutes. `leads`: looking at it leads on to another page.
    """

    methods: str
    who: str
    things: dict[str, Maker] = field(default_factory=dict)
    sends: dict[str, str] = field(default_factory=dict)
    private: bool = False
    fresh: bool = False
    leads: bool = False
