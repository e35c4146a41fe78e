"""What is stored and for how long: the table that people read, and the clean-up that goes by it."""

from tracker.services.retention.cleaning import Cleaned, clean_up
from tracker.services.retention.views import Kept, kept

__all__ = ["Cleaned", "Kept", "clean_up", "kept"]
