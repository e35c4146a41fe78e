"""The blueprint of what the team did together."""

from flask import Blueprint
from werkzeug.wrappers import Response

pages = Blueprint("events", __name__)

Answer = str | Response | tuple[str, int]
