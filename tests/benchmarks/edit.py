"""What one edit costs inside ``xuncha serve``: run by build.py, prints its figures as JSON.

    python tests/benchmarks/edit.py LIBRARY

One process, as the preview is one: it builds the whole library, then changes the text of one case
and builds again, three times over with another case. Times are CPU seconds of the process and its
finished children, user and system; importing the program is not counted.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from xuncha_site.plugin.serve import Rebuild

EDITS = 3
KEY = "案例背景: "


def cpu_seconds(work: Callable[[], None]) -> float:
    """What a piece of work costs this process."""
    before = os.times()
    work()
    return round(sum(os.times()[:4]) - sum(before[:4]), 2)  # told in clock ticks


def edit(case: Path, words: str) -> None:
    """Put words before the background of a case."""
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace(KEY, KEY + words, 1), encoding="utf-8", newline="\n")


def main() -> None:
    library = Path(sys.argv[1])
    cases = sorted((library / "data" / "cases").glob("*.yml"))
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        site.mkdir()
        rebuild = Rebuild(library / "mkdocs.yml", site)
        full = cpu_seconds(rebuild)
        edits = []
        for number in range(EDITS):
            case = cases[number * len(cases) // EDITS]
            words = f"第{number + 1}次改动，"
            edit(case, words)
            edits.append(cpu_seconds(rebuild))
            page = site / "cases" / f"{case.stem}.html"
            if words not in page.read_text(encoding="utf-8"):
                raise SystemExit(f"{page} does not show the edit")
    print(json.dumps({"full_cpu_s": full, "edit_cpu_s": statistics.median(edits)}))


if __name__ == "__main__":
    main()
