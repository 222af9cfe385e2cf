"""Lists that stay short however large the library grows.

A list with summaries holds at most 50 rows a page. Past that it is an index of groups, each a
page of its own; a group past 50 is an index of years; a year past 50 is cut into numbered pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import TypeVar

from xuncha_site.library import Entry, Library
from xuncha_site.records.base import DeclaredField, Record, fields_of
from xuncha_site.records.fields import Kind

P = TypeVar("P")
T = TypeVar("T")

ROWS_A_PAGE = 50
NEWEST_BEHIND_A_DOOR = 3


@dataclass(frozen=True, slots=True)
class Group:
    """One value that records of a type share, with those records, newest first."""

    slug: str
    name: str
    entries: list[Entry]


@dataclass(slots=True)
class KindGroups:
    """The groups of one type, and for each entry the group that it names first."""

    by_value: dict[str, Group] = field(default_factory=dict)
    first: dict[str, Group] = field(default_factory=dict)
    several: bool = False  # whether a record may belong to several

    def __iter__(self) -> Iterator[Group]:
        return iter(self.by_value.values())

    def __len__(self) -> int:
        return len(self.by_value)

    def get(self, value: str) -> Group | None:
        """The group of a value; None where nothing belongs to it."""
        return self.by_value.get(value)

    def value_of(self, slug: str) -> str:
        """The value whose group has a slug; "" where there is none."""
        return next((value for value, group in self.by_value.items() if group.slug == slug), "")

    def first_of(self, entry: Entry) -> Group | None:
        """The group that an entry names first."""
        return self.first.get(entry.key)

    def parts(self, page: ListPage) -> list[tuple[str, list[Entry]]]:
        """The rows of a page: those of its group in the first place, then what also touches it."""
        if not page.group or not self.several:
            return [("", page.rows)]
        main = [row for row in page.rows if self._is_first(row, page.group)]
        also = [row for row in page.rows if not self._is_first(row, page.group)]
        return [("主要是这一类", main), ("也涉及这一类", also)]

    def _is_first(self, entry: Entry, slug: str) -> bool:
        first = self.first.get(entry.key)
        return first is not None and first.slug == slug


Groups = dict[str, KindGroups]
Pager = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Door:
    """A link from an index to a list below it, with the newest of its entries."""

    address: str
    name: str
    count: int
    newest: list[Entry] = field(default_factory=list, repr=False)


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list: rows, or doors to the lists below it."""

    address: str
    title: str
    kind: type[Record]
    total: int
    rows: list[Entry] = field(default_factory=list)
    doors: list[Door] = field(default_factory=list)
    group: str = ""  # slug of the group that is shown; "" for the whole
    pager: Pager = field(default_factory=list)  # (number, address) of all pages


def group_address(kind: type[Record], slug: str) -> str:
    """Where the list of a group stands. A record's id has no dot, so none can stand there."""
    return f"{kind.folder}/list.{slug}.html"


def groups_of(library: Library, kind: type[Record]) -> KindGroups:
    """The groups of a type in declared order; empty ones are left out."""
    declared = next((f for f in fields_of(kind) if f.attribute == kind.grouped_by), None)
    if declared is None:
        return KindGroups()
    members: dict[str, list[Entry]] = {}
    for entry in library.of_kind(kind):
        value = getattr(entry.model, declared.attribute)
        for single in value if declared.many else (value,):
            members.setdefault(str(single), []).append(entry)
    for value, entries in members.items():
        entries.sort(key=lambda entry, value=value: _first(entry, declared) != value)  # type: ignore[misc]  # bound now
    found = KindGroups(several=declared.many)
    for value, slug, name in _known_values(library, kind, declared):
        if value in members:
            found.by_value[value] = Group(slug, name, members[value])
    for entry in library.of_kind(kind):
        first = _first(entry, declared)
        if first in found.by_value:
            found.first[entry.key] = found.by_value[first]
    return found


def _first(entry: Entry, declared: DeclaredField) -> str:
    """The value that an entry names first."""
    value = getattr(entry.model, declared.attribute)
    return str(value[0] if declared.many else value)


def _known_values(
    library: Library, kind: type[Record], declared: DeclaredField
) -> Iterator[tuple[str, str, str]]:
    """(value, slug, name) of everything that a field may hold."""
    if declared.kind is Kind.CHOICE:
        choices = kind.model_fields[declared.attribute].annotation
        assert isinstance(choices, type)  # noqa: S101 (for mypy)
        assert issubclass(choices, StrEnum)  # noqa: S101 (so too)
        for choice in choices:
            yield str(choice), choice.name.lower().replace("_", "-"), str(choice)
        return
    target = library.entries.get(declared.refers_to or "")
    for row_id, row in (target.rows if target else {}).items():
        yield row_id, row_id, row.row_name


def list_pages(library: Library, kind: type[Record], parts: KindGroups) -> Iterator[ListPage]:
    """Every page of a type's list: the list itself and those of its groups."""
    every = library.of_kind(kind)
    doors = [
        Door(group_address(kind, g.slug), g.name, len(g.entries), _newest(g.entries)) for g in parts
    ]
    address = f"{kind.folder}/index.html"
    if len(every) <= ROWS_A_PAGE:
        yield ListPage(address, kind.name, kind, len(every), rows=every, doors=doors)
    elif doors:
        yield ListPage(address, kind.name, kind, len(every), doors=doors)
    else:
        yield from _by_year(kind, kind.name, f"{kind.folder}/index", "", every)
    for part in parts:
        title = f"{kind.name}：{part.name}"
        stem = group_address(kind, part.slug).removesuffix(".html")
        yield from _by_year(kind, title, stem, part.slug, part.entries)


def _newest(entries: list[Entry]) -> list[Entry]:
    in_use = (entry for entry in entries if not entry.withdrawn)
    return list(islice(in_use, NEWEST_BEHIND_A_DOOR))


def _by_year(
    kind: type[Record], title: str, stem: str, group: str, entries: list[Entry]
) -> Iterator[ListPage]:
    if len(entries) <= ROWS_A_PAGE:
        yield ListPage(f"{stem}.html", title, kind, len(entries), rows=entries, group=group)
        return
    years: dict[str, list[Entry]] = {}
    for entry in entries:
        years.setdefault((entry.model.date or "")[:4], []).append(entry)
    doors = [door for year, found in years.items() for door in _of_year(year, found, stem)]
    yield ListPage(f"{stem}.html", title, kind, len(entries), doors=doors, group=group)
    for year, found in years.items():
        yield from numbered(
            found,
            ROWS_A_PAGE,
            f"{stem}.{year}",
            lambda address, rows, pager, year=year, found=found: ListPage(  # type: ignore[misc]  # bound now
                address, f"{title}（{year}年）", kind, len(found), rows, [], group, pager
            ),
        )


def _of_year(year: str, entries: list[Entry], stem: str) -> Iterator[Door]:
    """The doors to a year: one for each of its pages, so that none lies deeper than another."""
    for number, (address, rows, pager) in enumerate(cut(entries, ROWS_A_PAGE, f"{stem}.{year}"), 1):
        name = f"{year}年，第 {number} 页" if pager else f"{year}年"
        yield Door(address, name, len(rows), _newest(rows))


def numbered(
    entries: list[T],
    size: int,
    stem: str,
    make: Callable[[str, list[T], Pager], P],
) -> Iterator[P]:
    """The pages that a long list is cut into, each made by ``make``."""
    yield from (make(*page) for page in cut(entries, size, stem))


def cut(rows: list[T], size: int, stem: str) -> Iterator[tuple[str, list[T], Pager]]:
    """Cut a long list into pages ``stem.html``, ``stem.2.html`` …, each with links to all."""
    count = max(1, -(-len(rows) // size))
    addresses = [f"{stem}.html", *(f"{stem}.{n}.html" for n in range(2, count + 1))]
    pager = [(str(n), address) for n, address in enumerate(addresses, start=1)] if count > 1 else []
    for number, address in enumerate(addresses):
        yield address, rows[number * size : (number + 1) * size], pager
