"""A seeded library of any size: varied cases of about 1,100 characters, five links and one table.

The one table of a case is the figures of its 处理结果: a row a figure, with what was counted, how
many and the unit. Prose admits no tables, and theme/records/cases.html prints these rows as
``<dl class="figs handling">``, which is what counts as the table here. The peers get the same rows
as a Markdown table. The five links are three policies (依据) and two cases (相关案例).
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

Record = dict[str, Any]

REPOSITORY = Path(__file__).parents[2]
CATEGORIES = ("P1", "P2", "P3", "P4", "M1", "M2", "M3", "M4", "M5", "Z1", "Z2", "Z3", "G1")
YEARS = range(2015, 2026)
POLICIES = 40
_SENTENCES: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("sentences.yml").read_text(encoding="utf-8")
)
# What a case counts, with its unit and the largest number.
COUNTED = (
    ("批评教育", "人", 9),
    ("诫勉", "人", 5),
    ("党内警告", "人", 3),
    ("清退违规发放", "万元", 90),
    ("追缴租金", "万元", 60),
    ("修订管理办法", "项", 7),
)


def write(folder: Path, count: int, seed: int = 1) -> None:
    """Write a library of ``count`` cases and some policies, with this repository's settings."""
    for name in ("content", "data/cases", "data/policies"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name in ("site.yml", "jurisdiction.yml"):
        shutil.copy(REPOSITORY / "data" / name, folder / "data")
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\n"
        f"theme: {{name: null, custom_dir: {REPOSITORY / 'theme'}}}\nplugins: [xuncha]\n",
        encoding="utf-8",
    )
    _save(folder / "data" / "taxonomy.yml", taxonomy())
    for name, record in policies(seed):
        _save(folder / "data" / "policies" / f"{name}.yml", record)
    for name, record in cases(count, seed):
        _save(folder / "data" / "cases" / f"{name}.yml", record)


def taxonomy() -> Record:
    """The categories that the cases belong to."""
    chance = random.Random(0)
    categories = [
        {"编号": category, "名称": f"{what}问题", "范围": prose(chance, 30)}
        for category, what in zip(CATEGORIES, _SENTENCES["何物"], strict=False)
    ]
    return {
        **_head(chance, "2026"),
        "聚焦": [{"编号": "J1", "名称": "聚焦", "类别": categories}],
    }


def policies(seed: int = 1) -> Iterator[tuple[str, Record]]:
    """The policies that the cases refer to, each with its id."""
    for number in range(POLICIES):
        chance = random.Random(seed * 7 + number)
        yield (
            f"p-{number:04}",
            {
                **_head(chance, str(chance.choice(YEARS))),
                "文种": "地方文件",
                "效力": "现行有效",
                "制定机关": "某区委",
                "公开程度": "全文公开",
                "核对日期": "2026-01-01",
                "要点": prose(chance, 200),
            },
        )


def cases(count: int, seed: int = 1) -> Iterator[tuple[str, Record]]:
    """The cases, each with its id. Text depends on the seed and the number alone."""
    for number in range(count):
        related = [f"c-{(number - 1) % count:06}", f"c-{(number + count // 2) % count:06}"]
        yield f"c-{number:06}", _case(random.Random(seed * 1_000_003 + number), related)


def _save(path: Path, record: Record) -> None:
    text = yaml.dump(
        record, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000
    )
    path.write_text(text, encoding="utf-8", newline="\n")


def title(chance: random.Random) -> str:
    """What is wrong with what, in some ten characters."""
    return chance.choice(_SENTENCES["何物"]) + chance.choice(_SENTENCES["怎样"])


def prose(chance: random.Random, length: int) -> str:
    """Sentences of about ``length`` characters."""
    sentences: list[str] = []
    while sum(map(len, sentences)) < length * chance.uniform(0.7, 1):
        clauses = (_clause(chance) for _ in range(chance.randint(1, 3)))
        sentences.append("；".join(clauses) + "。")
    return "".join(sentences)


def _clause(chance: random.Random) -> str:
    things = dict(zip(("何物", "另物"), chance.sample(_SENTENCES["何物"], 2), strict=True))
    words = {slot: chance.choice(_SENTENCES[slot]) for slot in ("谁", "怎样", "做", "何时")}
    many = chance.randint(5, 90)
    numbers = {"几": many, "多": chance.randint(2, many)}
    return chance.choice(_SENTENCES["句"]).format(**words, **things, **numbers)


def _head(chance: random.Random, year: str) -> Record:
    return {
        "标题": title(chance),
        "摘要": prose(chance, 40),
        "关键词": chance.sample(_SENTENCES["何物"], 3),
        "日期": year,
        "可见范围": "公开",
        "性质": "教学示例",
        "来源": "虚构",
    }


def _case(chance: random.Random, related: list[str]) -> Record:
    year = str(chance.choice(YEARS))
    return {
        **_head(chance, year),
        "体裁": chance.choice(("警示类", "经验类", "对比类")),
        "单位类型": chance.choice(("区直部门", "镇街", "国有企业", "学校和医院")),
        "分类": [chance.choice(CATEGORIES)],
        "案例背景": f"{year}年，{prose(chance, 150)}",
        "问题表现": [
            {
                "编号": f"w{number}",
                "题": title(chance),
                "述": f"共{chance.randint(2, 40)}处：{prose(chance, 115)}",
            }
            for number in range(1, 4)
        ],
        "原因剖析": [{"类型": kind, "述": prose(chance, 60)} for kind in ("制度漏洞", "监管缺位")],
        "处理结果": {
            "数字": [
                {"项": label, "数": str(chance.randint(0, most)), "单位": unit}
                for label, unit, most in COUNTED
            ],
            "说明": prose(chance, 40),
        },
        "整改做法": {"当下改": [prose(chance, 50)], "长久立": [prose(chance, 50)]},
        "成效": prose(chance, 60),
        "自查问题": [prose(chance, 24)],
        "依据": [f"p-{number:04}" for number in chance.sample(range(POLICIES), 3)],
        "相关案例": related,
    }
