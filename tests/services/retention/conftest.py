"""The clean-up meets an installation of its own: it goes along every center, and the worker's has hundreds."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from tests.application import installed


@pytest.fixture(scope="package")
def app(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application with no centers but those of these tests."""
    with installed(new_database(), tmp_path_factory.mktemp("retention")) as made:
        yield made
