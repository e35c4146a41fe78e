"""The blueprint of standards."""

from flask import Blueprint
from werkzeug.wrappers import Response

pages = Blueprint("standards", __name__)

Answer = str | Response | tuple[str, int]
ONE = "/standards/<word:key>/<word:edition>"
# Said wherever what a standard asks was changed.
HOLDS = (
    "All is judged by it from now on, days past as well, unless you look at what was known then; packets that were "
    "issued stay as they are."
)
