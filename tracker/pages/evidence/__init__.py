"""The files that prove, served to those who may see the record they belong to."""
