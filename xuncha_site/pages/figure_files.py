"""Tables of figures (matrix, statistics) as spreadsheets to take away."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xuncha_site.exchange import Export
from xuncha_site.exchange.csv_text import csv_lines, csv_text
from xuncha_site.pages.grid import Grid

Line = list[str]


def figure_file(
    slug: str, title: str, what: str, headings: Line, lines: Callable[[], Iterable[Line]]
) -> Export:
    """A table as a file: ``lines`` are made when the file is."""
    return Export(
        f"downloads/{slug}.csv",
        title,
        what,
        lambda: len(list(lines())),
        "、".join(headings),
        [],
        lambda: csv_text(headings, [csv_lines(lines())]),
    )


def grid_file(slug: str, title: str, what: str, corner: str, grid: Grid) -> Export:
    """A grid as a file, its totals in the last line and the last column."""
    headings = [corner, *(column.name for column in grid.columns), "合计"]

    def lines() -> Iterable[Line]:
        for _, members in grid.parts:
            for line in members:
                yield [line.name, *(str(cell.count) for cell in line.cells), str(line.total)]
        yield ["合计", *map(str, grid.totals), str(grid.total)]

    return figure_file(slug, title, what, headings, lines)
