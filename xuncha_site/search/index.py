"""The files of the search index: classic scripts that hand their data to the client.

They work from a disk as from a server, and are read one by one as a query asks for them. Each is
named by what it holds, not by its content: an edit of a record changes the shards of its
characters, its passage of the texts and the columns, and leaves all other files alone. The columns
tell the version of every other file, which a browser asks a server for, so that none is mixed with
one that it kept from an older site.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import blake2b
from string import ascii_letters
from typing import Any, NamedTuple

from xuncha_site.exchange import Making
from xuncha_site.library import Library
from xuncha_site.pages import Page
from xuncha_site.pages.inputs import digest
from xuncha_site.pages.view import address_of
from xuncha_site.records.glossary import Glossary
from xuncha_site.search.columns import columns
from xuncha_site.search.documents import Document, documents
from xuncha_site.search.kept import KeptIndex
from xuncha_site.search.postings import Rank, Shard
from xuncha_site.search.sounds import sounds
from xuncha_site.search.tokens import normalised
from xuncha_site.search.traditional import traditional

FOLDER = "assets/index"
# Documents whose text is in one file. Few, because it is read to show one of them.
TOGETHER = 4
# A shard is cut where it grows past this, by its second characters.
LARGEST = 9_000
CALL = "xunchaIndex"
VERSION = 3  # letters


class File(NamedTuple):
    """A file of the index, with a few letters that change when its content does."""

    page: Page
    version: str


def index_pages(
    library: Library, making: Making | None = None, kept: KeptIndex | None = None
) -> Iterator[Page]:
    """Every file of the index of a library.

    ``making`` and ``kept`` are what the last build of this process has left, if anything.
    """
    found = documents(library, making)
    kept = kept or KeptIndex()
    parts: dict[int, list[str]] = {}  # of how many files a shard is → the characters of such shards
    versions: dict[str, str] = {}
    for character, files in kept.of_shards(found, _files):
        count = str(len(files))
        parts.setdefault(len(files), []).append(character)
        versions[count] = versions.get(count, "") + "".join(file.version for file in files)
        yield from (file.page for file in files)
    passages = dict(_passages(found))
    versions["t"] = _in_slots(passages)
    terms = _synonyms(library, found)
    tables = {
        "words": _file("words", terms),
        "sounds": _file("sounds", sounds()),
        "traditional": _file("traditional", traditional()),
    }
    versions |= {name: file.version for name, file in tables.items()}
    yield from (file.page for file in (*passages.values(), *tables.values()))
    shards = {str(count): ",".join(parts[count]) for count in sorted(parts)}
    yield _file(
        "columns", _about(found, kept, terms) | {"shards": shards, "versions": versions}
    ).page


def _in_slots(passages: dict[int, File]) -> str:
    """The versions of passages one behind the other, blank where no document has the number."""
    slots = range(max(passages, default=-1) + 1)
    return "".join(passages[n].version if n in passages else " " * VERSION for n in slots)


def _about(
    found: Sequence[Document], kept: KeptIndex, terms: Sequence[Sequence[int | str]]
) -> dict[str, Any]:
    """What is known of the documents as a whole, for their order and for what was meant."""
    texts = ["\n".join(document.searched.values()) for document in found]
    # The client has the glossary's words already.
    named = _named(found).difference(*terms)
    return columns(found, [len(text) for text in texts]) | {
        "together": TOGETHER,
        "phrases": " ".join(kept.phrases(texts)),
        "words": " ".join(sorted(named)),
    }


def _named(found: Sequence[Document]) -> set[str]:
    """What editors named as keywords, categories and short titles."""
    texts = (text for d in found for rank, text in d.searched.items() if rank >= Rank.KEYWORD)
    names = (name for text in texts for name in text.split("\n"))
    return {name for name in names if 2 <= len(name) <= 10 and name.isalpha()}


def _files(shard: Shard) -> list[File]:
    """A shard as files of moderate size."""
    size = sum(map(len, shard.postings.values()))
    count = 1 + size // LARGEST
    pieces: list[dict[str, str]] = [{} for _ in range(count)]
    for second, postings in shard.postings.items():
        pieces[ord(second or "\0") % count][second] = postings
    name = f"c/{ord(shard.character):x}"
    return [_file(f"{name}.{_letter(number)}", piece) for number, piece in enumerate(pieces)]


def _letter(number: int) -> str:
    return chr(ord("a") + number)


def _passages(found: Sequence[Document]) -> Iterator[tuple[int, File]]:
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
        yield number, _file(f"t/{number}", chunk)


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


def _file(name: str, data: Any) -> File:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    script = f'{CALL}("{name}",{text});\n'
    page = Page(f"{FOLDER}/{name}.js", partial(str, script), partial(digest, [script]))
    return File(page, _version(script))


def _version(script: str) -> str:
    """Letters alone: with figures among them, all versions in a row might look like a number."""
    raw = blake2b(script.encode(), digest_size=VERSION * 2).digest()
    pairs = (raw[at : at + 2] for at in range(0, len(raw), 2))
    return "".join(ascii_letters[int.from_bytes(pair, "big") % 52] for pair in pairs)
