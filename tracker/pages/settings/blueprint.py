"""The blueprint of the center's settings."""

from flask import Blueprint
from werkzeug.wrappers import Response

pages = Blueprint("settings", __name__)

Answer = str | Response | tuple[str, int]
