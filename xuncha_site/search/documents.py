"""A library → the documents that a search finds: every record, every guidance page, and rows.

What stands in which part of the index is read off the declarations. A row is a document of its own
where it has a heading: a field that is searched as a title or as a category.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial

from xuncha_site.exchange import Making
from xuncha_site.library import Entry, Library
from xuncha_site.markup import Grammar, words
from xuncha_site.pages.environment import chinese_date
from xuncha_site.pages.frame import GUIDANCE
from xuncha_site.pages.overviews import OVERVIEWS, SELF_CHECK
from xuncha_site.pages.selfcheck import sheet_address, sheet_name
from xuncha_site.pages.view import address_of, badges
from xuncha_site.records.base import Declared, DeclaredField, Record, Row, Visibility, fields_of
from xuncha_site.records.case import BodyKind
from xuncha_site.records.fields import Kind, Searched
from xuncha_site.records.guide import Guide
from xuncha_site.search.postings import Rank
from xuncha_site.search.tokens import normalised

OVERVIEW = "总览"
TYPE, YEAR, VISIBILITY = "类型", "年份", "可见范围"

# Documents of an entry get numbers together. Room is left behind its rows, so that a new row moves
# no other document: their numbers stand in every shard.
ROOM = 8

_RANKS = {
    Searched.TITLE: Rank.TITLE,
    Searched.KEYWORD: Rank.KEYWORD,
    Searched.CATEGORY: Rank.KEYWORD,
    Searched.BODY: Rank.BODY,
}


@dataclass(slots=True, eq=False)
class Document:
    """What a search can find, and all that is shown of it.

    ``subjects`` are the names of those facets that tell what it is about. ``searched`` are its
    texts as they are compared, those of a rank in one.
    """

    kind: str
    title: str
    address: str
    where: list[str] = field(default_factory=list)
    texts: list[tuple[Rank, str]] = field(default_factory=list)
    facets: dict[str, list[str]] = field(default_factory=dict)
    subjects: set[str] = field(default_factory=set)
    searched: dict[Rank, str] = field(default_factory=dict)
    number: int = -1  # given once all documents are known

    @property
    def body(self) -> str:
        """What a passage is cut from."""
        return "\n".join(text for rank, text in self.texts if rank == Rank.BODY)


def documents(library: Library, making: Making | None = None) -> list[Document]:
    """Every document of a library, numbers ascending. ``making`` keeps those of entries."""
    found: list[Document] = []
    number = 0
    for key in sorted(library.entries):
        entry = library.entries[key]
        if not _for_readers(library, entry):
            continue
        read = partial(_documents_of, library)
        these = making.of("search", entry, read) if making else read(entry)
        for place, document in enumerate(these, number):
            document.number = place
        found += these
        number += 1 if len(these) == 1 else -(-len(these) // ROOM) * ROOM
    for place, document in enumerate(_overviews(library), number):
        document.number = place
        found.append(document)
    return found


def _overviews(library: Library) -> Iterator[Document]:
    """The pages that look over the library, which are found by their names alone."""
    sheets = {sheet_address(kind): sheet_name(kind) for kind in BodyKind}
    for overview in OVERVIEWS:
        if not overview.of(library):
            continue
        own = sheets if overview is SELF_CHECK else {}
        for address, name in {overview.address: overview.name, **own}.items():
            made = Document(OVERVIEW, name, address, [overview.lede])
            made.texts = [(Rank.TITLE, name), (Rank.KEYWORD, "\n".join(overview.sought))]
            made.facets = {TYPE: [OVERVIEW], VISIBILITY: [Visibility.PUBLIC]}
            _search(made)
            yield made


def _documents_of(library: Library, entry: Entry) -> list[Document]:
    these = list(_Reader(library, entry).documents())
    for document in these:
        _search(document)
    return these


def _search(document: Document) -> None:
    for rank in sorted({rank for rank, _ in document.texts}):
        words = "\n".join(text for own, text in document.texts if own == rank)
        document.searched[rank] = normalised(words)


class _Reader:
    """Reads one entry."""

    def __init__(self, library: Library, entry: Entry) -> None:
        self.library = library
        self.entry = entry
        self.rows: list[Document] = []
        self.whole = Document(_kind_of(entry), entry.title, entry.address)

    def documents(self) -> Iterator[Document]:
        """The entry, then its rows."""
        entry, whole = self.entry, self.whole
        model = entry.model
        whole.facets[TYPE] = [whole.kind]
        whole.facets[VISIBILITY] = [str(entry.visibility)]
        if model.date:
            whole.facets[YEAR] = [model.date[:4]]
        if entry.withdrawn:
            # Of a withdrawn record nothing is shown but that it is withdrawn.
            whole.where = ["已撤回"]
            whole.texts = [(Rank.TITLE, entry.title), (Rank.BODY, entry.withdrawn.reason)]
            yield whole
            return
        self._read(model, whole)
        if entry.body is not None:
            whole.texts.append((Rank.BODY, words(entry.body.text, Grammar.PAGE)))
        listed = [chinese_date(model.date)] if model.date else []
        whole.texts += [(Rank.KEYWORD, text) for text in (whole.kind, *listed)]
        whole.where = [*badges(entry), *self._listed()]
        yield whole
        for row in self.rows:
            # What the record is filtered by, its rows are as well.
            row.facets = {**whole.facets, **row.facets}
            yield row

    def _read(self, group: Declared, into: Document) -> None:
        for declared in _read_fields(type(group)):
            value = getattr(group, declared.attribute)
            if value is None or value == ():
                continue
            values = value if declared.many else (value,)
            if declared.model is not None:
                for item in values:
                    alone = isinstance(item, Row) and _stands_alone(type(item))
                    self._read(item, self._row(item) if alone else into)
                continue
            texts = self._texts(declared, values)
            if declared.uses.facet or _is_category(declared):
                name = _facet_name(declared, self.library)
                into.facets.setdefault(name, []).extend(texts)
                if _is_category(declared):
                    into.subjects.add(name)
            rank = _RANKS.get(declared.searched, Rank.KEYWORD)
            into.texts += [(rank, text) for text in texts]
            if declared.uses.sought:
                into.texts.append((Rank.KEYWORD, declared.label))

    def _row(self, row: Row) -> Document:
        address = address_of(self.entry, row.row_id)
        made = Document(type(row).called, row.row_name, address, [self.entry.title])
        made.facets[TYPE] = [made.kind]
        for declared in fields_of(type(row)):
            value = getattr(row, declared.attribute) if declared.uses.facet else None
            if value:
                made.where += self._texts(declared, value if declared.many else (value,))
        # An id that is a number is asked for; one in letters would only stand in pinyin's way.
        if any(letter.isdigit() for letter in row.row_id):
            made.texts.append((Rank.KEYWORD, row.row_id))
        self.rows.append(made)
        return made

    def _texts(self, declared: DeclaredField, values: tuple[str, ...]) -> list[str]:
        if declared.kind is Kind.PROSE:
            return [words(value, Grammar.PROSE) for value in values]
        if declared.kind is Kind.REFERENCE:
            return [name for value in values if (name := self._name(declared, value))]
        return [str(value) for value in values]

    def _name(self, declared: DeclaredField, reference: str) -> str:
        name, _, row = reference.partition("#")
        hit = self.library.find(f"{declared.refers_to or self.entry.folder}/{name}", row)
        if hit is None:
            return ""
        return hit[0].rows[hit[1]].row_name if hit[1] else hit[0].title

    def _listed(self) -> list[str]:
        """What stands in the line below the entry in a list."""
        found: list[str] = []
        for declared in fields_of(type(self.entry.model)):
            value = getattr(self.entry.model, declared.attribute) if declared.uses.listed else None
            if value:
                texts = self._texts(declared, value if declared.many else (value,))
                found += map(chinese_date, texts) if declared.kind is Kind.DATE else texts
        return found


def _for_readers(library: Library, entry: Entry) -> bool:
    """Whether a search should find an entry: a handbook for editors is not for readers.

    A folder of guidance that the home page does not show is one, as the site's foot lists it alone.
    """
    intro = library.entries.get(f"{entry.folder}/index")
    return intro is None or not isinstance(intro.model, Guide) or intro.model.on_home


def _kind_of(entry: Entry) -> str:
    return entry.model.name if isinstance(entry.model, Record) else GUIDANCE


def _facet_name(declared: DeclaredField, library: Library) -> str:
    """A field that names categories is called alike in all types, whatever its key."""
    if not _is_category(declared):
        return declared.label
    return next(kind.name for kind in library.kinds if kind.folder == declared.refers_to)


def _is_category(declared: DeclaredField) -> bool:
    return declared.kind is Kind.REFERENCE and declared.searched is Searched.CATEGORY


@cache
def _read_fields(model: type[Declared]) -> tuple[DeclaredField, ...]:
    """The fields that matter here: groups, what is searched, and what is filtered by."""
    return tuple(
        declared
        for declared in fields_of(model)
        if declared.model is not None
        or declared.searched is not Searched.NOT
        or declared.uses.facet
    )


@cache
def _stands_alone(model: type[Row]) -> bool:
    heads = (Searched.TITLE, Searched.CATEGORY)
    return any(
        declared.searched in heads and declared.kind is Kind.TEXT for declared in fields_of(model)
    )
