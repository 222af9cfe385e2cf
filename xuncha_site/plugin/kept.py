"""What the preview server keeps from one build to the next, within one process."""

from __future__ import annotations

import os
import shutil
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from xuncha_site.exchange import Pieces
from xuncha_site.library import KeptFiles
from xuncha_site.pages import Page

if TYPE_CHECKING:
    from xuncha_site.search import KeptIndex


class KeptPages:
    """Pages of the last published site that the next one may take over.

    Without a site to take over from, as in every build but those of the preview server, no digest
    is asked for and every page is made.
    """

    def __init__(self) -> None:
        self.again: set[str] = set()  # addresses of this build that were taken over
        self._site: Path | None = None
        self._digests: dict[str, bytes] = {}
        self._new: dict[str, bytes] = {}

    def begin(self, site: Path) -> None:
        """A build begins whose site will take the place of ``site``, where the last one stands."""
        if site != self._site:
            self._digests.clear()
        self._site = site
        self._new = {}
        self.again = set()

    def end(self) -> None:
        """The build has been published."""
        self._digests = self._new

    def put_again(self, page: Page, target: Path) -> bool:
        """Put a page of the last site at its place in the new one; False if it must be made."""
        if self._site is None or page.inputs is None:
            return False
        digest = page.inputs()
        self._new[page.address] = digest
        if self._digests.get(page.address) != digest:
            return False
        try:
            _link(self._site / page.address, target)
        except OSError:
            return False
        self.again.add(page.address)
        return True


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)


class Kept:
    """All that is kept: results of files, pages, pieces of exports, and the index of the search."""

    def __init__(self) -> None:
        self.files = KeptFiles()
        self.pages = KeptPages()
        self.pieces = Pieces()

    @cached_property
    def index(self) -> KeptIndex:
        """What the index leaves, where there is one."""
        from xuncha_site.search import KeptIndex  # noqa: PLC0415 (numpy: only now is it needed)

        return KeptIndex()
