"""The director's browser, in which most tests of standards work."""

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.ladder import Browse


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)
