"""Statistics (统计): a few charts drawn from the records, each with its table and one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from xuncha_site.exchange import Export
from xuncha_site.library.addresses import row_page
from xuncha_site.pages.charts import Part, Period, Pillar, pillars, share, stacked
from xuncha_site.pages.figure_files import figure_file
from xuncha_site.pages.frame import Crumb
from xuncha_site.pages.overviews import STATISTICS
from xuncha_site.pages.page import Page
from xuncha_site.pages.whole import WholePages
from xuncha_site.records.case import Case, Genre
from xuncha_site.records.figures import rate
from xuncha_site.records.rectification import Rectification
from xuncha_site.records.taxonomy import Taxonomy

ROUNDS_SHOWN = 12
QUARTERS_SHOWN = 8
YEARS_SHOWN = 10
TOP = 3  # the bars that the sentence speaks of
_QUARTERS = ("一", "二", "三", "四")


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a table that is its own chart."""

    name: str
    address: str
    count: int
    width: str
    rate: str
    top: bool


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round: its parts as drawn, its counts by public word, the rate of completion."""

    name: str
    total: int
    parts: list[Part]
    rate: str


@dataclass(frozen=True, slots=True)
class Years:
    """Cases by year: the columns as drawn, and for each year its counts by genre."""

    pillars: list[Pillar]
    genres: dict[str, list[int]]

    @property
    def names(self) -> tuple[str, ...]:
        """The genres, as the columns of the table are headed."""
        return tuple(self.genres)


class StatisticsPage(WholePages):
    """Makes the page of statistics."""

    shelves = (Rectification.folder, "rounds", Taxonomy.folder, Case.folder)

    def pages(self) -> Iterator[Page]:
        """The page, where there is something to count."""
        if STATISTICS.of(self.library):
            yield self.page(STATISTICS.address, self._page)
        for export in self.exports:
            yield self.file(export)

    @cached_property
    def exports(self) -> list[Export]:
        """Its tables as files; none of what there is nothing to count of."""
        found = []
        if self.ledgers.rows and self.categories:
            heads = ["类别", "问题数", "占比（%）"]
            lines = [[bar.name, str(bar.count), bar.rate] for bar in self.categories]
            found.append(_file("categories", "各类问题数", "一类问题一行", heads, lines))
        if self.rounds:
            parts = [part.name for part in self.rounds[0].parts]
            heads = ["轮次", "反馈问题", *parts, "完成率（%）"]
            lines = [
                [one.name, str(one.total), *(str(part.count) for part in one.parts), one.rate]
                for one in self.rounds
            ]
            found.append(_file("rounds", "各轮整改结果", "一轮一行", heads, lines))
        if self.closed:
            lines = [[quarter.name, str(count)] for quarter, count in self.closed]
            heads = ["期间", "销号"]
            found.append(_file("quarters", "每季度销号数", "一个季度一行", heads, lines))
        if self.years.pillars:
            heads = ["年份", "案例", *self.years.names]
            lines = [
                [pillar.period.name, str(pillar.count), *(str(n[at]) for n in genres)]
                for genres in [list(self.years.genres.values())]
                for at, pillar in enumerate(self.years.pillars)
            ]
            found.append(_file("years", "各年案例数", "一年一行", heads, lines))
        return found

    def _page(self) -> str:
        return self.frame.render(
            "pages/statistics.html",
            STATISTICS.address,
            STATISTICS.name,
            [Crumb(STATISTICS.name)],
            description=STATISTICS.lede,
            sums=self.ledgers.sums,
            categories=self.categories,
            exports={export.title: export.address for export in self.exports},
            rounds=self.rounds,
            quarters=pillars(self.closed, _quarter(self.ledgers.as_of).name),
            closed=sum(count for _, count in self.closed),
            years=self.years,
        )

    @cached_property
    def categories(self) -> list[Bar]:
        """Problems of ledgers by category, the most frequent first."""
        entry = self.library.entries.get(Taxonomy.folder)
        model = entry.model if entry and not entry.withdrawn else None
        focuses = model.focuses if isinstance(model, Taxonomy) else ()
        named = [category for focus in focuses for category in focus.categories]
        counts = self.ledgers.by_category
        named.sort(key=lambda category: -counts[category.row_id])
        largest = max((counts[c.row_id] for c in named), default=0)
        total = len(self.ledgers.rows)
        return [
            Bar(
                category.title,
                row_page(category),
                counts[category.row_id],
                share(counts[category.row_id], largest),
                rate(str(counts[category.row_id]), str(total), "0.00") if total else "0.00",
                number < TOP and counts[category.row_id] > 0,
            )
            for number, category in enumerate(named)
        ]

    @cached_property
    def rounds(self) -> list[RoundLine]:
        """The newest rounds with ledgers, the oldest of them first."""
        words: dict[str, Counter[str]] = {}
        for ledger in self.ledgers.models:
            counts = words.setdefault(ledger.round, Counter())
            counts.update(row.state.public for row in ledger.rows)
        known = [
            (hit[0], counts)
            for name, counts in words.items()
            if (hit := self.library.find(f"rounds/{name}"))
        ]
        known.sort(key=lambda pair: pair[0].order)
        known = known[-ROUNDS_SHOWN:]
        largest = max((counts.total() for _, counts in known), default=0)
        return [_round(entry.title, counts, largest) for entry, counts in known]

    @cached_property
    def closed(self) -> list[tuple[Period, int]]:
        """How many problems were closed in each of the last quarters; none before the first."""
        days = [row.closed for row in self.ledgers.rows if row.closed and len(row.closed) > 4]
        as_of = self.ledgers.as_of
        counts = Counter(_quarter(day) for day in days if day[: len(as_of)] <= as_of)
        shown = _last_quarters(as_of)
        first = next((n for n, quarter in enumerate(shown) if counts[quarter]), len(shown))
        return [(quarter, counts[quarter]) for quarter in shown[first:]]

    @cached_property
    def years(self) -> Years:
        """How many cases there are of each of the last years, in all and by genre."""
        in_use = (e for e in self.library.shelf(Case.folder) if not e.withdrawn)
        cases = [entry.model for entry in in_use if isinstance(entry.model, Case)]
        counts = Counter((case.date[:4], case.genre) for case in cases)
        years = sorted({year for year, _ in counts})[-YEARS_SHOWN:]
        totals = [(Period(y, y), sum(counts[y, genre] for genre in Genre)) for y in years]
        genres = {str(genre): [counts[year, genre] for year in years] for genre in Genre}
        return Years(pillars(totals, self.ledgers.as_of[:4]), genres)


def _file(slug: str, title: str, what: str, heads: list[str], lines: list[list[str]]) -> Export:
    return figure_file(f"statistics-{slug}", title, what, heads, lambda: lines)


def _round(name: str, counts: Counter[str], largest: int) -> RoundLine:
    total = counts.total()
    parts = [(word, counts[word]) for word in ("完成", "基本完成并持续", "未完成")]
    return RoundLine(
        name, total, stacked(parts, largest), rate(str(counts["完成"]), str(total), "0.00")
    )


def _quarter(day: str) -> Period:
    """The quarter of a day or month; the last of the year where only that is known."""
    return _numbered(int(day[:4]) * 4 + (int(day[5:7] or 12) - 1) // 3)


def _last_quarters(as_of: str) -> list[Period]:
    last = int(as_of[:4]) * 4 + (int(as_of[5:7] or 12) - 1) // 3
    return [_numbered(last - back) for back in reversed(range(QUARTERS_SHOWN))]


def _numbered(quarter: int) -> Period:
    year, word = f"{quarter // 4}年", _QUARTERS[quarter % 4]
    return Period(f"{year}{word}季度", word, year)
