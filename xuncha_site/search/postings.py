"""Documents → which pairs of characters stand in which of them, in shards by first character.

A posting is a document and where the pair stands in it (``Rank``). They are made with arrays: one
number for each place in the text, sorted. A library of 5,000 records has five million places, and
a loop over them would take longer than all its pages. Places are made for a block of documents at
a time and shards for a range of characters at a time, so that memory holds little twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np

from xuncha_site.search.tokens import RANGES

Array = np.ndarray[Any, np.dtype[Any]]

# 80 signs that need no escape in a script and look like no number to anyone: the first half ends a
# value, the other half says that it goes on.
ENDS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&'()*+,-./"
GOES_ON = "abcdefghijklmnopqrstuvwxyz:;=>?[]^_`{|}~"
BASE = len(ENDS)

# Bits of a place in the text: first and second character (0 where a run ends), document, rank.
_RANK_BITS, _DOCUMENT_BITS, _CHARACTER_BITS = 2, 26, 18
_PAIR = np.uint64(_DOCUMENT_BITS + _RANK_BITS)
_FIRST = np.uint64(_CHARACTER_BITS + _DOCUMENT_BITS + _RANK_BITS)
_CODES = 0x110000
# Places whose shards are made in one go.
_AT_ONCE = 1_000_000


class Rank(IntEnum):
    """Where in a document a pair stands, the least first."""

    BODY = 0
    OFTEN = 1  # more than once in the body
    KEYWORD = 2
    TITLE = 3


# A document's texts, normalised, each with its rank.
Texts = Sequence[tuple[Rank, str]]


@dataclass(frozen=True, slots=True)
class Shard:
    """All pairs that begin with a character: postings by second character, "" where a run ends."""

    character: str
    postings: dict[str, str]


def places(documents: Iterable[tuple[int, Texts]]) -> Array:
    """The places of numbered documents (numbers ascending): one number for each pair in each."""
    parts = [(number, rank, text) for number, texts in documents for rank, text in texts]
    parts.append((0, Rank.BODY, ""))  # so that there is an end to look at
    whole = "\n".join(text for *_, text in parts) + "\n"
    codes = np.frombuffer(whole.encode("utf-32-le"), dtype="<u4")
    codes = np.where(_searched()[codes], codes, np.uint32(0))
    inside = codes > 0
    owners = np.fromiter((number << _RANK_BITS | rank for number, rank, _ in parts), np.uint32)
    lengths = np.fromiter((len(text) + 1 for *_, text in parts), np.int64, len(parts))
    keys = codes[inside].astype(np.uint64)
    keys <<= np.uint64(_CHARACTER_BITS)
    keys |= np.append(codes[1:], np.uint32(0))[inside]
    keys <<= _PAIR
    keys |= np.repeat(owners, lengths)[inside]
    keys.sort()
    return _once_a_document(keys)


def first_characters(keys: Array) -> set[str]:
    """The characters that pairs at some places begin with."""
    return set(map(chr, np.unique(keys >> _FIRST).tolist()))


def shards(blocks: Sequence[Array], characters: Iterable[str] | None = None) -> Iterator[Shard]:
    """The shards of blocks of places by code point: all, or those of some characters."""
    if not blocks:
        return
    if characters is None:
        ranges = list(pairwise(_cuts(blocks)))
    else:
        ranges = [(ord(one), ord(one) + 1) for one in sorted(characters)]
    for low, high in ranges:
        keys = np.concatenate([_between(block, low, high) for block in blocks])
        keys.sort()
        yield from _shards(keys)


def _cuts(blocks: Sequence[Array]) -> list[int]:
    """Code points between which there are about as many places as are taken at once."""
    step = 256
    sample = np.sort(np.concatenate([block[::step] for block in blocks])) >> _FIRST
    inner = np.unique(sample[:: _AT_ONCE // step]).tolist()
    return sorted({0, *inner, 1 << _CHARACTER_BITS})


def _between(keys: Array, low: int, high: int) -> Array:
    """The sorted places of pairs that begin with a character from ``low`` to below ``high``."""
    top = (1 << _CHARACTER_BITS) - 1
    start = np.searchsorted(keys, np.uint64(low) << _FIRST)
    end = len(keys) if high > top else np.searchsorted(keys, np.uint64(high) << _FIRST)
    return keys[start:end]


def _shards(keys: Array) -> Iterator[Shard]:
    if not len(keys):
        return
    pair = keys >> _PAIR
    starts = _starts(pair)
    encoded, offsets = _encoded(keys, starts)
    text = encoded.tobytes().decode("ascii")
    pairs = pair[starts]
    firsts = (pairs >> np.uint64(_CHARACTER_BITS)).tolist()
    seconds = (pairs & np.uint64((1 << _CHARACTER_BITS) - 1)).tolist()
    cuts = [*offsets.tolist(), len(text)]
    first, postings = firsts[0], dict[str, str]()
    for at, begin in enumerate(firsts):
        if begin != first:
            yield Shard(chr(first), postings)
            first, postings = begin, {}
        postings[chr(seconds[at]) if seconds[at] else ""] = text[cuts[at] : cuts[at + 1]]
    yield Shard(chr(first), postings)


@cache
def _searched() -> Array:
    """For every code point whether it is a token character."""
    table = np.zeros(_CODES, bool)
    for low, high in RANGES:
        table[low : high + 1] = True
    return table


def _once_a_document(keys: Array) -> Array:
    """Of the places of a pair in one document the highest, or ``OFTEN`` for several in the body."""
    if not len(keys):
        return keys
    starts = _starts(keys >> np.uint64(_RANK_BITS))
    ends = np.append(starts[1:], len(keys)) - 1
    best: Array = keys[ends]
    often = (best & np.uint64(3) == Rank.BODY) & (ends > starts)
    best[often] |= np.uint64(Rank.OFTEN)
    return best


def _starts(values: Array) -> Array:
    """Where each stretch of equal values begins."""
    return np.flatnonzero(np.append(True, values[1:] != values[:-1]))


def _encoded(keys: Array, starts: Array) -> tuple[Array, Array]:
    """All postings as signs, and where those of each pair begin.

    The value of a posting is the distance to the document before it, and its rank.
    """
    document = (keys >> np.uint64(_RANK_BITS) & np.uint64((1 << _DOCUMENT_BITS) - 1)).astype(
        np.int32
    )
    step = np.diff(document, prepend=np.int32(-1))
    step[starts] = document[starts] + 1
    value = (step << _RANK_BITS) + (keys & np.uint64(3)).astype(np.int32)
    del document, step
    digits = np.ones(len(value), np.int8)
    for power in range(1, 6):
        digits += value >= BASE**power
    ends = np.cumsum(digits, dtype=np.int64)
    signs = np.empty(ends[-1], np.uint8)
    last, more = (np.frombuffer(s.encode("ascii"), np.uint8) for s in (ENDS, GOES_ON))
    signs[ends - 1] = last[value % BASE]
    for place in range(1, int(digits.max())):
        longer = digits > place
        signs[ends[longer] - 1 - place] = more[value[longer] // BASE**place % BASE]
    return signs, ends[starts] - digits[starts]
