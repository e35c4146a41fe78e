"""Who can get in at the center, and what a director should look at."""
