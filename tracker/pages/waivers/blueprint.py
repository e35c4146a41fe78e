"""The blueprint of waivers and equivalents."""

from flask import Blueprint
from werkzeug.wrappers import Response

pages = Blueprint("waivers", __name__)

Answer = str | Response | tuple[str, int]
