"""Requirements set aside, or met by something else, by the decision of two people."""
