"""People and the roles they hold."""

from datetime import date

from pydantic import Field

from tracker.api.shapes.base import Day, PieceAsked, Shape
from tracker.domain.vocabulary import Discipline, Role
from tracker.services.people_views import PersonView


class RoleShown(Shape):
    """A role from a day to a day, both included; no last day while it lasts."""

    role: Role
    starts_on: date
    ends_on: date | None


class PersonShown(Shape):
    """Somebody whose training counts. `agency` is empty for the center's own people."""

    id: str
    name: str
    other_names: list[str]
    email: str
    discipline: Discipline
    agency: str
    signs_in: bool
    roles: list[RoleShown]

    @classmethod
    def of(cls, view: PersonView) -> "PersonShown":
        """Return a person as programs see them."""
        return cls(
            id=view.public_id,
            name=view.name,
            other_names=list(view.other_names),
            email=view.email,
            discipline=view.discipline,
            agency=view.agency,
            signs_in=view.signs_in,
            roles=[RoleShown(role=each.role, starts_on=each.starts_on, ends_on=each.ends_on) for each in view.terms],
        )


class PeopleAsked(PieceAsked):
    """Which people."""

    role: Role | None = Field(None, description="Only who holds this role.")
    on: Day | None = Field(None, description="On which day they hold it; today where it is left out.")


class PeopleShown(Shape):
    """A part of the list of people."""

    items: list[PersonShown]
    next: str | None
