"""What the team did together: trainings held, peer reviews, protocols and agreements."""
