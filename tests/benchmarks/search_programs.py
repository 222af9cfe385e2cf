"""The searches that are weighed: how each is built, and where its box and its results are."""

from __future__ import annotations

import shutil
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import build
import peers
import search_corpus

ROUNDS = 3

BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
import search_corpus
search_corpus.built(Path("."), {name!r}, searched={searched})
"""

PAGEFIND_PAGE = """<!doctype html><meta charset="utf-8">
<link rel="icon" href="data:,"><script src="/pagefind/pagefind-ui.js"></script>
<div id="search"></div><script src="/start.js"></script>"""
PAGEFIND_START = "new PagefindUI({element: '#search', showImages: false});"


@dataclass(frozen=True)
class Program:
    """A search: its page, its box, its results, its files, and a page that nobody searches."""

    name: str
    start: str
    box: str
    result: str
    files: tuple[str, ...]
    quiet: str = ""
    enter: bool = False


OURS = Program(
    "xuncha",
    "search.html",
    "#_q",
    ".hit",
    ("assets/search.", "assets/index/"),
    quiet="index.html",
    enter=True,
)
MATERIAL = Program(
    "material",
    "index.html",
    ".md-search__input",
    ".md-search-result__item",
    ("search/", "assets/javascripts/workers/", "assets/javascripts/lunr/"),
)
PAGEFIND = Program(
    "pagefind",
    "find.html",
    ".pagefind-ui__search-input",
    ".pagefind-ui__result",
    ("pagefind/",),
)


def ours(folder: Path, records: list[dict[str, Any]]) -> tuple[Path, float, float]:
    """Build with and without the index, in turn; a site, and the median CPU seconds of both.

    Each into a place of its own: where files have just been deleted, new ones cost the system more.
    """
    search_corpus.write(folder, records)
    seconds: dict[bool, list[float]] = {False: [], True: []}
    for number in range(ROUNDS):
        for searched, found in seconds.items():
            name = f"site-{number}-{searched}"
            here = str(Path(__file__).parent)
            code = BUILD.format(here=here, name=name, searched=searched)
            found.append(build.measure([sys.executable, "-c", code], folder)["cpu_s"])
    plain, whole = (statistics.median(found) for found in seconds.values())
    return folder / name, plain, whole


def material(folder: Path, records: list[dict[str, Any]]) -> tuple[Path, float]:
    """The same records as Markdown for Material."""
    shutil.copytree(peers.HERE / "material", folder, dirs_exist_ok=True)
    cases = folder / "docs" / "cases"
    cases.mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# 首页\n", encoding="utf-8")
    for record in records:
        text = f"# {record['title']}\n\n{record['text']}\n"
        (cases / f"{record['id']}.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return folder / "site", build.measure(command, folder)["cpu_s"]


def pagefind(site: Path) -> float:
    """Pagefind's index over the pages of a built site. CPU seconds."""
    (site / "find.html").write_text(PAGEFIND_PAGE, encoding="utf-8")
    (site / "start.js").write_text(PAGEFIND_START, encoding="utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--glob", "cases/*.html"]
    return build.measure(command, site.parent)["cpu_s"]
