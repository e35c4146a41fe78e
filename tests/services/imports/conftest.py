"""Who is on the list of a center whose spreadsheets are brought in."""

import pytest

from tests.factories import CenterWorld
from tracker.models import Person


@pytest.fixture
def ana(center: CenterWorld) -> str:
    """Return the public id of Ana Reyes, whom the lists of these tests tell of."""
    return center.public_id_of(Person, center.person("Ana Reyes"))
