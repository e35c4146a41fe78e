"""Routes: the center's name, time zone, visit day and contact."""

from flask import Blueprint

pages = Blueprint("settings", __name__)
