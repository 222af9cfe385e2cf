"""Sentences that have been found clean, so that no page is judged by what its source was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xuncha_site.gate.detect import sentences
from xuncha_site.gate.normal import normal
from xuncha_site.source import Source

_KEY = re.compile(r"[\s\-]*([^\s:：]{1,16}):\s+")
_MARKS = " -#*|>\"'。；：:，"


class Said:
    """Clean sentences. Those of the sources are, or nothing is built."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = sources
        self._known: set[str] | None = None

    def holds(self, text: str) -> bool:
        """Whether every sentence of a text has been found clean."""
        if self._known is None:
            self._known = set()
            for source in self._sources:
                self.add(source.text)
        return all(part in self._known for part in _parts(text))

    def add(self, text: str) -> None:
        """Take the sentences of a clean text."""
        assert self._known is not None  # noqa: S101 (``holds`` is asked first)
        self._known.update(_parts(text))


def _parts(text: str) -> Iterator[str]:
    """The sentences of a text, without the marks of YAML and Markdown around them."""
    for _, sentence in sentences(normal(text).text):
        key = _KEY.match(sentence)
        if key:
            yield key.group(1)
        part = sentence[key.end() if key else 0 :].strip(_MARKS)
        if len(part) > 1:
            yield part
