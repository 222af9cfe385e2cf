"""What a file refers to, and where its own ids stand, each at its place in the file."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_site.library.entry import How, Mention
from xuncha_site.markup import Grammar, RecordLink, links
from xuncha_site.problems import Place
from xuncha_site.records.fields import Kind
from xuncha_site.records.walk import Value
from xuncha_site.source import Source


def id_places(values: list[Value], source: Source) -> dict[str, Place]:
    """Where the former ids of a file (as written) and its rows (as "#编号") stand."""
    signs = {"row_id": "#", "former_ids": ""}
    return {
        signs[value.declared.attribute] + value.node.text: source.place(
            value.node.line, value.node.column
        )
        for value in values
        if value.declared.attribute in signs
    }


def mentions_of(values: list[Value], source: Source, own_folder: str) -> Iterator[Mention]:
    """Every reference of a file: fields that refer, and links in its rich text."""
    for value in values:
        label, own, text = str(value.path[0]), value.declared.label, value.node.text
        if value.declared.kind is Kind.REFERENCE:
            name, _, row = text.partition("#")
            key = f"{value.declared.refers_to or own_folder}/{name}"
            place = source.place(value.node.line, value.node.column)
            rows = value.declared.refers_to_rows
            yield Mention(key, row, How.LISTED, label, own, place, rows)
        elif value.declared.kind is Kind.PROSE:
            yield from links_of(source, value.node.offset, text, Grammar.PROSE, (label, own))


def links_of(
    source: Source, start: int, text: str, grammar: Grammar, labels: tuple[str, str]
) -> Iterator[Mention]:
    """The links of a text; each is found again in the file to tell its exact place.

    ``labels`` are the top-level key that the text stands under, and its own.
    """
    at = start
    for link in links(text, grammar):
        written = link.source if isinstance(link, RecordLink) else link.target
        found = source.text.find(written, at)
        place = source.place_at(max(found, at))
        at = max(found + len(written), at)
        if isinstance(link, RecordLink):
            key = f"{link.folder}/{link.record_id}"
            yield Mention(key, link.row, How.IN_TEXT, *labels, place)
        else:
            yield Mention(link.target, "", How.PLAIN, *labels, place)
