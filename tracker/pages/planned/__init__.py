"""Planned events: a training to come, its code on the wall, its list afterwards."""
