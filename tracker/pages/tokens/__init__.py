"""Tokens by which programs reach the center's record: made, shown once, revoked."""
