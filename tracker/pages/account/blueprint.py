"""The blueprint of one's own account."""

from flask import Blueprint
from werkzeug.wrappers import Response

pages = Blueprint("account", __name__)

Answer = str | Response | tuple[str, int]
