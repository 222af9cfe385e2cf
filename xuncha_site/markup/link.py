"""Links in running text: how they are written, and what they become."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

# [[folder/id]], [[folder/id#row]], either with |words shown instead of the title. Whatever stands
# in double brackets is meant as a link: a wrong one is told, not printed with its brackets.
RECORD_LINK = re.compile(
    r"\[\[(?:(?P<folder>[^\]\[#|/\n]+)/)?(?P<id>[^\]\[#|\n]+)(?:#(?P<row>[^\]\[#|\n]+))?"
    r"(?:\|(?P<words>[^\]\[|\n]+))?\]\]"
)


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A link to a record from running text. ``source`` is the link as written."""

    folder: str
    record_id: str
    row: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class PlainLink:
    """An ordinary Markdown link or image of a page, as written by the editor."""

    target: str


# What a link becomes: (address, words shown); None prints the words without a link.
Resolve = Callable[[RecordLink | PlainLink], tuple[str, str] | None]
