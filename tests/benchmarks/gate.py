"""What the gate costs: CPU seconds for cases of one length, without and with what is kept.

    python tests/benchmarks/gate.py [CASES] [CHARACTERS]

The texts are sentences of this repository's records, mixed by a seeded chance; each has a number
of its own, so that none is read twice.
"""

from __future__ import annotations

import itertools
import random
import re
import sys
import tempfile
import time
from pathlib import Path

from xuncha_site.gate import AnonymityGate
from xuncha_site.library import Opened
from xuncha_site.records.jurisdiction import Jurisdiction
from xuncha_site.source import Source

REPOSITORY = Path(__file__).parents[2]


def cases(count: int, length: int) -> list[Source]:
    chance = random.Random(1)
    lines = [
        line
        for path in sorted((REPOSITORY / "data").rglob("*.yml"))
        if path.name != "jurisdiction.yml"
        for line in path.read_text(encoding="utf-8").split("\n")
        if len(line) > 20 and "来源" not in line
    ]
    numbers = itertools.count()

    def text() -> str:
        mixed = "\n".join(chance.choices(lines, k=length // 20))
        return re.sub("[。；，]", lambda end: f"（{next(numbers)}）{end.group()}", mixed)[:length]

    texts = (text() for _ in range(count))
    return [Source(f"data/cases/c{n}.yml", text) for n, text in enumerate(texts)]


def main() -> None:
    count, length = ([int(given) for given in sys.argv[1:]] + [300, 1500])[:2]
    sources = cases(count, length)
    with tempfile.TemporaryDirectory() as folder:
        for how in ("cold", "kept"):
            opened = Opened(Path(folder), [], sources, [], None, None, Jurisdiction())
            began = time.process_time()
            found = AnonymityGate().check_sources(opened)
            seconds = time.process_time() - began
            print(f"gate {how}: {count} cases of {length}, {seconds:.2f} CPU s, {len(found)} found")


if __name__ == "__main__":
    main()
