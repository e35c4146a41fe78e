"""The blueprint of checking a packet."""

from flask import Blueprint

pages = Blueprint("check", __name__)

Answer = str | tuple[str, int]
