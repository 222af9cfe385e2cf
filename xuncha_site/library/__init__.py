"""The library: every record and guidance page, linked both ways; the questions that pages ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from xuncha_site.library import addresses, audience, history, outdated, references
from xuncha_site.library.entry import GUIDES, Entry, How, Mention, Revisions
from xuncha_site.library.files import KeptFiles
from xuncha_site.library.load import CONTENT, DATA, SETTINGS_FILE, Loaded, Watch, load
from xuncha_site.problems import Code, Grade, Place, Problem
from xuncha_site.records.base import DeclaredField, Record, types
from xuncha_site.records.jurisdiction import Jurisdiction
from xuncha_site.records.settings import Settings
from xuncha_site.source import Source

# How far 截至日期 may lie behind the newest commit before editors are reminded.
AS_OF_LAG = timedelta(days=60)


@dataclass
class Library:
    """All that one audience may read. Made by ``open_library``."""

    root: Path
    settings: Settings
    kinds: tuple[type[Record], ...]
    entries: dict[str, Entry]
    static: list[str] = field(default_factory=list)

    def of_kind(self, kind: type[Record]) -> list[Entry]:
        """The records of a type, newest first."""
        return self.shelf(kind.folder)

    def shelf(self, name: str) -> list[Entry]:
        """The records of the type with a folder, or the guidance pages, newest first."""
        return self._shelves.get(name, [])

    @cached_property
    def _shelves(self) -> dict[str, list[Entry]]:
        shelves: dict[str, list[Entry]] = {}
        for entry in sorted(self.entries.values(), key=lambda e: e.order, reverse=True):
            shelves.setdefault(entry.shelf, []).append(entry)
        return shelves

    def guides(self, folder: str) -> list[Entry]:
        """The guidance pages of a folder in their declared order, without its index page."""
        return self._guides.get(folder, [])

    @cached_property
    def _guides(self) -> dict[str, list[Entry]]:
        folders: dict[str, list[Entry]] = {}
        pages = [entry for entry in self._shelves.get(GUIDES, []) if entry.id != "index"]
        for entry in sorted(pages, key=lambda e: (int(getattr(e.model, "position", "0")), e.key)):
            folders.setdefault(entry.folder, []).append(entry)
        return folders

    def neighbours(self, entry: Entry) -> list[Entry]:
        """The guidance pages before and behind one in its folder."""
        return self._neighbours.get(entry.key, []) if entry.folder else []

    @cached_property
    def _neighbours(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for pages in self._guides.values():
            for one, other in pairwise(pages):
                found.setdefault(one.key, []).append(other)
                found.setdefault(other.key, []).append(one)
        return found

    def guide_folders(self) -> list[str]:
        """The folders below ``content/`` that hold guidance pages."""
        return sorted({entry.folder for entry in self._shelves.get(GUIDES, [])} - {""})

    def find(self, key: str, row: str = "") -> tuple[Entry, str] | None:
        """The entry and row that a reference names, as far as this audience may see them."""
        return references.find_seen(self.entries, key, row)

    def something_for(self, declared: DeclaredField) -> str | None:
        """Something that a field which refers may name: the newest record, or the first row."""
        single = self.entries.get(declared.refers_to or "")
        if single is not None:
            wanted = declared.refers_to_rows
            return next(
                (i for i, row in single.rows.items() if not wanted or row.called in wanted), None
            )
        return next((entry.id for entry in self._shelves.get(declared.refers_to or "", [])), None)


@dataclass(frozen=True)
class Opened:
    """What came of opening a library: its problems, and the library itself unless one stops."""

    root: Path
    problems: list[Problem]
    sources: list[Source]
    names: list[str]  # of every file, relative to the root
    settings: Settings | None  # None where data/site.yml is missing or faulty
    library: Library | None
    jurisdiction: Jurisdiction | None = None  # None in the same way
    entries: dict[str, Entry] = field(default_factory=dict)  # of all visibilities

    @cached_property
    def stops(self) -> bool:
        return any(problem.stops for problem in self.problems)


def open_library(
    root: Path,
    kinds: tuple[type[Record], ...] | None = None,
    kept: KeptFiles | None = None,
    watch: Watch = lambda _, files: files,
) -> Opened:
    """Read and check a whole library. Never raises for an editor's mistake.

    ``kinds`` are the types of record to know; by default every declared one. With ``kept``, files
    that have not changed since the last opening are not read again. ``watch`` sees them go by.
    """
    kinds = types() if kinds is None else kinds
    loaded = load(root, kinds, kept or KeptFiles(), watch)
    problems = loaded.problems
    problems += references.check(loaded)
    problems += addresses.same_address(loaded.entries, _taken(kinds, loaded))
    names = [source.file for source in loaded.sources]
    names += [f"{CONTENT}/{name}" for name in loaded.static]
    if loaded.settings is None:
        return Opened(root, problems, loaded.sources, names, None, None)
    past = history.history(root, (DATA, CONTENT))
    for entry in loaded.entries.values():
        entry.revisions = past.files.get(entry.source.file)
    problems += outdated.check(loaded.entries.values(), loaded.settings.as_of)
    problems += _history_warnings(past, loaded.settings, loaded.as_of)
    shown = audience.seen_by(loaded.settings.audience, loaded.entries)
    problems += addresses.check(loaded.entries, shown.values(), loaded.faulty, root)
    library = Library(root, loaded.settings, kinds, shown, sorted(loaded.static))
    stops = any(problem.stops for problem in problems)
    return Opened(
        root=root,
        problems=problems,
        sources=loaded.sources,
        names=names,
        settings=loaded.settings,
        library=None if stops else library,
        jurisdiction=loaded.jurisdiction,
        entries=loaded.entries,
    )


def _taken(kinds: tuple[type[Record], ...], loaded: Loaded) -> Iterator[tuple[str, str, Place]]:
    """Addresses that are the site's own or those of other files of ``content/``.

    Each with whose it is, and where that is told.
    """
    settings = Place(f"{DATA}/{SETTINGS_FILE}")
    own = dict(addresses.OWN_FILES)
    own |= {f"{kind.folder}/index.html": f"“{kind.name}”列表" for kind in kinds if not kind.file}
    yield from ((address, what, settings) for address, what in own.items())
    yield from addresses.row_files(loaded.entries)
    yield from addresses.table_files(kinds, loaded.entries)
    files = (f"{CONTENT}/{name}" for name in loaded.static)
    yield from ((file.removeprefix(f"{CONTENT}/"), file, Place(file)) for file in files)


def _history_warnings(
    past: history.History, settings: Settings, as_of: Place | None
) -> list[Problem]:
    place = Place(f"{DATA}/{SETTINGS_FILE}")
    if past.reason:
        fault = f"没有修订日期：{past.reason}"
        mend = "页面上不写修订日期，其他不受影响。"
        return [Problem(Code.NO_HISTORY, place, fault, mend, Grade.WARNING)]
    year, month, day = ([int(part) for part in settings.as_of.split("-")] + [12, 28])[:3]
    if past.newest and past.newest - date(year, month, day) > AS_OF_LAG:
        fault = f"截至日期 {settings.as_of} 比最近一次提交（{past.newest}）早 60 天以上"
        mend = "核对内容以后，把截至日期改近。"
        return [Problem(Code.STALE_AS_OF, as_of or place, fault, mend, Grade.WARNING)]
    return []


__all__ = [
    "GUIDES",
    "Entry",
    "How",
    "KeptFiles",
    "Library",
    "Mention",
    "Opened",
    "Revisions",
    "open_library",
]
