"""What a page is made from, as a digest: while it stays the same, so do the page's bytes.

The preview server uses it to leave pages alone that an edit does not touch. It errs on the safe
side: an edit anywhere in a file counts for every page that shows anything of it, or that shows
something which shows it, and an overview takes in whole types. Other pages of the whole (home,
one-file types) have no digest and are always made anew. A test compares with whole builds, byte
for byte, over random edits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from xuncha_site.library import Entry, How, Library
from xuncha_site.pages.frame import Frame
from xuncha_site.pages.lists import KindGroups, ListPage


def digest(parts: Iterable[str | bytes]) -> bytes:
    """One digest of several texts. Their lengths count: parts never run together."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        found.update(len(raw).to_bytes(8, "big") + raw)
    return found.digest()


class Inputs:
    """Digests for the pages of one library."""

    def __init__(self, frame: Frame, shown_of_a_row: int) -> None:
        self.library: Library = frame.library
        self.frame = frame
        self.shown_of_a_row = shown_of_a_row
        self._faces: dict[str, bytes] = {}
        self._reaches: dict[str, bytes] = {}
        self._shelves: dict[str, bytes] = {}

    @cached_property
    def _frame(self) -> bytes:
        return digest([self.frame.version, repr(self.frame.shared)])

    def _face(self, entry: Entry) -> bytes:
        """All that others may show of an entry: its own file."""
        found = self._faces.get(entry.key)
        if found is None:
            found = self._faces[entry.key] = digest([entry.key, entry.source.text])
        return found

    def _reach(self, entry: Entry) -> bytes:
        """An entry, with what it refers to as far as this audience may see it."""
        found = self._reaches.get(entry.key)
        if found is None:
            faces = [self._face(target) for target in self._targets(entry)]
            found = self._reaches[entry.key] = digest([self._face(entry), *faces])
        return found

    def _targets(self, entry: Entry) -> Iterator[Entry]:
        for mention in entry.mentions:
            hit = None
            if mention.how is not How.PLAIN:
                hit = self.library.find(mention.key, mention.row)
            if hit is not None:
                yield hit[0]

    def of_entry(self, entry: Entry, around: Iterable[str], neighbours: Iterable[Entry]) -> bytes:
        """The page of a record or of guidance. ``around`` are the words of its crumbs."""
        parts: list[str | bytes] = [self._frame, str(entry.revisions), *around]
        parts += [self._reach(e) for e in (entry, *self._targets(entry), *neighbours)]
        return digest([*parts, *self._mentioned_by(entry)])

    def _mentioned_by(self, entry: Entry) -> Iterator[str | bytes]:
        """Who mentions an entry, and as much of them as its page may show."""
        for shelf, mentions in entry.backlinks.items():
            yield f"{shelf} {len(mentions)}"
            shown = dict.fromkeys(other for other, _ in mentions)
            yield from (self._reach(other) for other in islice(shown, self.shown_of_a_row))
            for row in entry.rows:
                of_row = (other for other, named in mentions if named == row)
                for other in islice(of_row, self.shown_of_a_row):
                    yield row
                    yield self._reach(other)

    def of_rows(self, rows: Iterable[Entry], around: Iterable[str]) -> bytes:
        """A page that lists entries. ``around`` are all other words on it."""
        return digest([self._frame, *around, *map(self._reach, rows)])

    def of_piece(self, entry: Entry) -> bytes:
        """What exports tell of an entry."""
        return digest([self._frame, self._reach(entry), str(entry.revisions)])

    def of_pieces(self, entries: Iterable[Entry], around: Iterable[str] = ()) -> bytes:
        """A file that is put together of what exports tell of entries."""
        return digest([self._frame, *around, *map(self.of_piece, entries)])

    def of_shelves(self, folders: Iterable[str], around: Iterable[str] = ()) -> bytes:
        """A page that may show anything of all records of some types."""
        return digest([self._frame, *around, *map(self._shelf, folders)])

    def _shelf(self, folder: str) -> bytes:
        found = self._shelves.get(folder)
        if found is None:
            faces = map(self._face, self.library.shelf(folder))
            found = self._shelves[folder] = digest([folder, *faces])
        return found

    def of_list(self, page: ListPage, groups: KindGroups) -> bytes:
        """A page of a type's list."""
        around = [repr((page.title, page.total, page.doors, page.pager))]
        around += [f"{group.slug} {group.name} {len(group.entries)}" for group in groups]
        behind = [entry for door in page.doors for entry in door.newest]
        return self.of_rows([*page.rows, *behind], around)
