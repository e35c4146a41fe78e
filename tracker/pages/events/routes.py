"""Routes: what the team did together: trainings held, peer reviews, protocols and agreements."""

from flask import Blueprint

pages = Blueprint("events", __name__)
