"""The center of the token, and the token itself."""

from datetime import date

from tracker.api.shapes.base import Shape


class TokenShown(Shape):
    """The token that was shown: under which name what it does stands in the record, and whether it may write."""

    name: str
    may_write: bool


class CenterShown(Shape):
    """A center: its id, name, time zone, the day it is there now, and the day of its site visit."""

    id: str
    name: str
    time_zone: str
    today: date
    site_visit_on: date | None
    token: TokenShown
