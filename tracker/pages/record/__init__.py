"""Everything ever logged for a person: one's own record, or somebody's whose record one may see."""
