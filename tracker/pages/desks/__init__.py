"""Desks as directors see them: who reads a packet by a link."""
