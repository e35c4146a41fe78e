"""The demo center: invented people, real trainings, made once and kept."""

from tracker.services.demo.making import Login, make

__all__ = ["Login", "make"]
