"""Public ids: of one length and one alphabet, every letter at every place, and never the same twice."""

from tracker.db.columns import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH, new_public_id

# With so many, a letter that may come is missing at some place once in 10^28 runs.
MANY = 2000


def test_every_letter_comes_at_every_place_and_no_other() -> None:
    made = [new_public_id() for _ in range(MANY)]
    assert {len(each) for each in made} == {PUBLIC_ID_LENGTH}
    assert all(set(letters) == set(PUBLIC_ID_ALPHABET) for letters in zip(*made, strict=True))


def test_none_is_made_twice() -> None:
    assert len({new_public_id() for _ in range(MANY)}) == MANY
