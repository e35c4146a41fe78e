"""The blueprint of standards."""

from flask import Blueprint
from werkzeug.wrappers import Response

pages = Blueprint("standards", __name__)

Answer = str | Response | tuple[str, int]
ONE = "/standards/<word:key>/<word:edition>"
