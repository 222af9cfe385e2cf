"""How well the search finds what was asked for, by labelled queries.

    python tests/benchmarks/search_quality.py CORPUS.json QUERIES.json
        [--base http|file] [--out RUN.json]

A site is built from the corpus, and every query is typed into its search page in Chromium. CORPUS
is a list of {id, kind, category, year, tags, title, text}; QUERIES of {qid, cls, q, qrels}, where
qrels grades records 2 (fits) or 1 (related). Printed for each class and as the mean over classes:
recall@5 and @10 (found of min(relevant, 5 or 10)), MRR@10 of the first record of grade 2, and the
share of queries that find nothing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import search_corpus
import search_page

MOST = 50
LEAST_QUERIES = 8  # a class with fewer says little: the second mean leaves it out
HEADS = ("recall@5", "recall@10", "MRR@10", "zero")

Query = dict[str, Any]
Scores = tuple[float, float, float, float]


def run(site: Path, queries: list[Query], base: str, names: dict[str, str]) -> dict[str, list[str]]:
    """The ids that each query finds, best first. ``names`` tells the record of each case."""
    found = {}
    with search_page.opened(site, base) as page:
        for query in queries:
            search_page.asked(page, query["q"])
            cases = search_page.cases_found(page, MOST)
            found[query["qid"]] = [names[case] for case in cases]
    return found


def scores(query: Query, found: list[str]) -> Scores:
    """recall@5, recall@10, MRR@10, and 1 where nothing was found."""
    grades = query["qrels"]
    first = next((n for n, one in enumerate(found[:10], 1) if grades.get(one) == 2), 0)
    return (
        sum(one in grades for one in found[:5]) / min(len(grades), 5),
        sum(one in grades for one in found[:10]) / min(len(grades), 10),
        1 / first if first else 0.0,
        float(not found),
    )


def show(queries: list[Query], found: dict[str, list[str]]) -> None:
    """Print the figures of each class, and their means."""
    classes: dict[str, list[Scores]] = {}
    for query in queries:
        classes.setdefault(query["cls"], []).append(scores(query, found[query["qid"]]))
    print(f"{'':14}{'queries':>8}" + "".join(f"{head:>11}" for head in HEADS))
    means = {name: _mean(rows) for name, rows in classes.items()}
    for name, row in means.items():
        _print(name, len(classes[name]), row)
    _print("all classes", len(queries), _mean(list(means.values())))
    large = [means[name] for name, rows in classes.items() if len(rows) >= LEAST_QUERIES]
    if large:
        count = sum(len(rows) for rows in classes.values() if len(rows) >= LEAST_QUERIES)
        _print(f"of {LEAST_QUERIES} or more", count, _mean(large))


def _mean(rows: list[Scores]) -> Scores:
    return tuple(map(statistics.fmean, zip(*rows, strict=True)))


def _print(name: str, count: int, row: Scores) -> None:
    print(f"{name:14}{count:>8}" + "".join(f"{value:>11.3f}" for value in row))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--base", choices=("http", "file"), default="http")
    parser.add_argument("--out", type=Path, metavar="RUN.json")
    arguments = parser.parse_args()
    queries = search_corpus.read(arguments.queries)
    with tempfile.TemporaryDirectory(prefix="xuncha-search-") as name:
        folder = Path(name)
        corpus = search_corpus.read(arguments.corpus)
        search_corpus.write(folder, corpus)
        names = search_corpus.names(corpus)
        found = run(search_corpus.built(folder), queries, arguments.base, names)
    show(queries, found)
    if arguments.out:
        text = json.dumps(found, ensure_ascii=False, indent=1)
        arguments.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
