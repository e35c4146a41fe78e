"""Where a visit begins: the center, or the choice between several."""
