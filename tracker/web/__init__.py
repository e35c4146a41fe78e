"""The request plumbing that pages share."""
