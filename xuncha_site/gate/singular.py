"""What one case alone has in a library: its wordings, and what it is filed under taken together.

Words in quotation marks can be searched for as they stand, and found in a public notice; a
combination that no second case has leads whoever knows the district straight to the unit.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from xuncha_site.library import Entry
from xuncha_site.records.base import Record, fields_of

_QUOTED = re.compile(r"[“「『]([^“”「」『』\n]{5,30})[”」』]")
_LARGEST = 3  # facts in a combination: with more, every case is alone
_OF_THE_RECORD = frozenset({"性质"})  # it says what the record is, not what it tells of

Combination = tuple[str, ...]


def wordings(entries: Iterable[Entry]) -> Mapping[str, list[str]]:
    """The key of each entry → words quoted in it that are quoted in no other."""
    holders: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        for match in _QUOTED.finditer(entry.source.text):
            holders[match.group(1)][entry.key] = None
    found: dict[str, list[str]] = defaultdict(list)
    for words, keys in holders.items():
        if len(keys) == 1:
            found[next(iter(keys))].append(words)
    return found


def smallest_combinations(
    entries: Iterable[Entry], kind: type[Record]
) -> Mapping[str, Combination]:
    """The key of each entry of a type → the fewest of its facets that no other has all of.

    Those that share every three of their facets with another are left out.
    """
    everything = {entry.key: entry for entry in entries}
    facts = {
        key: _facts(entry.model, everything)
        for key, entry in everything.items()
        if isinstance(entry.model, kind)
    }
    counts = Counter(some for values in facts.values() for some in _combinations(values))
    alone = {
        key: next((some for some in _combinations(values) if counts[some] == 1), None)
        for key, values in facts.items()
    }
    return {key: some for key, some in alone.items() if some}


def _combinations(values: Combination) -> Iterator[Combination]:
    return (some for size in range(1, _LARGEST + 1) for some in combinations(values, size))


def _facts(model: Record, everything: Mapping[str, Entry]) -> Combination:
    """What a record is filed under: one value for each facet, the first where it has several."""
    facets = [f for f in fields_of(type(model)) if f.uses.facet and f.label not in _OF_THE_RECORD]
    found = []
    for facet in facets:
        value = getattr(model, facet.attribute)
        if isinstance(value, tuple):
            value = value[0] if value else None
        if value:
            named = everything.get(facet.refers_to or "")
            row = named.rows.get(value) if named else None
            found.append(f"{facet.shown} {row.row_name if row else value}")
    return (*found, f"年份 {model.date[:4]}")
