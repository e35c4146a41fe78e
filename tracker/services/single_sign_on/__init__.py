"""Signing in through another provider (OpenID Connect): the way there, its answer judged, and whose account it is.

`journeys` is the way there and back, `asking` the one way out to a provider, `knowing` what it tells of itself,
`tokens` whom it vouches for and its signature, `identities` who is connected with whom.
"""
