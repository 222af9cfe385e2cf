"""Phrases that a library uses again and again: what a reader may type by sound, or misspell.

A phrase is a stretch of two to six Han characters that stands in several documents and does not
almost always go on in the same way. Only a part of a large library is read: what is used often is
found in any part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from xuncha_site.search.postings import Array

SHORTEST, LONGEST = 2, 6
MOST = 4000
READ = 100_000  # characters
# What a phrase neither begins nor ends with.
_LOOSE = "的了是在和与及等并将把被对为从由向以其该这那也就都还某各每之于地得到不一个年月日"
_GOES_ON_ALIKE = 0.8


def phrases(part: Sequence[str]) -> list[str]:
    """The phrases of normalised texts (see ``read_of``), the most telling first."""
    whole = "\n".join(part) + "\n" * LONGEST
    codes = np.frombuffer(whole.encode("utf-32-le"), dtype="<u4").astype(np.int64)
    owners = np.repeat(np.arange(len(part) + 1), [*(len(t) + 1 for t in part), LONGEST - 1])
    han = (codes >= 0x4E00) & (codes <= 0x9FFF)
    found = [
        (count * (length - 1), whole[at : at + length])
        for length, at, count in _repeated(codes, owners, han, max(2, len(part) // 1000))
        if whole[at] not in _LOOSE and whole[at + length - 1] not in _LOOSE
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1]))
    return [phrase for _, phrase in found[:MOST]]


def read_of(texts: Sequence[str]) -> list[str]:
    """The part of all texts that is read for phrases."""
    step = max(1, -(-sum(map(len, texts)) // READ))
    return list(texts[::step])


def _repeated(
    codes: Array, owners: Array, han: Array, least: int
) -> Iterator[tuple[int, int, int]]:
    """(length, place, number of documents) of every stretch that does not go on alike."""
    starts = np.flatnonzero(han)
    names = codes[starts]
    last: tuple[Array, Array, Array] | None = None
    for length in range(1, LONGEST + 2):
        if length > 1:
            kept = han[starts + length - 1]
            starts, before = starts[kept], names[kept]
            names = _numbered(before << 21 | codes[starts + length - 1])
        counts, first = _documents_of(names, owners[starts], starts)
        if last is not None and length > SHORTEST:
            yield from _closed(length - 1, last, counts, first, least)
        last = (counts, first, codes)


def _numbered(keys: Array) -> Array:
    return np.unique(keys, return_inverse=True)[1].astype(np.int64)


def _documents_of(names: Array, owners: Array, starts: Array) -> tuple[Array, Array]:
    """In how many documents each stretch stands, and a place where it does."""
    pairs = np.unique(names << 21 | owners)
    size = int(names.max(initial=-1)) + 1
    counts = np.bincount(pairs >> 21, minlength=size)
    first = np.zeros(size, np.int64)
    first[names[::-1]] = starts[::-1]
    return counts, first


def _closed(
    length: int, shorter: tuple[Array, Array, Array], longer: Array, at: Array, least: int
) -> Iterator[tuple[int, int, int]]:
    counts, first, codes = shorter
    index = {
        codes[place : place + length].tobytes(): number
        for number, place in enumerate(first.tolist())
        if counts[number] >= least
    }
    most = dict.fromkeys(index.values(), 0)
    for number in np.flatnonzero(longer >= least).tolist():
        place = int(at[number])
        for begin in (place, place + 1):
            inner = index.get(codes[begin : begin + length].tobytes())
            if inner is not None:
                most[inner] = max(most[inner], int(longer[number]))
    for number, goes_on in most.items():
        count = int(counts[number])
        if goes_on < _GOES_ON_ALIKE * count:
            yield length, int(first[number]), count
