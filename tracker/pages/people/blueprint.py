"""The blueprint of people, roles and agencies."""

from flask import Blueprint
from werkzeug.wrappers import Response

pages = Blueprint("people", __name__)

Answer = str | Response | tuple[str, int]
