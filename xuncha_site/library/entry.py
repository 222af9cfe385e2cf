"""What the library holds: one entry for each record and each guidance page."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from xuncha_site.problems import Place
from xuncha_site.records.base import Record, Row, Titled, Visibility, Withdrawal
from xuncha_site.source import Source

# Guidance pages of all folders stand together. A record's folder is a word of its own.
GUIDES = "guides"


class How(Enum):
    """In what way an entry refers to something."""

    LISTED = "listed"  # a field that refers
    IN_TEXT = "in-text"  # [[…]] in running text
    PLAIN = "plain"  # an ordinary Markdown link or image; ``key`` is its target as written


@dataclass(frozen=True, slots=True)
class Mention:
    """One reference from an entry, at its place in the file.

    ``key`` and ``row`` say what it names ("" for the whole entry); ``label`` is the top-level key
    of the file that it stands under, ``field`` the key that it is the value of; ``rows`` is what
    the named row must be called, if it matters.
    """

    key: str
    row: str
    how: How
    label: str
    field: str
    place: Place
    rows: str = ""

    @property
    def written(self) -> str:
        """The reference as an editor knows it."""
        return f"{self.key}#{self.row}" if self.row else self.key


@dataclass(frozen=True, slots=True)
class Revisions:
    """When a file was first and last committed, ISO dates as in the history."""

    first: str
    last: str


@dataclass(eq=False, slots=True)
class Entry:
    """A record or a guidance page with all that the library knows of it.

    ``key`` is ``<folder>/<id>``, the folder alone for a type kept in one file, and the path
    without ending for a guidance page: the same words that ``[[…]]`` uses.
    """

    key: str
    model: Titled
    source: Source
    rows: dict[str, Row] = field(default_factory=dict)
    # Where its former ids (as written) and its rows (as "#编号") stand in the file.
    places: dict[str, Place] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    body: Source | None = None  # the Markdown of a guidance page
    revisions: Revisions | None = None
    # Entries that mention this one, by shelf, newest first; with the row they mention.
    backlinks: dict[str, list[tuple[Entry, str]]] = field(default_factory=dict, repr=False)

    @property
    def folder(self) -> str:
        """The folder of the record's type, or of the guidance page ("" at the top)."""
        if isinstance(self.model, Record):
            return self.model.folder
        return self.key.rpartition("/")[0]

    @property
    def shelf(self) -> str:
        """Where it stands among what mentions an entry: its type's folder, or ``GUIDES``."""
        return self.model.folder if isinstance(self.model, Record) else GUIDES

    @property
    def id(self) -> str:
        return self.key.rpartition("/")[2]

    @property
    def address(self) -> str:
        """Where its page stands, relative to the site's root."""
        return f"{self.key}.html"

    @property
    def title(self) -> str:
        return self.model.title

    @property
    def visibility(self) -> Visibility:
        return self.model.visibility

    @property
    def withdrawn(self) -> Withdrawal | None:
        return self.model.withdrawn if isinstance(self.model, Record) else None

    @property
    def place(self) -> Place:
        return Place(self.source.file)

    @property
    def order(self) -> tuple[str, str]:
        """Sort key for "newest first" when reversed: date, then key, so that it is total."""
        return (self.model.date or "", self.key)
