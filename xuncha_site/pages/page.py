"""One file of the site. Rendering is put off until it is written, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A file at an address relative to the site's root; ``render`` gives its text.

    ``inputs`` gives a digest of all that the text is made from; None where nobody can tell.
    """

    address: str
    render: Callable[[], str]
    inputs: Callable[[], bytes] | None = None
