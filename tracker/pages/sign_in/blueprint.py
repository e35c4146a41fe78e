"""The blueprint of everything before one is signed in."""

from flask import Blueprint
from werkzeug.wrappers import Response

pages = Blueprint("sign_in", __name__)

Answer = str | Response | tuple[str, int]
