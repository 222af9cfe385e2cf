"""Sentences that have been found clean, so that no page is judged by what its source was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xuncha_site.gate.kept import Clean
from xuncha_site.gate.names import sentences
from xuncha_site.gate.normal import normal
from xuncha_site.source import Source

_KEY = re.compile(r"[\s\-]*([^\s:：]{1,16}):\s+")
_GAPS = re.compile(r"[\s\"'*]+")
_AROUND = 2
_MARKS = " -#*|>\"'。；：:，"


class Said:
    """Clean sentences: those of clean sources, and those that were judged in earlier output."""

    def __init__(self, sources: Iterable[Source], clean: Clean) -> None:
        self._sources = sources
        self._clean = clean
        self._held: set[str] = set()  # texts of this run, of which most come many times
        self._whole: str | None = None

    def holds(self, text: str) -> bool:
        """Whether every sentence of a text has been found clean."""
        if text not in self._held:
            if not all(self._clean.holds(self._digest(part)) for part in parts(text)):
                return False
            self._held.add(text)
        return True

    def add(self, text: str) -> None:
        """Take the sentences of a clean text."""
        for part in parts(text):
            self._clean.add(self._digest(part))

    def _digest(self, part: str) -> bytes:
        return self._clean.digest(part.encode(), "sentence")

    def in_sources(self, text: str, start: int, end: int) -> bool:
        """Whether a part of a text stands in a source just so, with what is on one side of it.

        There it was judged in its whole sentence; cut out of it, as in the cell of a table, words
        may look like a name. What a template joins stands in no source.
        """
        if self._whole is None:
            self._whole = _GAPS.sub("", "\n".join(source.text for source in self._sources))
        before, behind = text[max(0, start - _AROUND) : end], text[start : end + _AROUND]
        return any(_GAPS.sub("", part) in self._whole for part in (before, behind))


def parts(text: str) -> Iterator[str]:
    """The sentences of a text, without the marks of YAML and Markdown around them."""
    for _, sentence in sentences(normal(text).text):
        key = _KEY.match(sentence)
        if key:
            yield key.group(1)
        part = sentence[key.end() if key else 0 :].strip(_MARKS)
        if len(part) > 1:
            yield part
