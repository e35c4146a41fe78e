"""The standards that ship, as data, and the strict loader that proves each against its own examples."""
