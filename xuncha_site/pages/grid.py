"""A grid of counts, such as categories across kinds of unit: each cell is shaded, and a link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

STEPS = 4


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column. ``short`` is what a phone has room for."""

    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One count with its shade, 0 to ``STEPS``. ``href`` is "" where there is nothing to see."""

    column: Column
    count: int
    shade: int
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its name, where that leads, its cells, and how many records it has in all."""

    name: str
    href: str
    cells: list[Cell]
    total: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns, rows under headings, totals, and what the shades mean: (shade, first, last)."""

    columns: list[Column]
    parts: list[tuple[str, list[Line]]]
    totals: list[int]
    total: int
    legend: list[tuple[int, int, int]]

    @property
    def highest(self) -> list[tuple[Line, Cell]]:
        """The three cells with the largest counts."""
        every = [(line, cell) for _, lines in self.parts for line in lines for cell in line.cells]
        return sorted((pair for pair in every if pair[1].count), key=lambda p: -p[1].count)[:3]


@dataclass(frozen=True, slots=True)
class Axis:
    """The rows of a grid: the value that each stands for, its name, and where that leads."""

    heading: str
    rows: list[tuple[str, str, str]]


def grid(
    axes: Iterable[Axis],
    columns: Mapping[str, Column],
    found: Iterable[tuple[Iterable[str], str]],
    href: Callable[[str, str], str],
) -> Grid:
    """Count records into a grid.

    ``found`` gives for each record the values of the rows that it belongs to, and of its column.
    A record of two rows counts in both, and once in the totals. ``href`` gives the way to a cell.
    """
    counts: dict[tuple[str, str], int] = {}
    totals = dict.fromkeys(columns, 0)
    for rows, column in found:
        totals[column] += 1
        for row in dict.fromkeys(rows):
            counts[row, column] = counts.get((row, column), 0) + 1
    largest = max(counts.values(), default=0)

    def line(row: str, name: str, lead: str) -> Line:
        cells = [
            Cell(head, n, shade(n, largest), href(row, column) if n else "")
            for column, head in columns.items()
            for n in [counts.get((row, column), 0)]
        ]
        return Line(name, lead, cells, sum(cell.count for cell in cells))

    parts = [(axis.heading, [line(*row) for row in axis.rows]) for axis in axes]
    return Grid(
        list(columns.values()), parts, list(totals.values()), sum(totals.values()), legend(largest)
    )


def shade(count: int, largest: int) -> int:
    """The step of a count, of equal steps up to the largest; 0 for none."""
    return -(-count * STEPS // largest) if largest else 0


def legend(largest: int) -> list[tuple[int, int, int]]:
    """The steps that counts may fall into: the shade, its first count and its last."""
    ends = [largest * step // STEPS for step in range(STEPS + 1)]
    steps = [(n, ends[n - 1] + 1, ends[n]) for n in range(1, STEPS + 1)]
    return [step for step in steps if step[1] <= step[2]]
