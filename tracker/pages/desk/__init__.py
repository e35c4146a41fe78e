"""The desk as its reader sees it: one packet, and nothing else of the center."""
