"""Routes: where a visit begins: the center, or the choice between several."""

from flask import Blueprint

pages = Blueprint("start", __name__)
