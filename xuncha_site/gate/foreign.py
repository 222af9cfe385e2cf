"""Names of persons without a Chinese surname: Tibetan, Uyghur, Kazakh, Mongol, Yi."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from xuncha_site.gate import context
from xuncha_site.gate.tables import table
from xuncha_site.gate.tagger import Words

_POINTED = re.compile(r"([\u4e00-\u9fff]{2,8})[·•‧・]([\u4e00-\u9fff]{2,8})")
_NEAR = -3.0  # how far the model may be from reading a name
_SURE = frozenset({"称谓", "职业", "亲属", "动词", "问人"})


def foreign_in(sentence: str, words: Words) -> Iterator[tuple[int, int]]:
    """Where such names stand, written with a point between their parts or without."""
    taken: list[tuple[int, int]] = []
    for start, end in (*_pointed(sentence, words), *_plain(sentence, words)):
        if all(end <= first or last <= start for first, last in taken):
            taken.append((start, end))
            yield start, end


def _pointed(sentence: str, words: Words) -> Iterator[tuple[int, int]]:
    """阿依古丽·买买提: to both sides as far as sounds are written."""
    signs = table("foreign")["字"]
    for match in _POINTED.finditer(sentence):
        point = match.end(1)
        start = point
        while start > match.start() and sentence[start - 1] in signs:
            start -= 1
        end = point + 1
        while end < match.end() and sentence[end] in signs:
            end += 1
        near = any(word.tag == "PER" and word.start < end and start < word.end for word in words)
        if near and point - start < 2:
            start = max(match.start(), min(w.start for w in words if w.end > match.start()))
        if near and end - point < 3:
            end = next((w.end for w in words if w.tag == "PER" and w.end > point + 2), match.end())
        masked = "某" in sentence[start:end]
        if point - start >= 2 and end - point >= 3 and not masked:
            yield start, end


def _plain(sentence: str, words: Words) -> Iterator[tuple[int, int]]:
    """扎西次仁: parts that names are made of, one after the other."""
    for match in _parts().finditer(sentence):
        start, end = match.span()
        size = end - start
        near = 2 <= size <= 6 and words.short[start][size] > _NEAR
        several = match.re.groups and match["more"] is not None
        if size > 2 and (
            near or (several and size > 3) or context.before(sentence, start) in _SURE
        ):
            yield start, end


@cache
def _parts() -> re.Pattern[str]:
    parts = sorted(table("foreign")["音节"], key=lambda part: (-len(part), part))
    one = "|".join(parts)
    return re.compile(rf"(?:{one})(?P<more>(?:{one}){{1,2}})?")
