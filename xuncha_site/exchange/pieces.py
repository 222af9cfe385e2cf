"""Pieces of exports, one an entry: kept by the preview server from one build to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from xuncha_site.library import Entry

T = TypeVar("T")
# A digest of an entry and of all that its exports tell of others.
Digest = Callable[[Entry], bytes]


class Pieces:
    """The last piece of each sort and entry, with the digest of what it was made from."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[bytes, Any]] = {}

    def of(self, sort: str, entry: Entry, digest: bytes, make: Callable[[Entry], T]) -> T:
        """A piece as it was, where nothing that it is made from has changed; else made anew."""
        known = self._kept.get((sort, entry.key))
        if known is not None and known[0] == digest:
            piece: T = known[1]
            return piece
        made = make(entry)
        self._kept[sort, entry.key] = (digest, made)
        return made


class Making:
    """Makes pieces for one build; without ``pieces`` nothing is kept."""

    def __init__(self, digest: Digest, pieces: Pieces | None) -> None:
        self._digest = digest
        self._pieces = pieces

    def of(self, sort: str, entry: Entry, make: Callable[[Entry], T]) -> T:
        """See ``Pieces``."""
        if self._pieces is None:
            return make(entry)
        return self._pieces.of(sort, entry, self._digest(entry), make)
