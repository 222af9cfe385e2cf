"""Addresses are a contract: none published is lost, none is given twice.

``addresses.txt`` at the root holds every address ever published, one a line: ``现用 <address>``,
``改至 <old> <new>`` or ``撤回 <address>``; rows stand as ``<address>#<编号>``. It is written by
``xuncha addresses --update`` alone, never by a build.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from xuncha_site.library.entry import Entry
from xuncha_site.library.load import taken_address
from xuncha_site.problems import Code, Place, Problem
from xuncha_site.records.base import Record, Row
from xuncha_site.records.case import BodyKind
from xuncha_site.source import read, walk

LEDGER = "addresses.txt"
IN_USE, MOVED, WITHDRAWN = "现用", "改至", "撤回"

_TABLES = {
    "blank-ledger": "空白台账",
    "matrix-units": "类别和单位",
    "matrix-years": "类别和年份",
    "matrix-meetings": "会议和频次",
    "statistics-categories": "各类问题数",
    "statistics-rounds": "各轮整改结果",
    "statistics-quarters": "每季度销号数",
    "statistics-years": "各年案例数",
}
# Files of the site that stand for no entry, with what they are.
OWN_FILES = {
    "404.html": "找不到页面时的提示页",
    "search.html": "搜索页",
    "matrix.html": "“问题矩阵”页",
    "selfcheck/index.html": "“查偏补缺”页",
    "downloads/index.html": "“下载”页",
    "updates.html": "“最近更新”页",
    **{f"selfcheck/{kind.name.lower()}.html": f"“{kind}自查表”页" for kind in BodyKind},
    "calendar.html": "“履责日历”页",
    "calendar.ics": "全部日历的文件",
    "due.html": "“逾期与将到期”页",
    "board.html": "“整改看板”页",
    "timeline.html": "“政策沿革”页",
    "statistics.html": "“统计”页",
    "blank-ledger.html": "“空白台账”页",
    **{f"downloads/{name}.csv": f"“{what}”的表格" for name, what in _TABLES.items()},
}

# Those of them that every site has: guidance may link to them.
ALWAYS_THERE = ("search.html", "updates.html", "downloads/index.html", "blank-ledger.html")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger. ``target`` is set for a moved address."""

    state: str
    address: str
    target: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.state, self.address, self.target)))


def former_address(entry: Entry, former_id: str) -> str:
    """Where an entry stood under a former id."""
    folder = entry.key.rpartition("/")[0]
    return f"{folder}/{former_id}.html" if folder else f"{former_id}.html"


def current(entries: Iterable[Entry]) -> Iterator[Line]:
    """The lines that the entries of a site stand for."""
    for entry in entries:
        state = WITHDRAWN if entry.withdrawn else IN_USE
        yield Line(state, entry.address)
        if not entry.withdrawn:
            yield from (Line(IN_USE, f"{entry.address}#{row}") for row in entry.rows)
        for former in entry.model.former_ids:
            yield Line(MOVED, former_address(entry, former), entry.address)
        if isinstance(entry.model, Record):
            for row in entry.model.retired_rows:
                yield Line(WITHDRAWN, f"{entry.address}#{row}")


_LINE = re.compile(rf"(?:({IN_USE}|{WITHDRAWN}) (\S+)|({MOVED}) (\S+) (\S+))")


def ledger(root: Path) -> tuple[dict[Line, Place], list[Problem]]:
    """Read ``addresses.txt``: its lines with their places. A missing file is an empty ledger."""
    path = root / LEDGER
    if not path.exists():
        return {}, []
    source, problems = read(root, path)
    lines: dict[Line, Place] = {}
    for number, text in enumerate(source.text.split("\n") if source else (), start=1):
        if not text.strip() or text.startswith("# "):
            continue
        match = _LINE.fullmatch(text.strip())
        if match:
            state, address, moved, old, new = match.groups()
            line = Line(state, address) if state else Line(moved, old, new)
            lines[line] = Place(LEDGER, number)
        else:
            problems.append(
                Problem(
                    Code.BAD_ADDRESS_LINE,
                    Place(LEDGER, number),
                    "这一行读不懂",
                    f"写成“{IN_USE} 地址”“{MOVED} 旧地址 新地址”或“{WITHDRAWN} 地址”。",
                )
            )
    return lines, problems


def check(
    entries: dict[str, Entry], shown: Iterable[Entry], faulty: set[str], root: Path
) -> Iterator[Problem]:
    """Lost addresses and reused ids.

    ``shown`` are the entries of the site's audience; ``faulty`` are the keys of files that could
    not be read as entries: their faults are told elsewhere, and they are not lost.
    """
    yield from _former_ids(entries)
    lines, problems = ledger(root)
    yield from problems
    now = list(current(shown))
    in_use = {line.address for line in now if line.state == IN_USE}
    kept = {line.address for line in now}
    moved = {line.address: line.target for line in now if line.state == MOVED}
    owners = {entry.address: entry for entry in entries.values()}
    absolved = {line.address for line in now if line.state == WITHDRAWN}
    absolved |= {f"{key}.html" for key in faulty}
    for line, place in lines.items():
        page, _, row = line.address.partition("#")
        # The rows of a page that has moved must stand on the page that it leads to.
        address = f"{moved[page]}#{row}" if row and page in moved else line.address
        if line.state != IN_USE and line.address in in_use:
            owner = owners.get(page)
            yield _reused(line, owner.places.get(f"#{row}", owner.place) if owner else place)
        elif address not in kept and address.partition("#")[0] not in absolved:
            yield _lost(line, address, place)


def _reused(line: Line, place: Place) -> Problem:
    why = f"已经改至 {line.target}" if line.target else "已经撤回"
    return Problem(
        Code.REUSED_ID,
        place,
        f"编号用过了：{LEDGER} 里 {line.address} {why}",
        "换一个没有用过的编号。"
        if "#" in line.address
        else "换一个没有用过的文件名；文件名就是编号。",
    )


def _lost(line: Line, address: str, place: Place) -> Problem:
    """``address`` is where the line's address stands today, or should."""
    page, _, row = address.partition("#")
    if row:
        mend = f"在 {page} 的记录里把 {row} 列入“停用编号”。"
    else:
        name = page.rpartition("/")[2].removesuffix(".html")
        mend = f"在接替它的记录里写“曾用编号: [{name}]”；不再使用的，恢复文件并写“撤回”。"
    return Problem(Code.LOST_ADDRESS, place, f"发布过的地址 {line.address} 没有了", mend)


def _former_ids(entries: dict[str, Entry]) -> Iterator[Problem]:
    claimed: dict[str, Entry] = {}
    by_address = {entry.address: entry for entry in entries.values()}
    for entry in entries.values():
        for former in entry.model.former_ids:
            address = former_address(entry, former)
            other, word = by_address.get(address), "编号"
            if other is None:
                other, word = claimed.get(address), "曾用编号"
            if other is not None:
                yield Problem(
                    Code.REUSED_ID,
                    entry.places.get(former, entry.place),
                    f"曾用编号“{former}”又是“{other.title}”的{word}",
                    "旧地址只能转到一处：两处删去一处。",
                )
            claimed[address] = entry


def updated(root: Path, shown: Iterable[Entry]) -> str:
    """The text of the ledger brought up to date: nothing that was published leaves it."""
    lines = {line.address: line for line in ledger(root)[0]}
    lines.update((line.address, line) for line in current(shown))
    head = "# 发布过的地址。由 xuncha addresses --update 写，不要手改，不要删行。\n"
    return head + "".join(f"{lines[address]}\n" for address in sorted(lines))


def row_page(row: Row) -> str:
    """Where the page stands that a row has of its own; "" where it has none."""
    return f"{row.page_folder}/{row.row_id}.html" if row.page_folder else ""


def row_files(entries: dict[str, Entry]) -> Iterator[tuple[str, str, Place]]:
    """The address of each page that a row has of its own, with whose it is and where it is told."""
    for entry in entries.values():
        for row in () if entry.withdrawn else entry.rows.values():
            if row.page_folder:
                place = entry.places.get(f"#{row.row_id}", entry.place)
                yield row_page(row), f"“{row.row_name}”的页面", place


def table_files(
    kinds: Iterable[type[Record]], entries: dict[str, Entry]
) -> Iterator[tuple[str, str, Place]]:
    """The spreadsheets to take away. Editors may publish others, so none may stand there."""
    for kind in kinds:
        yield f"downloads/{kind.folder}.csv", f"“{kind.name}”的表格", Place(kind.folder)
    for entry in entries.values():
        if isinstance(entry.model, Record) and entry.model.parts and not entry.model.file:
            yield f"api/{entry.key}.csv", f"“{entry.title}”的表格", entry.place


def same_address(
    entries: dict[str, Entry], taken: Iterable[tuple[str, str, Place]]
) -> Iterator[Problem]:
    """Two things with one address, upper and lower case counting as one (as on Windows).

    ``taken`` are the addresses that the site itself or other files stand at, with what they are
    and where they are told.
    """
    owners: dict[str, str] = {}
    for address, what, place in taken:
        if address.casefold() in owners:
            yield taken_address(place, address, owners[address.casefold()])
        owners.setdefault(address.casefold(), what)
    sites_own = dict(owners)
    for entry in sorted(entries.values(), key=lambda e: (e.body is not None, e.key)):
        address = entry.address.casefold()
        # A folder of guidance has a page of its own.
        index = f"{entry.folder}/index.html" if entry.body and entry.folder else ""
        if address in owners:
            yield taken_address(entry.place, entry.address, owners[address])
        elif index.casefold() in sites_own:
            yield taken_address(entry.place, index, sites_own[index.casefold()])
        owners.setdefault(address, entry.source.file)


def ids_ever_used(root: Path, folder: str) -> set[str]:
    """Ids of a type that stand in files or in the ledger: a new record takes none of them."""
    files = {path.stem for path in walk(root, f"data/{folder}")}
    addresses = (line.address.partition("#")[0] for line in ledger(root)[0])
    prefix = f"{folder}/"
    return files | {a[len(prefix) : -len(".html")] for a in addresses if a.startswith(prefix)}
