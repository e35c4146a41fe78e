"""A second name for a table, kept in a module and so shared by all threads that answer pages."""

from typing import TypeVar

from sqlalchemy.orm import InstrumentedAttribute, aliased

Model = TypeVar("Model")


def shared_alias(model: type[Model]) -> type[Model]:
    """Return an alias of a model whose columns are there before anybody uses it.

    SQLAlchemy makes them at their first use, and of threads that come first at once one may keep a column of the table
    itself in place of the alias's: every statement with it is wrong from then on, until the process ends.
    """
    made = aliased(model)
    for name in vars(model):
        if isinstance(getattr(model, name), InstrumentedAttribute):
            # Asked once, the column is kept with the alias, and so is what leads to it from the table's.
            getattr(made, name).__clause_element__()
    return made
