"""Routes: the first visit to a new installation."""

from flask import Blueprint

pages = Blueprint("set_up", __name__)
