"""The order of dates within a record: what must come first comes first."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from xuncha_site.problems import Code
from xuncha_site.records.base import Declared, Fault, fields_of


def later(one: str, other: str) -> bool:
    """Whether a date lies after another, as far as both are precise: 2024 is not after 2024-03."""
    length = min(len(one), len(other))
    return one[:length] > other[:length]


def last_day(text: str) -> date:
    """The last day that a date as written may mean: 2024-02 is the 29th."""
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def out_of_order(group: Declared, labels: str) -> Iterator[Fault]:
    """A fault for each date that lies before one of those that come first."""
    by_label = {field.label: field.attribute for field in fields_of(type(group))}
    earlier: list[tuple[str, str]] = []  # all of them: a mere year says little of what follows it
    for label in labels.split():
        value = getattr(group, by_label[label])
        if value is None:
            continue
        before = next((other for other in reversed(earlier) if later(other[1], value)), None)
        if before:
            yield Fault(
                label,
                Code.DATE_ORDER,
                f"“{label}”{value} 早于“{before[0]}”{before[1]}",
                "查清先后，改正其中一个日期。",
            )
        else:
            earlier.append((label, value))
