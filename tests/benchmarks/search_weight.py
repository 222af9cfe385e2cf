"""What a search weighs: bytes asked for, memory of the renderer, time to build the index.

    python tests/benchmarks/search_weight.py [N] [--corpus CORPUS.json] [--alone]

N records (default 5000) of about 230 and of about 1,100 characters, made of the sentences of a
corpus (see ``search_quality.py``; without one, of seeded words), are searched in Chromium:

* bytes, as gzip would send them, that the server is asked for: of the search's own files before the
  box has focus, of these and all others from there to the first results, and for each query after;
* how much the memory of the renderer process grows from before the focus to the last query (where a
  page reads its index unasked, that is in it before);
* CPU seconds of the build with and without the index, and their difference.

Beside it stand Material's own search and Pagefind over the same pages, unless ``--alone`` is given.
"""

from __future__ import annotations

import argparse
import gzip
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

sys.path.insert(0, str(Path(__file__).parent))
import corpus as seeded
import search_corpus
import search_page
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TimedOutError
from search_programs import MATERIAL, OURS, PAGEFIND, Program, material, ours, pagefind

LENGTHS = (230, 1100)
QUERIES = 12
WAIT = 60_000  # milliseconds
LONGEST = 5_000


@dataclass
class Weights:
    """Bytes at each step, and megabytes of memory."""

    idle: int = 0
    first: int = 0
    after: list[int] = field(default_factory=list)
    memory: float = 0.0

    def row(self) -> str:
        after = statistics.median(self.after) if self.after else 0
        most = max(self.after, default=0)
        sizes = (self.idle, self.first, after, most)
        return "".join(f"{size / 1000:>12.1f}" for size in sizes) + f"{self.memory:>12.1f}"


def grown(corpus: list[dict[str, Any]], count: int, length: int) -> list[dict[str, Any]]:
    """Records of about a length, made of the sentences of all records of a corpus."""
    sentences = [s + "。" for record in corpus for s in record["text"].split("。") if s.strip()]
    records = []
    for number in range(count):
        chance = random.Random(number)
        model = chance.choice(corpus)
        text = ""
        while len(text) < length:
            text += chance.choice(sentences).strip()
        records.append({**model, "id": f"r{number:05}", "text": text})
    return records


def of_words(count: int) -> list[dict[str, Any]]:
    """A corpus of seeded words, where no other is given."""
    records = []
    for number in range(count):
        chance = random.Random(number)
        title = seeded.title(chance)
        text = seeded.prose(chance, 230)
        head = {"kind": "典型案例", "category": title[:4], "year": 2024, "tags": [title[2:6]]}
        records.append({"title": title, "text": text, **head})
    return records


def queries(records: list[dict[str, Any]]) -> list[str]:
    """Strings of four characters that stand in the records."""
    found = []
    chance = random.Random(1)
    while len(found) < QUERIES:
        text = chance.choice(records)["text"]
        start = chance.randrange(max(1, len(text) - 4))
        part = text[start : start + 4]
        if len(part) == 4 and part.isalpha():
            found.append(part)
    return found


def weighed(browser: Browser, site: Path, program: Program, asked: list[str]) -> Weights:
    """Search a site as a reader does."""
    sizes = Sizes(site)
    found = Weights()
    with search_page.served(site, sizes.add) as address:
        page = browser.new_page()
        page.set_default_timeout(WAIT)
        _open(page, address + (program.quiet or program.start))
        found.idle = sizes.taken(program.files)
        if program.quiet:
            _open(page, address + program.start)
            found.first = sizes.taken(program.files)
        before = memory(browser)
        for number, query in enumerate(asked):
            page.fill(program.box, query)
            if program.enter:
                page.press(program.box, "Enter")
            _wait(page, program)
            if number == 0:
                found.first += found.idle + sizes.taken()
            else:
                found.after.append(sizes.taken())
        found.memory = memory(browser) - before
        page.close()
    return found


def _open(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(500)


def _wait(page: Page, program: Program) -> None:
    """Until there are results; a search that finds none is given up after a while."""
    with suppress(TimedOutError):
        page.locator(program.result).first.wait_for(timeout=LONGEST)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)


class Sizes:
    """What the files asked for weigh, each once: the browser keeps what it has."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.asked: list[str] = []
        self.seen: set[str] = set()

    def add(self, address: str) -> None:
        self.asked.append(unquote(urlsplit(address).path).lstrip("/"))

    def taken(self, places: tuple[str, ...] = ("",)) -> int:
        """The size of what was newly asked for since the last time, of files in some places."""
        new = [name for name in dict.fromkeys(self.asked) if name not in self.seen]
        self.seen.update(new)
        self.asked.clear()
        paths = [self.site / name for name in new if name.startswith(places)]
        return sum(len(gzip.compress(p.read_bytes(), mtime=0)) for p in paths if p.is_file())


def memory(browser: Browser) -> float:
    """Resident memory of the largest renderer process, in megabytes."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    sizes = [_resident(one["id"]) for one in processes if one["type"] == "renderer"]
    return max(sizes, default=0) / 1000


def _resident(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0])


@contextmanager
def chromium() -> Iterator[Callable[[], Browser]]:
    """Opens browsers, a new one for each program: renderers must not be shared."""
    with sync_playwright() as playwright:

        def launch() -> Browser:
            return playwright.chromium.launch(
                executable_path=search_page.CHROMIUM, args=search_page.ARGUMENTS
            )

        yield launch


def run(folder: Path, records: list[dict[str, Any]], *, alone: bool) -> None:
    """Print the figures of one set of records."""
    asked = queries(records)
    site, plain, whole = ours(folder / "ours", records)
    index = whole - plain
    print(
        f"build: {plain:.2f} s without the index, {index:.2f} s for it, {index / plain:.2f} of it"
    )
    heads = ("idle kB", "first kB", "next kB", "most kB", "memory MB")
    print(f"{'':10}" + "".join(f"{head:>12}" for head in heads))
    with chromium() as launch:

        def show(site: Path, program: Program) -> None:
            browser = launch()
            print(f"{program.name:10}{weighed(browser, site, program, asked).row()}", flush=True)
            browser.close()

        show(site, OURS)
        if alone:
            return
        seconds = pagefind(site)
        show(site, PAGEFIND)
        print(f"{'':10}pagefind's index took {seconds:.2f} s")
        site, seconds = material(folder / "material", records)
        show(site, MATERIAL)
        print(f"{'':10}material's build took {seconds:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", nargs="?", type=int, default=5000)
    parser.add_argument("--corpus", type=Path, metavar="CORPUS.json")
    parser.add_argument("--alone", action="store_true", help="leave the peers out")
    arguments = parser.parse_args()
    given = arguments.corpus
    corpus = search_corpus.read(given) if given else of_words(200)
    for length in LENGTHS:
        print(f"\n{arguments.count} records of about {length} characters", flush=True)
        with tempfile.TemporaryDirectory(prefix="xuncha-weight-") as name:
            run(Path(name), grown(corpus, arguments.count, length), alone=arguments.alone)


if __name__ == "__main__":
    main()
