"""How far a long build has come: what, how many of how many, time left. On a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any, TextIO, TypeVar

import click

T = TypeVar("T")

# A build of fewer items is over before a bar could be read.
LEAST = 300


class Progress:
    """Draws a bar for each stage of a build. In a pipe or a file it writes nothing at all."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream
        self._bar: Any = None
        self._open = ExitStack()

    def watched(self, name: str, items: Sequence[T]) -> Iterator[T]:
        """The items, one after the other, while their number is shown."""
        self.begin(name, len(items))
        for item in items:
            yield item
            self.step()
        self.end()

    def begin(self, name: str, total: int) -> None:
        """A stage of so many steps begins."""
        self.end()
        stream = self._stream or sys.stderr  # asked now: it may change between two builds
        if total >= LEAST and stream.isatty():
            bar: Any = click.progressbar(
                length=total, label=name, show_pos=True, width=30, file=stream
            )
            self._bar = self._open.enter_context(bar)

    def step(self) -> None:
        """One more is done."""
        if self._bar is not None:
            self._bar.update(1)

    def end(self) -> None:
        """The stage has ended, whether all of it was done or not."""
        self._bar = None
        self._open.close()
