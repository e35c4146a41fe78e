"""Routes: who signs in at the center: invitations, roles, endings."""

from flask import Blueprint

pages = Blueprint("members", __name__)
