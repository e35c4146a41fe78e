"""Evidence files on a local disk: by SHA-256, whole or not at all, never under anybody's name."""
