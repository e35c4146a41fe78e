"""The blueprint of the catalog."""

from flask import Blueprint
from werkzeug.wrappers import Response

pages = Blueprint("catalog", __name__)

Answer = str | Response | tuple[str, int]
