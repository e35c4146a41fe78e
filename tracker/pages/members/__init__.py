"""Who signs in at the center: invitations, roles, endings."""
