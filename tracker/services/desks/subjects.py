"""What of a packet a reader marks, notes and asks about: a requirement, a finding under it, a person or an exhibit."""

from dataclasses import dataclass

from tracker.services.desks.reading import Contents


@dataclass(frozen=True, slots=True)
class About:
    """One thing of a packet: a requirement by its id, a person and an exhibit by their numbers, 0 for none.

    A requirement with a person is the finding about them.
    """

    requirement: str = ""
    person: int = 0
    exhibit: int = 0

    @property
    def is_proof(self) -> bool:
        """Whether it is a person or an exhibit, which may be in order or not, but meets nothing."""
        return not self.requirement


def named(found: Contents, it: About) -> tuple[str, str]:
    """Return title and name of what is marked or asked about. Raises NotFound where the packet has no such thing."""
    if it.exhibit:
        return found.exhibit(it.exhibit).title, f"Exhibit {it.exhibit}"
    if not it.requirement:
        return found.person(it.person).name, ""
    asked = found.requirement(it.requirement)
    if not it.person:
        return asked.title, ""
    found.finding(it.requirement, it.person)
    return asked.title, found.person(it.person).name


def in_words(found: Contents, it: About) -> str:
    """Return what is marked or asked about in a few words. Raises NotFound where the packet has no such thing."""
    title, name = named(found, it)
    return f"{name}: {title}" if name else title
