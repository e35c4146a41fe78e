"""Routes: one person: roles, findings, completions, history."""

from flask import Blueprint

pages = Blueprint("person", __name__)
