"""The installation itself: its centers, for its administrator."""
