"""Events → the text of a calendar file (.ics) that office calendars subscribe to.

Days only, no times. An event whose date is a month or a year lasts as long. What is to be done
every so often recurs on the last day of its period. Nothing depends on the clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from xuncha_site.records.checklist import Frequency
from xuncha_site.records.dates import last_day

if TYPE_CHECKING:
    from icalendar import Component

PRODUCT = "-//xuncha_site//巡察工作知识库//ZH"


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a calendar. ``uid`` stays the same while other words change.

    ``date`` is as precise as known; with ``every`` it is any date of the first year.
    """

    uid: str
    summary: str
    date: str
    description: str = ""
    address: str = ""
    every: Frequency | None = None


# The last day of the first period in a year, and how it recurs.
_RULES: dict[Frequency, tuple[tuple[int, int], dict[str, object]]] = {
    Frequency.YEARLY: ((12, 31), {"freq": "YEARLY"}),
    Frequency.HALF_YEARLY: ((6, 30), {"freq": "MONTHLY", "interval": 6, "bymonthday": -1}),
    Frequency.QUARTERLY: ((3, 31), {"freq": "MONTHLY", "interval": 3, "bymonthday": -1}),
    Frequency.MONTHLY: ((1, 31), {"freq": "MONTHLY", "bymonthday": -1}),
}


def recurs(frequency: Frequency) -> bool:
    """Whether a calendar can tell when something of this frequency is due."""
    return frequency in _RULES or frequency is Frequency.WEEKLY


def calendar_text(name: str, as_of: str, events: Iterable[Event]) -> str:
    """The calendar of some events, of which there must be at least one."""
    from icalendar import Calendar, vText  # noqa: PLC0415 (slow to load, often not needed)

    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", vText(name))
    stamp = datetime.combine(last_day(as_of), time(), UTC)
    for event in events:
        found.add_component(_component(event, stamp))
    text: str = found.to_ical().decode("utf-8")
    return text


def _component(event: Event, stamp: datetime) -> Component:
    from icalendar import Event as Entry  # noqa: PLC0415 (see above)

    found = Entry()
    found.add("uid", event.uid)
    found.add("dtstamp", stamp)
    found.add("summary", event.summary)
    first, last = _days(event)
    found.add("dtstart", first)
    found.add("dtend", last + timedelta(days=1))
    if event.every is not None:
        found.add("rrule", _rule(event.every))
    if event.description:
        found.add("description", event.description)
    if event.address:
        found.add("url", event.address)
    found.add("transp", "TRANSPARENT")
    return found


def _days(event: Event) -> tuple[date, date]:
    """The first and the last day of an event, or of the first time that it recurs."""
    if event.every is None:
        year, month, day = ([int(part) for part in event.date.split("-")] + [1, 1])[:3]
        return date(year, month, day), last_day(event.date)
    year = int(event.date[:4])
    if event.every is Frequency.WEEKLY:
        friday = date.fromisocalendar(year, 1, 5)
        return friday, friday
    month, day = _RULES[event.every][0]
    return date(year, month, day), date(year, month, day)


def _rule(frequency: Frequency) -> dict[str, object]:
    if frequency is Frequency.WEEKLY:
        return {"freq": "WEEKLY", "byday": "FR"}
    return _RULES[frequency][1]
