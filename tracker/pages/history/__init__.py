"""Who did what at the center."""
