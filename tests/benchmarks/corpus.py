"""A seeded library of any size: varied cases of about 1,100 characters with five links each."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
SYLLABLES = "合同租金资产台账会议记录审批公示整改措施制度监督检查责任落实问题反馈群众服务项目资金"
CATEGORIES = ("P1", "P2", "P3", "P4", "M1", "M2", "M3", "M4", "M5", "Z1", "Z2", "Z3", "G1")
POLICIES = 40


def write(folder: Path, count: int, seed: int = 1) -> None:
    """Write a library of ``count`` cases and some policies, with this repository's settings."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    shutil.copy(REPOSITORY / "data" / "site.yml", folder / "data")
    _save(folder / "data" / "taxonomy.yml", _taxonomy())
    theme = REPOSITORY / "theme"
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\n"
        f"theme: {{name: null, custom_dir: {theme}}}\nplugins: [xuncha]\n",
        encoding="utf-8",
    )
    (folder / "content").mkdir(exist_ok=True)
    for kind in ("cases", "policies"):
        (folder / "data" / kind).mkdir(exist_ok=True)
    for number in range(POLICIES):
        _save(
            folder / f"data/policies/p-{number:04}.yml", _policy(random.Random(seed * 7 + number))
        )
    for number in range(count):
        chance = random.Random(seed * 1_000_003 + number)
        _save(folder / f"data/cases/c-{number:06}.yml", _case(chance, number))


def _save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _words(chance: random.Random, length: int) -> str:
    text = "".join(chance.choice(SYLLABLES) for _ in range(length))
    return "，".join(text[at : at + 14] for at in range(0, length, 14)) + "。"


def _head(chance: random.Random, year: int) -> str:
    title = "".join(chance.choice(SYLLABLES) for _ in range(10))
    return (
        f"标题: {title}\n摘要: {_words(chance, 40)}\n日期: {year}\n可见范围: 公开\n"
        "性质: 教学示例\n来源: 虚构\n"
    )


def _taxonomy() -> str:
    chance = random.Random(0)
    return (
        _head(chance, 2026)
        + "聚焦:\n  - 编号: J1\n    名称: 聚焦\n    类别:\n"
        + "".join(
            f"      - 编号: {category}\n        名称: {_words(chance, 6)}\n"
            f"        范围: {_words(chance, 30)}\n"
            for category in CATEGORIES
        )
    )


def _policy(chance: random.Random) -> str:
    return (
        _head(chance, chance.randint(2015, 2025))
        + "文种: 地方文件\n效力: 现行有效\n制定机关: 某区委\n"
        + "公开程度: 全文公开\n核对日期: 2026-01-01\n"
        + f"要点: {_words(chance, 200)}\n"
    )


def _case(chance: random.Random, number: int) -> str:
    findings = "".join(
        f"  - 编号: w{n}\n    题: {_words(chance, 10)}\n    述: {_words(chance, 130)}\n"
        for n in range(1, 4)
    )
    causes = "".join(
        f"  - 类型: {kind}\n    述: {_words(chance, 50)}\n" for kind in ("制度漏洞", "监管缺位")
    )
    basis = ", ".join(f"p-{chance.randrange(POLICIES):04}" for _ in range(3))
    related = f"[c-{number - 1:06}, c-{number // 2:06}]" if number > 1 else "[]"
    return (
        _head(chance, chance.randint(2015, 2025))
        + f"体裁: 警示类\n单位类型: 镇街\n分类: [{chance.choice(CATEGORIES)}]\n"
        + f"案例背景: {_words(chance, 150)}\n问题表现:\n{findings}原因剖析:\n{causes}"
        + f"整改做法:\n  当下改: [{_words(chance, 40)}]\n  长久立: [{_words(chance, 40)}]\n"
        + f"成效: {_words(chance, 60)}\n自查问题: [{_words(chance, 20)}]\n"
        + f"依据: [{basis}]\n相关案例: {related}\n"
    )
