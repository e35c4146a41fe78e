"""What looks wrong in the record, each line with the form that mends it."""
