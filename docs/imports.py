"""Draw ``docs/imports.svg``: which part of ``xuncha_site`` imports which, read from the code.

    .venv/bin/python docs/imports.py

Parts stand from top to bottom in the order of the layers contract in ``pyproject.toml``, the
lowest layer first, as data flows. Every part has a row of its own. The longest chain of imports
is the middle column; a part beside it stands in the nearest column where nothing is in its way.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from string import Template

import grimp

PROJECT = Path(__file__).parent.parent
DRAWING = PROJECT / "docs" / "imports.svg"
PACKAGE = "xuncha_site"

CHINESE = {
    "__main__": "python -m 的入口",
    "cli": "命令 xuncha",
    "exchange": "可以取走的文件",
    "gate": "能不能发布",
    "library": "全部记录，互相链接",
    "markup": "富文本",
    "pages": "网页",
    "plugin": "接到 MkDocs",
    "problems": "错误和提醒",
    "records": "各类记录的声明",
    "search": "搜索用的索引",
    "source": "文字和它的位置",
    "starter": "新站点的样板",
}

Edge = tuple[str, str]  # (what is imported, what imports it): from top to bottom

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 216, 44, 256, 68, 28
HEAD = 66  # above the first row


def layers() -> list[str]:
    """The parts in the order of the layers contract, the lowest layer first."""
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (
        contract
        for contract in contracts["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    )
    # "a | b" are two parts of one layer.
    return [part for layer in reversed(contract["layers"]) for part in re.findall(r"\w+", layer)]


def edges() -> set[Edge]:
    """Which part is imported by which, as the code stands."""
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    modules = sorted(graph.modules - {PACKAGE})
    found = (
        (_part(imported), _part(module))
        for module in modules
        for imported in graph.find_modules_directly_imported_by(module)
        if imported != PACKAGE
    )
    return {(above, below) for above, below in found if above != below}


def _part(module: str) -> str:
    return module.split(".")[1]


def reduced(every: set[Edge]) -> set[Edge]:
    """The edges that no chain of others stands for."""

    def leads(start: str, end: str) -> bool:
        return any(a == start and (b == end or leads(b, end)) for a, b in every)

    return {
        (above, below)
        for above, below in every
        if not any(a == above and leads(b, below) for a, b in every)
    }


def columns(order: list[str], shown: set[Edge]) -> dict[str, int]:
    """The column of each part: 0 for the longest chain, then 1, -1, 2, -2 … beside it."""
    row = {part: number for number, part in enumerate(order)}

    @cache
    def chain(part: str) -> tuple[str, ...]:
        below = sorted((b for a, b in shown if a == part), key=row.__getitem__)
        return (part, *max(map(chain, below), key=len, default=()))

    middle = max(map(chain, order), key=len)
    found = dict.fromkeys(middle, 0)
    taken: dict[int, list[range]] = {}
    for part in order:
        if part in found:
            continue
        near = [row[part], *(row[end] for edge in shown if part in edge for end in edge)]
        span = range(min(near), max(near))
        free = (n * side for n in count(1) for side in (1, -1))
        found[part] = next(
            column
            for column in free
            if not any(set(span) & set(other) for other in taken.get(column, ()))
        )
        taken.setdefault(found[part], []).append(span)
    return found


def drawing() -> str:
    """The whole SVG. The same code gives the same bytes."""
    order = layers()
    shown = reduced(edges())
    column = columns(order, shown)
    left, right = min(column.values()), max(column.values())
    width = (right - left) * ACROSS + WIDTH + 2 * MARGIN
    height = HEAD + (len(order) - 1) * DOWN + HEIGHT + MARGIN
    middle = MARGIN + WIDTH // 2 - left * ACROSS
    at = {
        part: (middle + column[part] * ACROSS, HEAD + row * DOWN) for row, part in enumerate(order)
    }
    ways = [(at[above], at[below]) for above in order for below in order if (above, below) in shown]
    lines = [
        *(f'<path class="e" d="{_way(above, below, middle)}"/>' for above, below in ways),
        *(line for part in order for line in _box(part, *at[part])),
    ]
    return _FRAME.substitute(width=width, height=height, centre=width // 2, lines="\n".join(lines))


_FRAME = Template("""\
<svg xmlns="http://www.w3.org/2000/svg" width="$width" height="$height" \
viewBox="0 0 $width $height" role="img" aria-labelledby="t">
<title id="t">xuncha_site 各部分的引用关系</title>
<style>
text { font-family: sans-serif; text-anchor: middle; fill: #211c18 }
.n { font-size: 15px; font-weight: bold }
.z { font-size: 13px; fill: #544b43 }
.e { fill: none; stroke: #8a7e72; stroke-width: 1.5; marker-end: url(#a) }
.b { fill: #fffefb; stroke: #cfc3b3 }
</style>
<marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="6" markerHeight="6" \
orient="auto"><path d="M0 0L8 4L0 8z" fill="#94191c"/></marker>
<rect width="$width" height="$height" fill="#faf7f2"/>
<text class="z" x="$centre" y="38">箭头从被引用的指向引用它的，只往下走</text>
$lines
</svg>
""")


def _box(part: str, x: int, y: int) -> Iterator[str]:
    left = x - WIDTH // 2
    yield f'<rect class="b" x="{left}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="3"/>'
    yield f'<text class="n" x="{x}" y="{y + 18}">{part}</text>'
    yield f'<text class="z" x="{x}" y="{y + 36}">{CHINESE[part]}</text>'


def _way(above: tuple[int, int], below: tuple[int, int], middle: int) -> str:
    """Straight down within a column, or one bend, which lies in the row nearer to the middle."""
    (x, y), (to_x, to_y) = above, below
    side = WIDTH // 2 if to_x > x else -WIDTH // 2
    if x == to_x:
        return f"M{x} {y + HEIGHT}V{to_y}"
    if abs(x - middle) < abs(to_x - middle):
        return f"M{x + side} {y + HEIGHT - 12}H{to_x}V{to_y}"
    return f"M{x} {y + HEIGHT}V{to_y + 12}H{to_x - side}"


if __name__ == "__main__":
    DRAWING.write_text(drawing(), encoding="utf-8", newline="\n")
