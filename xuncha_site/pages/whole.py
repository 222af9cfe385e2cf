"""What pages that look over a whole library are made from, and what makes them has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from xuncha_site.exchange import Export
from xuncha_site.pages.duties import Duties
from xuncha_site.pages.frame import Frame
from xuncha_site.pages.inputs import Inputs
from xuncha_site.pages.ledgers import Ledgers
from xuncha_site.pages.lists import Groups
from xuncha_site.pages.page import Page


@dataclass(frozen=True, slots=True)
class Whole:
    """A library with its frame, and what is counted once for all of its pages."""

    frame: Frame
    inputs: Inputs
    groups: Groups
    ledgers: Ledgers
    duties: Duties


class WholePages(ABC):
    """Makes pages of a whole library. ``shelves`` are the types that they may show anything of."""

    shelves: ClassVar[tuple[str, ...]] = ()

    def __init__(self, whole: Whole) -> None:
        self.frame = whole.frame
        self.library = whole.frame.library
        self.inputs = whole.inputs
        self.groups = whole.groups
        self.ledgers = whole.ledgers
        self.duties = whole.duties

    @abstractmethod
    def pages(self) -> Iterator[Page]:
        """Every page; none where the library has nothing to show on them."""

    def page(self, address: str, render: Callable[[], str]) -> Page:
        """A page that changes with any record of its types."""
        return Page(address, render, partial(self.inputs.of_shelves, self.shelves))

    def file(self, export: Export) -> Page:
        """A file to take away, which changes with any record of the same types."""
        return self.page(export.address, lambda: export.text)
