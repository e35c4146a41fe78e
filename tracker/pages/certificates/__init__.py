"""Certificates read before they are logged."""
