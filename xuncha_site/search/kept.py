"""The shards of an index, and what they are made from: kept by the preview from build to build.

Documents that an edit does not touch are the same objects as before, so a block of them is known
by what it holds. Of a block that changed, the places that came or went name the shards to make.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

import numpy as np

from xuncha_site.search.documents import Document
from xuncha_site.search.phrases import phrases, read_of
from xuncha_site.search.postings import Array, Shard, first_characters, places, shards

T = TypeVar("T")

# Numbers of documents in one block.
BLOCK = 256


class _Block(NamedTuple):
    documents: tuple[tuple[int, Document], ...]
    places: Array


class KeptIndex:
    """The blocks and what was made of the shards of the last build of this process."""

    def __init__(self) -> None:
        self._blocks: dict[int, _Block] = {}
        self._made: dict[str, Any] = {}
        self._read: list[str] = []
        self._phrases: list[str] = []

    def phrases(self, texts: Sequence[str]) -> list[str]:
        """The phrases of all texts. Few are read for them, so that an edit seldom changes any."""
        part = read_of(texts)
        if part != self._read:
            self._read, self._phrases = part, phrases(part)
        return self._phrases

    def of_shards(
        self, found: Sequence[Document], make: Callable[[Shard], T]
    ) -> Iterator[tuple[str, T]]:
        """Each character, by code point, and what is made of its shard; as it was, if it may be.

        ``found`` are documents, numbers ascending; ``make`` is the same in every build.
        """
        last, self._blocks = self._blocks, {}
        for number, members in groupby(found, lambda document: document.number // BLOCK):
            own = tuple((document.number, document) for document in members)
            known = last.get(number)
            self._blocks[number] = known if known and known.documents == own else _made(own)
        changed = self._changed(last) if last else None
        arrays = [block.places for block in self._blocks.values()]
        for character in list(self._made) if changed is None else changed:
            self._made.pop(character, None)
        for shard in shards(arrays, changed):
            self._made[shard.character] = make(shard)
        for character in sorted(self._made):
            yield character, self._made[character]

    def _changed(self, last: dict[int, _Block]) -> set[str]:
        """The characters that begin a pair which came to a block or left it."""
        found = set[str]()
        nothing = np.zeros(0, np.uint64)
        for number in last.keys() | self._blocks.keys():
            old, new = (blocks.get(number) for blocks in (last, self._blocks))
            if old is not new:
                before, after = (block.places if block else nothing for block in (old, new))
                found |= first_characters(np.setxor1d(before, after, assume_unique=True))
        return found


def _made(own: tuple[tuple[int, Document], ...]) -> _Block:
    texts = ((number, list(document.searched.items())) for number, document in own)
    return _Block(own, places(texts))
