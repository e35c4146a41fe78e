"""Use cases, a verb in a noun; the only users of the session. They flush; the edge commits."""
