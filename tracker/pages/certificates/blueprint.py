"""What the routes of waiting certificates are attached to."""

from flask import Blueprint
from werkzeug.wrappers import Response

pages = Blueprint("certificates", __name__)
Answer = str | Response | tuple[str, int]
