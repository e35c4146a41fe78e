"""Fields for days, hours and whole numbers."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from wtforms import widgets

from tracker.formatting import date_from_text, format_date, format_number, hours_from_text
from tracker.web.fields.base import NamedField
from tracker.web.fields.text import clean_line

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)
MOST_HOURS = Decimal(1000)


class MeasureField(NamedField):
    """A field whose words are read into a value; what could not be read stays on the page as it was typed."""

    widget = widgets.TextInput()

    def read(self, text: str) -> object | None:
        """Return the value that the text stands for, or None."""
        raise NotImplementedError

    def show(self, value: Any) -> str:
        """Return a value as the control shows it."""
        raise NotImplementedError

    def unread_message(self) -> str:
        """Return what to say where the text could not be read."""
        raise NotImplementedError

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was sent."""
        text = clean_line(valuelist[0])[:60] if valuelist else ""
        self.raw_data = [text]
        self.data = self.read(text) if text else None
        if text and self.data is None:
            raise ValueError(self.unread_message())

    def _value(self) -> str:
        if self.data is not None:
            return self.show(self.data)
        return str(self.raw_data[0]) if self.raw_data else ""


class DateField(MeasureField):
    """A day. `until_today` refuses days to come; the form that holds the field is then made with `today`.

    One native date input. Where a browser sends words instead, they are read as people in the US write dates.
    """

    kind = "date"
    widget = widgets.DateInput()

    def __init__(
        self,
        label: str,
        *,
        until_today: bool = False,
        earliest: date = EARLIEST,
        latest: date = LATEST,
        **options: Any,
    ) -> None:
        super().__init__(label, **{"width": "short", **options})
        self.until_today = until_today
        self.earliest = earliest
        self.latest = latest

    def limit(self, today: date) -> None:
        """Take the caller's day, beyond which a field `until_today` does not go."""
        if self.until_today:
            self.latest = min(self.latest, today)

    def read(self, text: str) -> date | None:
        """Return the day that the text names, or None."""
        return date_from_text(text)

    def show(self, value: date) -> str:
        """Return the day as a date input takes it."""
        return value.isoformat()

    def unread_message(self) -> str:
        """Return what to say where the text is no day."""
        return f"{self.capital_thing} must be a day such as 11/24/2026."

    def limits(self) -> dict[str, object]:
        """Return the first and the last day; the last is "today" where days to come are refused."""
        latest = "today" if self.until_today else self.latest.isoformat()
        return {"earliest": self.earliest.isoformat(), "latest": latest}

    def refusal(self) -> str | None:
        """Return what is wrong with the day, or None."""
        if self.data > self.latest:
            if self.until_today:
                return f"{self.capital_thing} must be today or earlier."
            return f"{self.capital_thing} must be {format_date(self.latest)} or earlier."
        if self.data < self.earliest:
            return f"{self.capital_thing} must be {format_date(self.earliest)} or later."
        return None

    def attributes(self) -> dict[str, str | bool]:
        """Return the attributes of the control. Words that are no day need a text input to stay visible."""
        if self.data is None and self._value():
            return {**super().attributes(), "type": "text"}
        return {**super().attributes(), "min": self.earliest.isoformat(), "max": self.latest.isoformat()}


class HoursField(MeasureField):
    """Hours as a Decimal to the hundredth; 1.5, 1:30, 90 min and 1 hr 30 all read as 1.5.

    `unit` is the word behind the box.
    """

    kind = "hours"

    def __init__(
        self, label: str = "Hours", *, most: Decimal = MOST_HOURS, unit: str = "hours", **options: Any
    ) -> None:
        super().__init__(label, **{"width": "short", "autocomplete": "off", **options})
        self.most = most
        self.unit = unit

    def read(self, text: str) -> Decimal | None:
        """Return the hours that the text stands for, or None."""
        return hours_from_text(text)

    def show(self, value: Decimal) -> str:
        """Return the hours without idle zeros."""
        return format_number(value).replace(",", "")

    def unread_message(self) -> str:
        """Return what to say where the text is no length of time."""
        name = self.label.text
        if re.match(r"\s*[-\u2212]", self.raw_data[0]):
            return f"{name} must be more than zero."
        return f"{name} must be a number such as 1.5, or a time such as 1:30."

    def limits(self) -> dict[str, object]:
        """Return the bounds; zero itself is refused."""
        return {"more_than": 0, "most": int(self.most)}

    def refusal(self) -> str | None:
        """Return what is wrong with the hours, or None."""
        if self.data <= 0:
            return f"{self.label.text} must be more than zero."
        if self.data > self.most:
            return f"{self.label.text} must be {format_number(self.most)} or fewer."
        return None


class WholeNumberField(MeasureField):
    """A whole number between two bounds, both allowed."""

    kind = "number"

    def __init__(self, label: str, *, least: int = 0, most: int = 1_000_000, **options: Any) -> None:
        super().__init__(label, **{"width": "short", "autocomplete": "off", "inputmode": "numeric", **options})
        self.least = least
        self.most = most

    def read(self, text: str) -> int | None:
        """Return the number that the text stands for, or None."""
        plain = text.replace(",", "")
        return int(plain) if re.fullmatch(r"-?[0-9]{1,18}", plain) else None

    def show(self, value: int) -> str:
        """Return the number in digits."""
        return str(value)

    def unread_message(self) -> str:
        """Return what to say where the text is no whole number."""
        return f"{self.capital_thing} must be a whole number such as 12."

    def limits(self) -> dict[str, object]:
        """Return the bounds, both allowed."""
        return {"shape": "whole number", "least": self.least, "most": self.most}

    def refusal(self) -> str | None:
        """Return what is wrong with the number, or None."""
        if not self.least <= self.data <= self.most:
            return f"{self.capital_thing} must be from {format_number(self.least)} to {format_number(self.most)}."
        return None


class PercentField(MeasureField):
    """A share of a whole in per cent, kept in thousandths; 12.5 and 12.5% both read as 125."""

    kind = "number"

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, **{"width": "short", "autocomplete": "off", "inputmode": "decimal", **options})

    def read(self, text: str) -> int | None:
        """Return the thousandths that the text stands for, or None; finer ones are rounded."""
        plain = text.removesuffix("%").strip()
        return int(Decimal(plain) * 10 + Decimal("0.5")) if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?", plain) else None

    def show(self, value: int) -> str:
        """Return the share in per cent."""
        return f"{value / 10:g}"

    def unread_message(self) -> str:
        """Return what to say where the text is no share."""
        return f"{self.capital_thing} must be a number from 0 to 100, such as 12.5."

    def limits(self) -> dict[str, object]:
        """Return the bounds, both allowed."""
        return {"shape": "number", "least": 0, "most": 100}

    def refusal(self) -> str | None:
        """Return what is wrong with the share, or None."""
        return self.unread_message() if self.data > 1000 else None
