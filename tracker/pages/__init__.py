"""The pages: one folder a noun, thin routes over services."""
