"""What may stand in an address, by what it names: anything else names nothing, and is no address."""

from werkzeug.routing import BaseConverter, IntegerConverter, Map

from tracker.db.columns import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH

LONGEST_NUMBER = 2**31 - 1


class PublicIdConverter(BaseConverter):
    """A public id in an address: our alphabet, our length, nothing else matches."""

    regex = f"[{PUBLIC_ID_ALPHABET}]{{{PUBLIC_ID_LENGTH}}}"


class TokenConverter(BaseConverter):
    """The secret of a link."""

    regex = "[A-Za-z0-9_-]{43}"


class UploadConverter(BaseConverter):
    """The token of a file that waits for its form."""

    regex = "[A-Za-z0-9_-]{22}"


class NumberConverter(IntegerConverter):
    """A whole number that every database can hold; a longer one names nothing."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LONGEST_NUMBER)


class WordConverter(BaseConverter):
    """A key of one of our lists: lower case, digits, hyphens and underscores, at most 120."""

    regex = "[a-z0-9][a-z0-9_.-]{0,119}"


CONVERTERS: dict[str, type[BaseConverter]] = {
    "int": NumberConverter,
    "public_id": PublicIdConverter,
    "token": TokenConverter,
    "upload": UploadConverter,
    "word": WordConverter,
}
