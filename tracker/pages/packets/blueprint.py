"""The blueprint of packets."""

from flask import Blueprint
from werkzeug.wrappers import Response

pages = Blueprint("packets", __name__)

Answer = str | Response | tuple[str, int]
ONE = "/packets/<public_id:packet>"
