"""Signing in, joining and confirming through another provider; connecting an account with one."""
