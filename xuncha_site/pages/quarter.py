"""The quarter that the contents belong to (本季度), and what has to be done until it ends."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha_site.records.checklist import Frequency
from xuncha_site.records.dates import last_day

_WORDS = ("一", "二", "三", "四")


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter as of a date. ``last`` is its last day, ``left`` how many days are left of it."""

    as_of: str
    name: str
    last: str
    left: int

    def holds(self, date: str) -> bool:
        """Whether a date, as precise as written, may lie between now and the end."""
        return date >= self.as_of[: len(date)] and date <= self.last[: len(date)]

    def until(self, frequency: Frequency) -> str:
        """The last day, as it is told, for what is done so often; "" if it does not end here."""
        month = int(self.last[5:7])
        if frequency in (Frequency.WEEKLY, Frequency.MONTHLY):
            return str(frequency)
        every = {Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.YEARLY: 12}
        ends = frequency in every and month % every[frequency] == 0
        return f"{frequency}，{month}月{int(self.last[8:])}日前" if ends else ""


def quarter_of(as_of: str) -> Quarter:
    """The quarter of a date; of a year alone, its last."""
    today = last_day(as_of)
    number = (today.month - 1) // 3
    last = last_day(f"{today.year}-{number * 3 + 3:02}")
    name = f"{today.year}年{_WORDS[number]}季度"
    return Quarter(today.isoformat(), name, last.isoformat(), (last - today).days)
