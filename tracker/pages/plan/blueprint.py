"""The blueprint of the plan."""

from flask import Blueprint
from werkzeug.wrappers import Response

pages = Blueprint("plan", __name__)

Answer = str | Response | tuple[str, int]
