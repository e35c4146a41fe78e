"""What is stored and for how long: the table that people read, and the clean-up that goes by it."""

from tracker.services.retention.cleaning import Cleaned, clean_up, periods_in_force
from tracker.services.retention.views import Kept, backups_words, kept

__all__ = ["Cleaned", "Kept", "backups_words", "clean_up", "kept", "periods_in_force"]
