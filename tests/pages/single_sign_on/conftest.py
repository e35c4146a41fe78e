"""A local provider that the installation takes people of, under the name Northwind."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests import providers
from tests.providers import LocalProvider


@pytest.fixture(scope="module")
def server() -> Iterator[LocalProvider]:
    with providers.serving() as local:
        yield local


@pytest.fixture
def northwind(app: Flask, server: LocalProvider) -> Iterator[LocalProvider]:
    """The provider, honest again for each test."""
    fresh = LocalProvider(issuer=server.issuer)
    for name in ("sign", "keys", "description", "answers", "granted", "asked"):
        setattr(server, name, getattr(fresh, name))
    with providers.taken(server):
        yield server
