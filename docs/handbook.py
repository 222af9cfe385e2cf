"""Writes the two pages of the handbook that are derived from the code: keys, and faults.

Run ``python docs/handbook.py`` after a change to a model, a code or a faulty library.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xuncha_site.problems import Code
from xuncha_site.records.base import Declared, DeclaredField, Record, fields_of, types
from xuncha_site.records.fields import Kind, Searched
from xuncha_site.records.guide import Guide
from xuncha_site.records.jurisdiction import Jurisdiction
from xuncha_site.records.settings import Settings

PROJECT = Path(__file__).parents[1]
PAGES = PROJECT / "content" / "handbook"
FAULTY = PROJECT / "tests" / "sites" / "faulty"

HEAD = """\
---
标题: {title}
摘要: {summary}
可见范围: 公开
顺序: "{position}"
分组: 查对
---

这一页由程序里的声明生成，与正在使用的版本一致。
"""
KINDS = {
    Kind.TEXT: "文字",
    Kind.PROSE: "段落",
    Kind.DATE: "日期",
    Kind.CHOICE: "选一个词",
    Kind.FLAG: "是、否",
    Kind.WHOLE: "整数",
    Kind.NUMBER: "数",
    Kind.REFERENCE: "引用",
    Kind.ROW_ID: "编号",
    Kind.FIELD_NAME: "键名",
    Kind.ADDRESS: "网址",
    Kind.GROUP: "一组键",
}
EXPLAINED = (
    "“写成”一栏里，文字照原样印出；段落可以分段、列条、加重、链接记录；引用写编号，带条目时写"
    "`编号#条目编号`；“可几条”的写成列表。没有写明“必写”的键，用不到就不写。“查找”一栏写它的字"
    "在搜索里按什么算，列表能不能按它筛选。“别的叫法”是各地台账上常见的列名，误写成它们时会提示"
    "应当写的键。\n"
)
# The parts of the fault list: the first code of each, and what the part is called.
PARTS = {
    Code.NOT_UTF8: "文件",
    Code.UNKNOWN_KEY: "键和值",
    Code.UNKNOWN_FOLDER: "记录之间",
    Code.CITIZEN_ID: "脱敏",
    Code.HOST_WARNING: "网站设置",
}


def keys_page() -> str:
    """Every key of every file that editors write, as Markdown tables."""
    lines = [
        HEAD.format(title="各类记录的键", summary="每类记录的键，哪些必写，怎样写。", position=80),
        EXPLAINED,
        "## 每条记录都有的键\n",
        *_table(fields_of(Record)),
    ]
    common = {field.label for field in fields_of(Record)}
    shared = _shared_groups()
    for kind in types():
        held = f"data/{kind.file}" if kind.file else f"data/{kind.folder}/编号.yml"
        lines += [f"\n## {kind.name}\n", f"写在 `{held}`。\n"]
        own = tuple(field for field in fields_of(kind) if field.label not in common)
        lines += _tables(kind, own, shared)
    lines += ["\n## 几类记录都用的组\n"]
    for model, label in shared.items():
        lines += [f"\n### {label}\n", *_table(fields_of(model))]
    lines += ["\n## 工作指引的页首\n", "写在 `content/` 里每个 Markdown 文件的开头。\n"]
    lines += _tables(Guide, fields_of(Guide), shared)
    lines += ["\n## 站点设置\n", "写在 `data/site.yml`。\n"]
    lines += _tables(Settings, fields_of(Settings), shared)
    lines += ["\n## 本地名录\n", "写在 `data/jurisdiction.yml`，脱敏检查用，不进网站。\n"]
    lines += _tables(Jurisdiction, fields_of(Jurisdiction), shared)
    return "\n".join(lines) + "\n"


def _groups(model: type[Declared]) -> Iterator[tuple[DeclaredField, type[Declared]]]:
    """Every group below a model, depth first, each once."""
    for field in fields_of(model):
        if field.model is not None:
            yield field, field.model
            yield from _groups(field.model)


def _shared_groups() -> dict[type[Declared], str]:
    """The groups that stand in several types, and their labels."""
    users: dict[type[Declared], set[str]] = {}
    labels: dict[type[Declared], str] = {}
    common = {model for _, model in _groups(Record)}
    for kind in types():
        for field, model in _groups(kind):
            users.setdefault(model, set()).add(kind.folder)
            labels.setdefault(model, field.label)
    return {m: labels[m] for m, folders in users.items() if len(folders) > 1 and m not in common}


def _tables(
    model: type[Declared], own: tuple[DeclaredField, ...], shared: dict[type[Declared], str]
) -> Iterator[str]:
    yield from _table(own)
    told: set[type[Declared]] = set(shared)
    for field in own:
        inner = [(field, field.model), *_groups(field.model)] if field.model else []
        for part, group in inner:
            if group not in told:
                told.add(group)
                yield f"\n### {model_name(model)}的“{part.label}”\n"
                yield from _table(fields_of(group))


def model_name(model: type[Declared]) -> str:
    """What a model is called in a heading."""
    return model.name if issubclass(model, Record) else "页首" if model is Guide else "设置"


def _table(fields: tuple[DeclaredField, ...]) -> Iterator[str]:
    """A Markdown table; a column that would be empty is left out."""
    heads = ("键", "写成", "写什么", "查找", "别的叫法")
    rows = [_row(field) for field in fields]
    used = [n for n in range(len(heads)) if any(row[n] for row in rows)]
    yield "| " + " | ".join(heads[n] for n in used) + " |"
    yield "|" + "---|" * len(used)
    for row in rows:
        yield "| " + " | ".join(row[n].replace("|", r"\|") for n in used) + " |"


def _row(field: DeclaredField) -> tuple[str, ...]:
    note = field.description
    if field.choices:
        note += f"。可选：{'、'.join(field.choices)}"
    found = [] if field.searched is Searched.NOT else [str(field.searched)]
    return (
        f"`{field.label}`",
        KINDS[field.kind] + "，可几条" * field.many + "，必写" * field.required,
        note,
        "、".join([*found, *["可筛选"] * field.uses.facet]),
        "、".join(field.columns[1:]),
    )


def faults_page() -> str:
    """Every kind of problem with what it means and a real example of it."""
    lines = [
        HEAD.format(
            title="错误一览", summary="检查能发现的每一种错误，各有一个例子和改法。", position=90
        ),
        "例子照 `xuncha check` 打印的样子：先是文件、行、列，再是错在哪里；后面是应当怎么写。\n",
    ]
    for code in Code:
        if code in PARTS:
            lines.append(f"\n## {PARTS[code]}\n")
        lines += [f"### {code.meaning}\n", "```text", *_example(code), "```\n"]
    return "\n".join(lines) + "\n"


def _example(code: Code) -> Iterator[str]:
    """The first problem of the code's own faulty library, as it is printed."""
    printed = (FAULTY / code / "expected.txt").read_text(encoding="utf-8").splitlines()
    body = [line for line in printed if not line.startswith(("exit ", "共 "))]
    yield body[0]
    for line in body[1:]:
        if not line.startswith("    "):
            return
        yield line


def main() -> None:
    """Write both pages."""
    PAGES.mkdir(parents=True, exist_ok=True)
    for name, text in (("keys.md", keys_page()), ("faults.md", faults_page())):
        (PAGES / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
