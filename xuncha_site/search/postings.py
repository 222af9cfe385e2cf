"""Documents → which pairs of characters stand in which of them, in shards by first character.

A posting is a document and where the pair stands in it (``Rank``). They are made for all documents
at once, with arrays: one number for each place in the text, sorted. A library of 5,000 records has
five million places, and a loop over them would take longer than all its pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np

from xuncha_site.search.tokens import RANGES

Array = np.ndarray[Any, np.dtype[Any]]

# 80 signs that need no escape in a script and look like no number to anyone: the first half ends a
# value, the other half says that it goes on.
ENDS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&'()*+,-./"
GOES_ON = "abcdefghijklmnopqrstuvwxyz:;=>?[]^_`{|}~"
BASE = len(ENDS)

# Bits of a place in the text: first and second character, document, rank.
_RANK_BITS, _DOCUMENT_BITS, _CHARACTER_BITS = 2, 24, 17
_CODES = 0x110000


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


def shards(documents: Sequence[tuple[int, Texts]]) -> Iterator[Shard]:
    """The shards of numbered documents (numbers ascending), by code point."""
    characters, keys = _places(documents)
    if not len(keys):
        return
    pair = keys >> np.uint64(_DOCUMENT_BITS + _RANK_BITS)
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
            yield Shard(characters[first], postings)
            first, postings = begin, {}
        postings[characters[seconds[at]]] = text[cuts[at] : cuts[at + 1]]
    yield Shard(characters[first], postings)


def _places(documents: Sequence[tuple[int, Texts]]) -> tuple[list[str], Array]:
    """The characters in use ("" first), and one number for each document and pair in it."""
    parts = [(number, rank, text) for number, texts in documents for rank, text in texts]
    parts.append((0, Rank.BODY, ""))  # so that there is an end to look at
    whole = "\n".join(text for *_, text in parts) + "\n"
    codes = np.frombuffer(whole.encode("utf-32-le"), dtype="<u4")
    characters, places = _characters(codes)
    mapped = places[codes]
    inside = mapped > 0
    owners = np.fromiter((number << _RANK_BITS | rank for number, rank, _ in parts), np.uint32)
    lengths = np.fromiter((len(text) + 1 for *_, text in parts), np.int64, len(parts))
    keys = mapped[inside].astype(np.uint64)
    keys <<= np.uint64(_CHARACTER_BITS)
    keys |= np.append(mapped[1:], np.uint32(0))[inside]
    keys <<= np.uint64(_DOCUMENT_BITS + _RANK_BITS)
    keys |= np.repeat(owners, lengths)[inside]
    keys.sort()
    return characters, _once_a_document(keys)


def _characters(codes: Array) -> tuple[list[str], Array]:
    """The token characters in use ("" first), and the place among them of every code point."""
    searched, used = np.zeros(_CODES, bool), np.zeros(_CODES, bool)
    for low, high in RANGES:
        searched[low : high + 1] = True
    used[codes] = True
    present = np.flatnonzero(searched & used)
    places = np.zeros(_CODES, np.uint32)
    places[present] = np.arange(1, len(present) + 1)
    return ["", *map(chr, present.tolist())], places


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
