"""Records for the tests of overviews, and the pages of a library as text."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from plugin.sitekit import case, write

from xuncha_site.library import open_library
from xuncha_site.pages import Site, theme_folder

HEAD = {
    "摘要": "用一句话说清。",
    "日期": "2025-05",
    "可见范围": "公开",
    "性质": "教学示例",
    "来源": "虚构，供测试使用",
}


def item(number: str, **changes: Any) -> dict[str, Any]:
    """A duty of a checklist; ``changes`` add or replace keys."""
    return {
        "编号": number,
        "类别": "组织领导",
        "责任内容": f"责任{number}",
        "履责方式": ["会议研究"],
        "频次": ["每季度"],
        "佐证": ["会议纪要"],
        "监督主体": "上级巡察机构",
        "反面情形": "没有开会",
        "出处": "拟写",
        **changes,
    }


def checklist(*items: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A checklist with the given duties."""
    return {
        "标题": "区委责任清单",
        **HEAD,
        "责任主体": "区委",
        "版本": "2026年版",
        "条目": list(items),
        **changes,
    }


def role(number: str, *duties: str, **changes: Any) -> dict[str, Any]:
    """A role with references to its duties."""
    return {
        "编号": number,
        "名称": f"岗位{number}",
        "要问": "要做什么？",
        "是谁": "区里的人",
        "责任": list(duties),
        **changes,
    }


def roles(*several: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The file of roles."""
    return {"标题": "按岗位看", **HEAD, "角色": list(several), **changes}


def failing(title: str, *duties: str, **changes: Any) -> dict[str, Any]:
    """A case that names duties that were not done."""
    return case(title, 责任=list(duties), **changes)


def inspection(**changes: Any) -> dict[str, Any]:
    """A round."""
    return {"标题": "第一轮巡察", **HEAD, "巡察类型": "常规巡察", **changes}


def pages(root: Path, *files: dict[str, Any]) -> dict[str, str]:
    """The text of every page of a library with some files changed."""
    write(root, *files)
    opened = open_library(root)
    assert opened.library, opened.problems
    return {page.address: page.render() for page in Site(opened.library, [theme_folder()]).pages()}


def words(page: str) -> str:
    """The text of the main part of a page, without markup; one space for several."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return _text(main)


def row(number: str, **changes: Any) -> dict[str, Any]:
    """A row of a ledger that is being worked on; ``changes`` add or replace keys."""
    return {
        "编号": number,
        "方面": "方面一",
        "问题": f"问题{number}",
        "分类": ["M1"],
        "整改类型": "限期整改",
        "措施": [{"述": "逐份登记"}],
        "牵头": "党委书记",
        "责任单位": "某镇党委",
        "时限": "2026-06-30",
        "状态": "整改中",
        **changes,
    }


DONE = {"状态": "已完成", "完成日期": "2025-10-10"}
CLOSED = {**DONE, "状态": "已销号", "销号日期": "2025-11-10", "佐证": ["凭证"]}


def ledger(*rows: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A ledger with the given rows."""
    return {
        "标题": "某镇党委第一轮巡察整改台账",
        **HEAD,
        "轮次": "di-yi-lun",
        "被巡察党组织": "某镇党委",
        "单位类型": "镇街",
        "反馈日期": "2025-05-01",
        "条目": list(rows),
        **changes,
    }


def cells(page: str, head: str) -> list[str]:
    """The cells of the table row whose heading begins with some words; none if there is none."""
    for found in re.findall(r"<tr.*?</tr>", page, re.DOTALL):
        parts = re.findall(r"<t[hd][ >].*?</t[hd]>", found, re.DOTALL)
        texts = {part: _text(part) for part in parts}
        heading = next((texts[part] for part in parts if part.startswith("<th")), "")
        if heading.startswith(head):
            return [texts[part] for part in parts]
    return []


def _text(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())
