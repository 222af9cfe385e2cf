"""Whether the search finds all that it must, and not much else, by brute force over a corpus.

    python tests/benchmarks/search_complete.py CORPUS.json [--count N]

A site is built from the corpus (see ``search_corpus.py``). N random strings of 2 to 12 characters
of its records (default 500) are searched: printed is every record that holds one and is not among
its results. Then every term of the glossary and every category that a record holds is searched:
printed is each that brings more than twice as many records as hold it or a listed synonym.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent))
import search_corpus
import search_page
from playwright.sync_api import Page

from xuncha_site.search.tokens import normalised, runs

LENGTHS = (2, 12)
FIND = """async (q) => {
  const { hits } = await xunchaSearch.find(q, false);
  const texts = await Promise.all(hits.map((hit) => xunchaSearch.textOf(hit.id)));
  return texts.map(([, address]) => address);
}"""

Corpus = list[dict[str, Any]]


def texts(record: dict[str, Any]) -> list[str]:
    """All texts of a record that are searched, as they are compared."""
    own = (record["title"], record["text"], record["category"], record["kind"], *record["tags"])
    return [normalised(text) for text in own]


def found(page: Page, query: str) -> set[str]:
    """The names of all cases that a query finds, however many."""
    addresses = page.evaluate(FIND, query)
    return {Path(address).stem for address in addresses if address.startswith("cases/")}


def strings(corpus: Corpus, count: int, seed: int = 7) -> Iterator[str]:
    """Random strings that stand in records."""
    chance = random.Random(seed)
    while count:
        text = chance.choice(texts(chance.choice(corpus)))
        start = chance.randrange(len(text))
        part = text[start : start + chance.randint(*LENGTHS)].strip()
        if len(part) >= LENGTHS[0] and runs(part):
            count -= 1
            yield part


def missing(page: Page, corpus: Corpus, count: int) -> list[tuple[str, str]]:
    """Strings, each with a record that holds it and is not found."""
    whole = _whole(corpus)
    return [
        (part, name)
        for part in strings(corpus, count)
        for name in _holding(whole, [part]) - found(page, part)
    ]


def too_many(page: Page, corpus: Corpus) -> list[tuple[str, int, int]]:
    """Terms that bring more than twice as many records as hold them, with both counts."""
    whole = _whole(corpus)
    wide = []
    for term, *others in _terms(corpus):
        holding = _holding(whole, [term, *others])
        if _holding(whole, [term]) and len(some := found(page, term)) > 2 * len(holding):
            wide.append((term, len(some), len(holding)))
    return wide


def _whole(corpus: Corpus) -> dict[str, list[str]]:
    return dict(zip(search_corpus.names(corpus), map(texts, corpus), strict=True))


def _terms(corpus: Corpus) -> Iterator[list[str]]:
    """Each name of a term and each category, with all that it is called."""
    text = (search_corpus.REPOSITORY / "data" / "glossary.yml").read_text(encoding="utf-8")
    listed: dict[str, set[str]] = {name: {name} for name in {r["category"] for r in corpus}}
    for term in yaml.load(text, yaml.CSafeLoader)["词条"]:
        names = {*map(normalised, (term["词"], *term.get("也叫", ()), *term.get("口语", ())))}
        for name in names:
            listed[name] = listed.get(name, set()) | names
    for name in sorted(listed):
        yield [name, *sorted(listed[name] - {name})]


def _holding(whole: dict[str, list[str]], words: list[str]) -> set[str]:
    return {
        name for name, own in whole.items() if any(word in text for word in words for text in own)
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--count", type=int, default=500)
    arguments = parser.parse_args()
    corpus = search_corpus.read(arguments.corpus)
    with tempfile.TemporaryDirectory(prefix="xuncha-search-") as name:
        search_corpus.write(Path(name), corpus)
        with search_page.opened(search_corpus.built(Path(name)), "http") as page:
            search_page.ready(page)
            lost, wide = missing(page, corpus, arguments.count), too_many(page, corpus)
    for part, record in lost:
        print(f"{record} holds “{part}” and is not found")
    for term, many, holding in wide:
        print(f"“{term}” brings {many} records, {holding} hold it")
    print(f"{len(lost)} not found, {len(wide)} terms too wide")
    raise SystemExit(bool(lost or wide))


if __name__ == "__main__":
    main()
