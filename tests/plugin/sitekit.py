"""Small libraries for tests, and what tests ask of a built site.

A test states its library as a dict: path → text, bytes, or a record as a dict of Chinese keys.
Records are written in YAML's flow style, every text in double quotes and escaped where needed.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gate_kept

REPOSITORY = Path(__file__).parents[2]


MKDOCS_YML = """\
site_name: 测试
docs_dir: content
site_dir: site
use_directory_urls: false
theme:
  name: null
  custom_dir: overrides
plugins:
  - xuncha
"""


SETTINGS = {
    "名称": "测试知识库",
    "地区": "某区",
    "级别": "区",
    "截至日期": "2026-01-01",
    "读者": "公开",
    "教学示例站": "是",
    "反映渠道说明": "本站不接收信访举报。",
}

JURISDICTION = {"镇街": ["桥头镇"]}

_COMMON = {
    "摘要": "用一句话说清。",
    "日期": "2024-05",
    "可见范围": "公开",
    "性质": "教学示例",
    "来源": "虚构，供测试使用",
}


TAXONOMY = {
    "标题": "问题分类",
    **_COMMON,
    "聚焦": [
        {
            "编号": "J1",
            "名称": "聚焦一",
            "类别": [
                {
                    "编号": "M1",
                    "名称": "惠民资金",
                    "范围": "补贴和救助。",
                    "具体表现": [
                        {"编号": "M1.1", "名称": "应退未退", "看什么": "名单", "问什么": "退了吗？"}
                    ],
                },
                {"编号": "M2", "名称": "工程采购", "范围": "招标和验收。"},
            ],
        }
    ],
}


GUIDE = """\
---
标题: 怎样自查
摘要: 三步。
依据: [tiaoli-2024]
案例: [anli-1]
---

## 第一步

看[[cases/anli-1]]。

## 第二步

回到[第一步](#_1)。
"""


def case(title: str = "一张名单", **changes: Any) -> dict[str, Any]:
    """A valid case; ``changes`` add or replace keys."""
    return {
        "标题": title,
        **_COMMON,
        "体裁": "警示类",
        "单位类型": "镇街",
        "分类": ["M1"],
        "案例背景": "某镇有岗位48个。",
        "问题表现": [{"编号": "w1", "题": "名单有误", "述": "查出6人。"}],
        "原因剖析": [{"类型": "制度漏洞", "述": "没有写怎样退。"}],
        "自查问题": ["名单哪一天核过？"],
        **changes,
    }


def policy(title: str = "某条例", **changes: Any) -> dict[str, Any]:
    """A valid policy; ``changes`` add or replace keys."""
    return {
        "标题": title,
        **_COMMON,
        "文种": "党内法规",
        "效力": "现行有效",
        "制定机关": "某机关",
        "公开程度": "全文公开",
        "要点": "写明职责。",
        "核对日期": "2025-01-01",
        "条款": [{"编号": "d1", "条": "第一条", "题": "目的", "要点": "写明目的。"}],
        **changes,
    }


Files = Mapping[str, Any]


SMALL: Files = {
    "mkdocs.yml": MKDOCS_YML,
    "overrides/.gitkeep": "",
    "data/site.yml": SETTINGS,
    "data/jurisdiction.yml": JURISDICTION,
    "data/taxonomy.yml": TAXONOMY,
    "data/cases/anli-1.yml": case(依据=["tiaoli-2024#d1"]),
    "data/policies/tiaoli-2024.yml": policy(),
    "content/index.md": "---\n标题: 首页\n---\n\n欢迎。\n",
    "content/guidance/zicha.md": GUIDE,
}


def quoted(text: str) -> str:
    """Any text as a YAML scalar in double quotes."""
    safe = (c if c.isprintable() and c not in '"\\' else _escape(ord(c)) for c in text)
    return f'"{"".join(safe)}"'


def _escape(code: int) -> str:
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )


def yaml_of(value: Any) -> str:
    """A record as YAML on one line a key."""
    if isinstance(value, dict):
        return "".join(f"{key}: {_flow(item)}\n" for key, item in value.items())
    return _flow(value)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return quoted(value)


def write(root: Path, *several: Files) -> Path:
    """Write files below a folder; later dicts replace earlier ones, None removes a file."""
    files: dict[str, Any] = {}
    for each in several:
        files.update(each)
    for name, value in files.items():
        path = root / name
        if value is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        data = yaml_of(value) if isinstance(value, dict) else value
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return root


def small(root: Path, *more: Files) -> Path:
    """Write the small library of one of each kind, with changes."""
    return write(root, SMALL, *more)


def copy_of_repository(root: Path) -> Path:
    """The repository's own data, guidance, theme and configuration, without anything built."""
    for name in ("data", "content", "theme"):
        shutil.copytree(REPOSITORY / name, root / name)
    for name in ("mkdocs.yml", "addresses.txt"):
        if (REPOSITORY / name).exists():
            shutil.copy(REPOSITORY / name, root / name)
    gate_kept.bring(root)
    return root
