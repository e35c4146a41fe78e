"""What the product promises about safety, measured: one module a promise."""
