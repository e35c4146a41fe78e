"""Who has completed which training, and what that means for a standard."""
