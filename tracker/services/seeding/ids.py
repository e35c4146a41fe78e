"""Public ids from the seed: two runs make the same, and a million of them take seconds."""

import random

from tracker.db.columns import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH


def public_id(chance: random.Random) -> str:
    """Return the next one. They can be guessed by whoever knows the seed: for invented rows only."""
    return "".join(chance.choices(PUBLIC_ID_ALPHABET, k=PUBLIC_ID_LENGTH))
