"""Where the marks of a chart stand: across in percent, so that bars stretch; down in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# A part narrower than this, in percent, has no room for its number: that stands in the table.
ROOM_FOR_A_NUMBER = 5.0
HEIGHT = 160  # of the highest column, in pixels


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a stacked bar. ``x`` and ``width`` are in percent of the chart."""

    name: str
    count: int
    x: str
    width: str
    middle: str
    shows_number: bool


@dataclass(frozen=True, slots=True)
class Period:
    """What a column stands for. ``short`` stands under it, ``group`` under the first of several."""

    name: str
    short: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Pillar:
    """One column of a chart of columns; ``y`` and ``height`` are in pixels."""

    period: Period
    count: int
    x: str
    width: str
    middle: str
    y: int
    height: int
    unfinished: bool


def stacked(parts: Sequence[tuple[str, int]], largest: int) -> list[Part]:
    """The parts of one bar, of which the longest bar of the chart has ``largest``."""
    found, at = [], 0
    for name, count in parts:
        x, width = at * 100 / largest, count * 100 / largest
        shows = width >= ROOM_FOR_A_NUMBER
        found.append(
            Part(name, count, _percent(x), _percent(width), _percent(x + width / 2), shows)
        )
        at += count
    return found


def pillars(counts: Sequence[tuple[Period, int]], unfinished: str = "") -> list[Pillar]:
    """A column for each count; the one named ``unfinished`` is of a period that is not over."""
    largest = max((count for _, count in counts), default=0) or 1
    step = 100 / len(counts) if counts else 0
    found = []
    for number, (period, count) in enumerate(counts):
        height = round(count * HEIGHT / largest)
        x, width = number * step + step * 0.2, step * 0.6
        across = (_percent(x), _percent(width), _percent(x + width / 2))
        over = period.name != unfinished
        found.append(Pillar(period, count, *across, HEIGHT - height, height, not over))
    return found


def share(count: int, largest: int) -> str:
    """How long a bar is, in percent of the longest."""
    return _percent(count * 100 / largest if largest else 0)


def _percent(value: float) -> str:
    return f"{value:.3f}%"
