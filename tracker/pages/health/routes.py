"""Routes: whether the application answers, for whoever watches over it."""

from flask import Blueprint

pages = Blueprint("health", __name__)
