"""Routes: the files that prove, served to those who may see the record they belong to."""

from flask import Blueprint

pages = Blueprint("evidence", __name__)
