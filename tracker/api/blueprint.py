"""What every route of the API is attached to: each request is read and judged before its view runs."""

from flask import Blueprint

from tracker.api import reading
from tracker.web.problems import API_PREFIX

VERSION = "v1"
PREFIX = f"{API_PREFIX}/{VERSION}"

calls = Blueprint("api", __name__, url_prefix=PREFIX)
calls.before_request(reading.read)
