"""What a build costs, beside what other generators need for the same records.

    python tests/benchmarks/build.py [N…] [--edit N] [--json FILE]

All build in turn, round after round, each in a process of its own and into an empty place:

* ``core``: this project with a gate that admits everything and without the index of its search,
  without its ``.cache``;
* ``material`` and ``hugo``: see ``peers.py``;
* ``floor``: the least that any generator must do. It reads the same YAML with the C loader, checks
  it with the models, fills one template a record and writes it;
* ``ungated``: this project with its search, and a gate that admits everything;
* ``cold`` and ``xuncha``: this project as shipped, with its gate and its search: without
  ``.cache``, and with the one that the build before has left.

CPU seconds (user and system, all threads and children) and peak memory are the system's own account
of each finished process. Compare ratios, not seconds: machines differ. The system's share is told
apart: where memory is lent to a virtual machine, it swings with what was built before.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import corpus
import peers

Figures = dict[str, float]

SIZES = (1000, 5000)
ROUNDS = 3
# From this size on the slow, steady ones build once.
LARGE = 5000
SLOW = ("material", "floor")

CORE = """
import sys
from pathlib import Path
from xuncha_site.plugin.build import build

class AdmitAll:
    def check_sources(self, opened):
        return []
    def check_output(self, folder):
        return []

sys.exit(build(Path("mkdocs.yml"), gate=AdmitAll(), searched="ungated" in sys.argv).value)
"""

FLOOR = """
from pathlib import Path
import jinja2, yaml
from xuncha_site.records.case import Case

class Loader(yaml.CSafeLoader):
    yaml_implicit_resolvers = {}

env = jinja2.Environment(autoescape=True)
template = env.from_string(
    "<h1>{{ c.title }}</h1><p>{{ c.summary }}</p>{{ c.background }}"
    "{% for f in c.findings %}<h2>{{ f.heading }}</h2>{{ f.text }}{% endfor %}"
)
out = Path("site")
out.mkdir()
for path in sorted(Path("data/cases").glob("*.yml")):
    case = Case.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=Loader))
    (out / f"{path.stem}.html").write_text(template.render(c=case), encoding="utf-8")
"""


@dataclass(frozen=True)
class Builder:
    """A program that makes ``site`` in a folder."""

    name: str
    folder: Path
    command: list[str]
    keeps_cache: bool = False

    def measure(self) -> Figures:
        """Build once; CPU seconds, peak memory in MB and bytes written."""
        if not self.keeps_cache:
            shutil.rmtree(self.folder / ".cache", ignore_errors=True)
        figures = measure(self.command, self.folder)
        site = self.folder / "site"
        figures["bytes"] = sum(p.stat().st_size for p in site.rglob("*") if p.is_file())
        # Not deleted before the end: a file system that has just given up thousands of files makes
        # the next ones dearer, by up to 0.3 ms each, and charges them to whoever builds next.
        site.rename(tempfile.mkdtemp(prefix="built-", dir=self.folder.parent) + "/site")
        return figures


def measure(command: list[str], folder: Path) -> Figures:
    """Run a program in a folder; CPU seconds and peak memory in MB."""
    with tempfile.TemporaryFile() as said:
        environment = peers.environment(folder)
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            text = said.read().decode("utf-8", errors="replace")
            raise SystemExit(f"{command} ended with {process.returncode}:\n{text}")
    return {
        "cpu_s": usage.ru_utime + usage.ru_stime,
        "system_s": usage.ru_stime,
        "rss_mb": usage.ru_maxrss / 1024,
    }


def builders(folder: Path, count: int) -> list[Builder]:
    """Write the sources of one size, and say who builds them."""
    library = folder / "library"
    corpus.write(library, count)
    python = sys.executable
    shipped = [python, "-m", "xuncha_site", "build"]
    return [
        Builder("core", library, [python, "-c", CORE]),
        Builder("material", folder / "material", peers.material(folder / "material", count)),
        Builder("hugo", folder / "hugo", peers.hugo(folder / "hugo", count)),
        Builder("floor", library, [python, "-c", FLOOR]),
        Builder("ungated", library, [python, "-c", CORE, "ungated"]),
        Builder("cold", library, shipped),
        Builder("xuncha", library, shipped, keeps_cache=True),
    ]


def run(count: int) -> dict[str, Figures]:
    """The median figures of every builder over one library of a given size."""
    found: dict[str, list[Figures]] = {}
    with tempfile.TemporaryDirectory(prefix="xuncha-bench-") as name:
        everyone = builders(Path(name), count)
        for number in range(ROUNDS):
            for builder in everyone:
                if number == 0 or count < LARGE or builder.name not in SLOW:
                    found.setdefault(builder.name, []).append(builder.measure())
    return {name: _median(figures) for name, figures in found.items()}


def run_edit(count: int) -> Figures:
    """What ``xuncha serve`` needs for its first build, and for one edit after it."""
    with tempfile.TemporaryDirectory(prefix="xuncha-bench-") as name:
        folder = Path(name)
        corpus.write(folder, count)
        command = [sys.executable, str(Path(__file__).parent / "edit.py"), str(folder)]
        environment = peers.environment(folder)
        done = subprocess.run(command, check=False, capture_output=True, env=environment)
    if done.returncode:
        raise SystemExit(done.stderr.decode("utf-8", errors="replace"))
    return json.loads(done.stdout)


def _median(runs: list[Figures]) -> Figures:
    return {key: statistics.median(figures[key] for figures in runs) for key in runs[0]}


def show(count: int, found: dict[str, Figures]) -> None:
    """Print the figures of one size; ratios are to the core and to the floor."""
    core, floor = (found[name]["cpu_s"] for name in ("core", "floor"))
    print(f"\n{count} records")
    heads = (
        "CPU s",
        "of it system",
        "ms a record",
        "RSS MB",
        "MB written",
        "core / it",
        "it / floor",
    )
    print(f"{'':10}" + "".join(f"{head:>13}" for head in heads))
    for name, figures in found.items():
        cpu = figures["cpu_s"]
        print(
            f"{name:10}{cpu:>13.2f}{figures['system_s']:>13.2f}{cpu / count * 1000:>13.2f}"
            f"{figures['rss_mb']:>13.0f}{figures['bytes'] / 1e6:>13.1f}"
            f"{core / cpu:>13.2f}{cpu / floor:>13.2f}",
            flush=True,
        )


def show_growth(results: dict[str, dict[str, Figures]]) -> None:
    """Print how the cost grows from the smallest size to the largest."""
    small, large = (str(size(int(key) for key in results)) for size in (min, max))
    print(f"\n{large} records / {small} records")
    for name, figures in results[large].items():
        print(f"{name:10}{figures['cpu_s'] / results[small][name]['cpu_s']:>13.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, help="default: 1000 5000")
    parser.add_argument("--edit", type=int, action="append", default=[], metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    results: dict[str, dict] = {"sizes": {}, "edit": {}}
    for size in arguments.sizes or ([] if arguments.edit else SIZES):
        results["sizes"][str(size)] = found = run(size)
        show(size, found)
    if len(results["sizes"]) > 1:
        show_growth(results["sizes"])
    for size in arguments.edit:
        results["edit"][str(size)] = cost = run_edit(size)
        full, edit = cost["full_cpu_s"], cost["edit_cpu_s"]
        print(f"\nserve, {size} records: full {full:.2f} s, edit {edit:.2f} s, {edit / full:.1%}")
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
