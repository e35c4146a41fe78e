"""Who agrees on what: a training that closes what prosecutors lack, and two of them."""

import pytest

from tests.factories import CenterWorld
from tests.services.planned import only_training, prosecutor


@pytest.fixture
def all_in_one(center: CenterWorld) -> str:
    """The one training that closes what a prosecutor lacks."""
    return only_training(center)


@pytest.fixture
def ana(center: CenterWorld) -> str:
    """A prosecutor who signs in and completed nothing."""
    return prosecutor(center, "Ana Reyes", signs_in=True)


@pytest.fixture
def sam(center: CenterWorld) -> str:
    """A prosecutor without an account."""
    return prosecutor(center, "Sam Okafor")
