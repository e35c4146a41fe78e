"""Routes: the training-and-resources page."""

from flask import Blueprint

pages = Blueprint("resources", __name__)
