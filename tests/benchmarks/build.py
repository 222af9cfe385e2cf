"""How fast a site is built, as a ratio to the least that any generator must do.

    python tests/benchmarks/build.py 300 1000 [--json FILE]

``core`` is a whole build in a process of its own, gate passed in that admits everything. ``floor``
reads the same YAML with the C loader, checks it with the models, fills one template a record and
writes it. Both run in turn; CPU seconds and peak memory are the system's own account of each
finished process. Compare ratios, not seconds: machines differ.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import corpus

CORE = """
import sys
from pathlib import Path
from xuncha_site.plugin.build import build

class AdmitAll:
    def check_sources(self, sources, names):
        return []
    def check_output(self, folder):
        return []

sys.exit(build(Path("mkdocs.yml"), gate=AdmitAll()).value)
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
out = Path("floor")
out.mkdir()
for path in sorted(Path("data/cases").glob("*.yml")):
    case = Case.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=Loader))
    (out / f"{path.stem}.html").write_text(template.render(c=case), encoding="utf-8")
"""


def measure(code: str, folder: Path) -> dict[str, float]:
    """Run a program in a folder; its CPU seconds, peak memory in MB and bytes written."""
    process = os.fork()
    if process == 0:
        os.chdir(folder)
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123 (a descriptor for the child)
            os.dup2(nowhere.fileno(), 2)
        os.execv(sys.executable, [sys.executable, "-c", code])
    _, status, usage = os.wait4(process, 0)
    if status:
        raise SystemExit(f"a build ended with {os.waitstatus_to_exitcode(status)}")
    return {"cpu_s": usage.ru_utime + usage.ru_stime, "rss_mb": usage.ru_maxrss / 1024}


def run(count: int) -> dict[str, dict[str, float]]:
    """Both builds over one library of a given size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus.write(folder, count)
        core = measure(CORE, folder)
        core["bytes"] = sum(p.stat().st_size for p in (folder / "site").rglob("*") if p.is_file())
        return {"core": core, "floor": measure(FLOOR, folder)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    results = {}
    print(f"{'records':>8} {'core CPU s':>11} {'ms a record':>12} {'RSS MB':>8} {'core/floor':>11}")
    for size in arguments.sizes:
        results[str(size)] = found = run(size)
        core, floor = found["core"], found["floor"]
        print(
            f"{size:>8} {core['cpu_s']:>11.2f} {core['cpu_s'] / size * 1000:>12.2f} "
            f"{core['rss_mb']:>8.0f} {core['cpu_s'] / floor['cpu_s']:>11.2f}"
        )
    if arguments.json:
        arguments.json.write_text(json.dumps({"sizes": results}, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
