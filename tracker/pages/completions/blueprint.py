"""What the routes of completions are attached to."""

from flask import Blueprint
from werkzeug.wrappers import Response

pages = Blueprint("completions", __name__)
Answer = str | Response | tuple[str, int]
