"""The calendar of duties (履责日历): what recurs, by frequency; what has a date, month by month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial

from xuncha_site.library import Entry
from xuncha_site.pages.calendar_files import ALL, CalendarFiles
from xuncha_site.pages.duties import Duty
from xuncha_site.pages.frame import Crumb, list_of
from xuncha_site.pages.occasions import (
    Occasion,
    in_order,
    of_campaign,
    of_duties,
    of_rounds,
    of_rows,
)
from xuncha_site.pages.overviews import CALENDAR, DUE
from xuncha_site.pages.page import Page
from xuncha_site.pages.whole import Whole, WholePages
from xuncha_site.records.campaign import Campaign
from xuncha_site.records.checklist import Checklist, Frequency
from xuncha_site.records.rectification import Rectification
from xuncha_site.records.round import Round

LISTS_SHOWN = 40
A_MONTH = 12  # lines of a month that stand open, the others are folded
MOST_OF_A_MONTH = 60  # past them it says how many more there are


@dataclass(frozen=True, slots=True)
class Day:
    """One line of a month: occasions of one date and one record."""

    date: str
    occasions: list[Occasion]

    @property
    def first(self) -> Occasion:
        return self.occasions[0]


@dataclass(frozen=True, slots=True)
class Month:
    """One month with its lines; ``count`` counts occasions, ``more`` those not shown."""

    name: str
    days: list[Day] = field(default_factory=list)
    folded: list[Day] = field(default_factory=list)
    count: int = 0
    more: int = 0


class CalendarPages(WholePages):
    """Makes the calendar of a year for all, and of the present year for each checklist."""

    shelves = (Checklist.folder, Round.folder, Campaign.folder, Rectification.folder)

    def __init__(self, whole: Whole, files: CalendarFiles) -> None:
        super().__init__(whole)
        self.files = files
        self.year = self.library.settings.as_of[:4]

    def pages(self) -> Iterator[Page]:
        """The pages; none where nothing recurs and nothing has a date."""
        if not CALENDAR.of(self.library):
            return
        for year in self._years:
            yield self.page(_year_address(year, self.year), partial(self._page, year, None))
        for entry in self._lists:
            yield self.page(list_address(entry), partial(self._page, self.year, entry))

    @cached_property
    def _dated(self) -> list[Occasion]:
        found = [*of_duties(self.duties.every), *of_rounds(self.library)]
        found += of_rows(self.ledgers.placed)
        for entry in self.library.shelf(Campaign.folder):
            found += () if entry.withdrawn else of_campaign(entry)
        return in_order(found)

    def _of_list(self, duties: list[Duty]) -> list[Occasion]:
        """What has a date for one body: its own deadlines, and the steps of rounds."""
        return in_order([*of_duties(duties), *of_rounds(self.library)])

    @cached_property
    def _years(self) -> list[str]:
        """The present year, and those before and behind it in which something has its date."""
        known = {occasion.date[:4] for occasion in self._dated}
        near = (str(int(self.year) + step) for step in (-1, 0, 1))
        return [year for year in near if year in known or year == self.year]

    @cached_property
    def _lists(self) -> list[Entry]:
        lists = sorted(self.library.shelf(Checklist.folder), key=lambda entry: entry.key)
        return [entry for entry in lists if not entry.withdrawn]

    def _chips(self, chosen: Entry | None) -> list[tuple[str, str, int, bool]]:
        """The ways to the calendars of the checklists, as many as a page has room for."""
        shown = self._lists[:LISTS_SHOWN]
        shown += [chosen] if chosen and chosen not in shown else []
        return [(_name(e), list_address(e), len(e.rows), e is chosen) for e in shown]

    def _page(self, year: str, of_list: Entry | None) -> str:
        address = list_address(of_list) if of_list else _year_address(year, self.year)
        duties = self.duties.of(of_list) if of_list else self.duties.every
        dated = self._of_list(duties) if of_list else self._dated
        dated = [occasion for occasion in dated if occasion.date[:4] == year]
        body = of_list.model.body if of_list and isinstance(of_list.model, Checklist) else ""
        title = f"{CALENDAR.name}：{body}" if body else f"{CALENDAR.name}（{year}年）"
        years = [(y, _year_address(y, self.year)) for y in self._years]
        return self.frame.render(
            "pages/calendar.html",
            address,
            title,
            [list_of(Checklist), Crumb(title)],
            section=CALENDAR.section,
            description=CALENDAR.lede,
            year=year,
            recurring=_recurring(duties),
            list_address=list_address,
            whole=of_list is None,
            months=_months(dated, year),
            of_year=[o for o in dated if len(o.date) == len(year)],
            dated=len(dated),
            late=sum(_days_late(o, self.ledgers.as_of) > 0 for o in dated),
            days_late=partial(_days_late, as_of=self.ledgers.as_of),
            lists=self._chips(of_list),
            years=years,
            file=ALL if self.files.has_all else "",
            due=DUE.address if DUE.of(self.library) else "",
        )


def list_address(entry: Entry) -> str:
    """Where the calendar of a checklist stands. No id holds a dot."""
    return f"{entry.key}.calendar.html"


def _year_address(year: str, present: str) -> str:
    stem = CALENDAR.address.removesuffix(".html")
    return CALENDAR.address if year == present else f"{stem}.{year}.html"


def _name(entry: Entry) -> str:
    return entry.model.body if isinstance(entry.model, Checklist) else entry.title


def _recurring(duties: list[Duty]) -> list[tuple[str, list[Duty]]]:
    found = [(str(f), [duty for duty in duties if f in duty.item.frequency]) for f in Frequency]
    return [(name, members) for name, members in found if members]


def _days_late(occasion: Occasion, as_of: str) -> int:
    return occasion.placed.row.days_late(as_of) if occasion.placed else 0


def _months(dated: list[Occasion], year: str) -> list[Month]:
    found = []
    for number in range(1, 13):
        own = [o for o in dated if o.date[:7] == f"{year}-{number:02}"]
        lines: dict[tuple[str, str, str], list[Occasion]] = {}
        for occasion in own:
            # The rows of one ledger that are due on one day stand in one line.
            key = "" if occasion.placed else occasion.name
            lines.setdefault((occasion.date, occasion.entry.key, key), []).append(occasion)
        days = [Day(date, several) for (date, _, _), several in lines.items()]
        shown = sum(len(day.occasions) for day in days[:MOST_OF_A_MONTH])
        folded = days[A_MONTH:MOST_OF_A_MONTH]
        found.append(Month(f"{number}月", days[:A_MONTH], folded, len(own), len(own) - shown))
    return found
