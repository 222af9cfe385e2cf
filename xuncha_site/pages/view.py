"""An entry as templates see it: every declared field ready to be printed.

Literal text stays text and is escaped by the template engine; prose is converted to HTML here, so
that no template decides what is markup. References become links that know where they lead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup, escape

from xuncha_site import markup
from xuncha_site.exchange import WITHDRAWN, files_of
from xuncha_site.library import Entry, Library
from xuncha_site.library.references import is_outside, is_unsafe, link_target
from xuncha_site.markup import Grammar, Heading, PlainLink, RecordLink
from xuncha_site.pages.environment import chinese_date
from xuncha_site.pages.terms import Terms
from xuncha_site.records.base import Declared, DeclaredField, Record, fields_of
from xuncha_site.records.fields import Kind
from xuncha_site.records.guide import Guide

DOCUMENT_FOLDER = "content/"
_BRIEF = ("title", "summary", "withdrawn")
# Kinds whose values are made into something else for templates; all others are as written.
_MADE = frozenset({Kind.GROUP, Kind.PROSE, Kind.REFERENCE})


def address_of(entry: Entry, row: str = "") -> str:
    """Where an entry, or one of its rows, stands relative to the site's root."""
    return f"{entry.address}#{row}" if row else entry.address


def root_of(address: str) -> str:
    """The way from a page up to the site's root: "" or "../" for each folder."""
    return "../" * address.count("/")


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an entry or a row, as it stands in lists and beside a record."""

    href: str
    title: str
    notes: tuple[str, ...]
    entry: Entry
    row: str = ""


class Viewer:
    """Makes views for the page at one address: all links lead from there."""

    def __init__(self, library: Library, address: str, terms: Terms | None = None) -> None:
        self.library = library
        self.root = root_of(address)
        self.terms = terms
        self.explained: set[str] = set()

    def href(self, address: str) -> str:
        return self.root + address

    def link(self, entry: Entry, row: str = "") -> Link:
        """A link with what helps to choose: the row's name, the badges. A withdrawal is told."""
        notes = [entry.rows[row].row_name] if row in entry.rows else []
        notes += [] if entry.withdrawn else badges(entry)
        title = f"{entry.title}（{WITHDRAWN}）" if entry.withdrawn else entry.title
        if row in entry.rows and isinstance(entry.model, Record) and entry.model.file:
            title, notes = entry.rows[row].row_name, []
        return Link(self.href(address_of(entry, row)), title, tuple(notes), entry, row)

    def links(self, folder: str, references: tuple[str, ...]) -> list[Link]:
        """Links for the references of a field; what this audience may not see is left out."""
        found = []
        for reference in references:
            name, _, row = reference.partition("#")
            hit = self.library.find(f"{folder}/{name}", row)
            if hit is not None:
                found.append(self.link(*hit))
        return found

    def row(self, link: Link) -> SimpleNamespace | None:
        """The fields of the row that a link leads to; None where it leads to a whole entry."""
        row = link.entry.rows.get(link.row)
        return self._group(row, link.entry) if row else None

    def view(self, entry: Entry) -> SimpleNamespace:
        """All declared fields of an entry by attribute, with what the library knows of it."""
        # First what stands first on the page: there a term's first use is.
        summary = self.explain(escape(entry.model.summary or ""))
        fields = self._group(entry.model, entry)
        fields.summary = summary
        fields.entry = entry
        fields.root = self.root
        fields.files = files_of(entry)
        fields.id = entry.id
        fields.here = self.link(entry)
        fields.listed = self._listed(fields, entry)
        fields.withdrawal = entry.withdrawn
        fields.revisions = entry.revisions
        return fields

    def brief(self, entry: Entry) -> SimpleNamespace:
        """What a list says of an entry."""
        fields = SimpleNamespace()
        for declared in _briefly(type(entry.model)):
            value = getattr(entry.model, declared.attribute)
            if value is not None and declared.kind in _MADE:
                value = self._field(declared, value, entry)
            setattr(fields, declared.attribute, value)
        fields.id = entry.id
        fields.here = self.link(entry)
        fields.listed = self._listed(fields, entry)
        fields.withdrawal = entry.withdrawn
        return fields

    def _listed(self, fields: SimpleNamespace, entry: Entry) -> list[str]:
        """What stands in the line below the entry in a list."""
        words = []
        for declared in _listed_fields(type(entry.model)):
            value = getattr(fields, declared.attribute)
            for single in value if declared.many else [value]:
                if single is not None:
                    word = single.title if isinstance(single, Link) else str(single)
                    words.append(chinese_date(word) if declared.kind is Kind.DATE else word)
        return words

    def _group(self, model: Declared, entry: Entry) -> SimpleNamespace:
        # A model holds its values by attribute: most are taken over as they are.
        values = SimpleNamespace(**vars(model), model=model)
        for declared in _made(type(model)):
            value = getattr(model, declared.attribute)
            if value is not None:
                setattr(values, declared.attribute, self._field(declared, value, entry))
        return values

    def _field(self, declared: DeclaredField, value: Any, entry: Entry) -> Any:
        if declared.kind is Kind.REFERENCE:
            references = value if declared.many else (value,)
            links = self.links(declared.refers_to or entry.folder, references)
            return links if declared.many else next(iter(links), None)
        make = self._group if declared.kind is Kind.GROUP else self.prose
        return [make(item, entry) for item in value] if declared.many else make(value, entry)

    def prose(self, text: str, entry: Entry) -> Markup:
        """Rich text as HTML. The converter escapes all that is not Markdown."""
        html = Markup(markup.html(text, Grammar.PROSE, self.resolver(entry)))  # noqa: S704 (markup escapes)
        return self.explain(html)

    def explain(self, html: Markup) -> Markup:
        """Let terms explain themselves, if this page does so, each once."""
        return self.terms.explained(html, self.root, self.explained) if self.terms else html

    def body(self, entry: Entry) -> tuple[Markup, list[Heading]]:
        """The text of a guidance page as HTML, and its headings."""
        text = entry.body.text if entry.body else ""
        html, headings = markup.page(text, self.resolver(entry))
        return self.explain(Markup(html)), headings  # noqa: S704 (markup escapes)

    def resolver(self, entry: Entry) -> Callable[[RecordLink | PlainLink], tuple[str, str] | None]:
        """How links in an entry's running text find their address on this page."""

        def resolve(link: RecordLink | PlainLink) -> tuple[str, str] | None:
            if isinstance(link, PlainLink):
                return self._plain(entry, link.target)
            hit = self.library.find(f"{link.folder}/{link.record_id}", link.row)
            if hit is None:
                return None
            shown = self.link(*hit)
            words = shown.title if not hit[1] else f"{shown.title} {' '.join(shown.notes[:1])}"
            if link.words and hit[0].withdrawn:
                return shown.href, f"{link.words}（{WITHDRAWN}）"
            return shown.href, link.words or words.strip()

        return resolve

    def _plain(self, entry: Entry, target: str) -> tuple[str, str] | None:
        if is_outside(target):
            return target, ""
        if is_unsafe(target):
            return None
        file, anchor = link_target(entry, target)
        address = file.removeprefix(DOCUMENT_FOLDER)
        if address.endswith(".md"):
            address = f"{address.removesuffix('.md')}.html"
        return self.href(f"{address}#{anchor}" if anchor else address), ""


def badges(entry: Entry) -> list[str]:
    """The values of an entry that stand above its title."""
    model = entry.model
    values = [getattr(model, attribute) for attribute in _badge_attributes(type(model))]
    return [str(value) for value in values if value is not None]


@cache
def _made(model: type[Declared]) -> tuple[DeclaredField, ...]:
    return tuple(declared for declared in fields_of(model) if declared.kind in _MADE)


@cache
def _listed_fields(model: type[Declared]) -> tuple[DeclaredField, ...]:
    return tuple(declared for declared in fields_of(model) if declared.uses.listed)


@cache
def _briefly(model: type[Declared]) -> tuple[DeclaredField, ...]:
    return tuple(d for d in fields_of(model) if d.attribute in _BRIEF or d.uses.listed)


@cache
def _badge_attributes(model: type[Declared]) -> tuple[str, ...]:
    return tuple(declared.attribute for declared in fields_of(model) if declared.uses.badge)


def is_guide(entry: Entry) -> bool:
    return isinstance(entry.model, Guide)
