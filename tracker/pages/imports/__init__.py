"""Bringing in what a center has: a spreadsheet dropped, understood, looked through, brought in, taken back."""
