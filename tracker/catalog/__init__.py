"""The trainings that ship, and the parts of NCA's training-and-resources page, as data with their sources."""
