"""One person: roles, findings, completions, history."""
