"""Signing in through another provider (OpenID Connect): the way there, its answer judged, and whose account it is.

`asking` is the one way out to a provider, `knowing` what it tells of itself, `trusting` its signatures, `steps` the way
there and back, `identities` who is connected with whom.
"""
