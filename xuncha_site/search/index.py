"""The files of the search index: classic scripts that hand their data to the client.

They work from a disk as from a server, and are read one by one as a query asks for them. Each is
named by what it holds, not by its content: an edit of a record changes the shards of its
characters, its passage of the texts and the columns, and leaves all other files alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from xuncha_site.library import Library
from xuncha_site.pages import Page
from xuncha_site.pages.inputs import digest
from xuncha_site.pages.view import address_of
from xuncha_site.records.glossary import Glossary
from xuncha_site.search.columns import columns
from xuncha_site.search.documents import Document, documents
from xuncha_site.search.phrases import phrases
from xuncha_site.search.postings import Rank, Shard, shards
from xuncha_site.search.sounds import sounds
from xuncha_site.search.tokens import normalised

FOLDER = "assets/index"
# Documents whose text is in one file. Few, because it is read to show one of them.
TOGETHER = 4
# A shard is cut where it grows past this, by its second characters.
LARGEST = 9_000
CALL = "xunchaIndex"


def index_pages(library: Library) -> Iterator[Page]:
    """Every file of the index of a library."""
    found = documents(library)
    texts = [
        (document.number, [(rank, normalised(text)) for rank, text in document.texts])
        for document in found
    ]
    parts: dict[int, list[str]] = {}
    for shard in shards(texts):
        pieces = _pieces(shard)
        parts.setdefault(len(pieces), []).append(shard.character)
        for number, piece in enumerate(pieces):
            yield _file(f"c/{ord(shard.character):x}.{_letter(number)}", piece)
    yield from _passages(found)
    bodies = ["\n".join(text for rank, text in own) for _, own in texts]
    about = columns(found, [len(body) for body in bodies])
    about["shards"] = {str(count): ",".join(parts[count]) for count in sorted(parts)}
    about["together"] = TOGETHER
    about["phrases"] = " ".join(phrases(bodies))
    about["words"] = " ".join(_named(texts))
    yield _file("columns", about)
    yield _file("words", _synonyms(library, found))
    yield _file("sounds", sounds())


def _named(texts: Sequence[tuple[int, Sequence[tuple[Rank, str]]]]) -> list[str]:
    """What editors named as keywords, categories and short titles."""
    names = (
        text
        for _, own in texts
        for rank, text in own
        if rank >= Rank.KEYWORD and 2 <= len(text) <= 8 and text.isalpha()
    )
    return sorted(dict.fromkeys(names))


def _pieces(shard: Shard) -> list[dict[str, str]]:
    size = sum(map(len, shard.postings.values()))
    count = 1 + size // LARGEST
    pieces: list[dict[str, str]] = [{} for _ in range(count)]
    for second, postings in shard.postings.items():
        pieces[ord(second or "\0") % count][second] = postings
    return pieces


def _letter(number: int) -> str:
    return chr(ord("a") + number)


def _passages(found: Sequence[Document]) -> Iterator[Page]:
    chunks: dict[int, dict[str, list[Any]]] = {}
    for document in found:
        chunk = chunks.setdefault(document.number // TOGETHER, {})
        chunk[str(document.number)] = [
            document.title,
            document.address,
            document.where,
            document.body,
        ]
    for number, chunk in chunks.items():
        yield _file(f"t/{number}", chunk)


def _synonyms(library: Library, found: Sequence[Document]) -> list[list[int | str]]:
    """Each term of the glossary: its document, then all that it is called."""
    entry = library.entries.get(Glossary.folder)
    if entry is None or not isinstance(entry.model, Glossary) or entry.withdrawn:
        return []
    numbers = {document.address: document.number for document in found}
    return [
        [
            numbers[address_of(entry, term.row_id)],
            *dict.fromkeys(map(normalised, (term.title, *term.synonyms, *term.everyday))),
        ]
        for term in entry.model.terms
    ]


def _file(name: str, data: Any) -> Page:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    script = f'{CALL}("{name}",{text});\n'
    return Page(f"{FOLDER}/{name}.js", partial(str, script), partial(digest, [script]))
