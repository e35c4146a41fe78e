"""What the API takes and gives, as shapes: read strictly, refused by field, and described in its document."""
