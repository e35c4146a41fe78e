"""The blueprint of imports."""

from flask import Blueprint
from werkzeug.wrappers import Response

pages = Blueprint("imports", __name__)

Answer = str | Response | tuple[str, int]
ONE = "/import/<public_id:dropped>"
