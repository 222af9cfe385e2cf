"""A corpus of labelled data → a library: each of its records becomes a case.

Title, year and text stand where a case has them; category, kind and tags are keywords, and the
category is the case's own category as well. What else a case must have says nothing.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import yaml

from xuncha_site.plugin.build import build
from xuncha_site.problems import Exit

REPOSITORY = Path(__file__).parents[2]
NOTHING = "无"
HEAD = {"可见范围": "公开", "性质": "教学示例", "来源": NOTHING}


class AdmitAll:
    """A gate that stops nothing: what it would find is not what is measured."""

    def check_sources(self, *_: Any) -> list[Any]:
        return []

    def check_output(self, *_: Any) -> list[Any]:
        return []


def write(folder: Path, corpus: list[dict[str, Any]]) -> None:
    """Write the library of a corpus, with this repository's settings and glossary."""
    for name in ("content", "data/cases"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name in ("site.yml", "jurisdiction.yml", "glossary.yml"):
        shutil.copy(REPOSITORY / "data" / name, folder / "data")
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\n"
        f"theme: {{name: null, custom_dir: {REPOSITORY / 'theme'}}}\nplugins: [xuncha]\n",
        encoding="utf-8",
    )
    categories = sorted({record["category"] for record in corpus})
    numbers = {category: f"M{number}" for number, category in enumerate(categories, 1)}
    _save(folder / "data" / "taxonomy.yml", _taxonomy(numbers))
    for name, record in zip(names(corpus), corpus, strict=True):
        case = _case(record, numbers[record["category"]])
        _save(folder / "data" / "cases" / f"{name}.yml", case)


def names(corpus: list[dict[str, Any]]) -> dict[str, str]:
    """The names of the cases, in order, and of which record each is: any id may be given."""
    return {f"record-{number:05}": record["id"] for number, record in enumerate(corpus)}


def built(folder: Path, name: str = "site", *, searched: bool = True) -> Path:
    """Build the site of a library; the benchmark ends where that does not succeed."""
    site = folder / name
    if build(folder / "mkdocs.yml", site, AdmitAll(), searched=searched) is not Exit.CLEAN:
        raise SystemExit(f"{folder} could not be built")
    return site


def read(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))


def _save(path: Path, record: dict[str, Any]) -> None:
    text = yaml.dump(
        record, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000
    )
    path.write_text(text, encoding="utf-8", newline="\n")


def _taxonomy(numbers: dict[str, str]) -> dict[str, Any]:
    categories = [
        {"编号": number, "名称": name, "范围": NOTHING} for name, number in numbers.items()
    ]
    focus = {"编号": "J1", "名称": NOTHING, "类别": categories}
    return {"标题": "问题分类", "摘要": NOTHING, "日期": "2026", **HEAD, "聚焦": [focus]}


def _case(record: dict[str, Any], category: str) -> dict[str, Any]:
    return {
        "标题": record["title"],
        "摘要": NOTHING,
        "关键词": [record["category"], record["kind"], *record["tags"]],
        "日期": str(record["year"]),
        **HEAD,
        "体裁": "警示类",
        "单位类型": "镇街",
        "分类": [category],
        "案例背景": NOTHING,
        "问题表现": [{"编号": "w1", "题": NOTHING, "述": record["text"]}],
        "原因剖析": [{"类型": "制度漏洞", "述": NOTHING}],
        "自查问题": [NOTHING],
    }
