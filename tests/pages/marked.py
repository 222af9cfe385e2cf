"""A library in which one text stands in every field, and where it must be found."""

from __future__ import annotations

from typing import Any

from plugin.sitekit import SETTINGS, TAXONOMY, case, policy, quoted

HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{# #}",
    "](javascript:alert(1))",
    "[x](javascript:alert(1))",
    '"><img src=x onerror=alert(1)>',
    "' onclick='alert(1)",
    "</title>",
    "</main>",
    "<!--",
    "-->",
    "]]>",
    "&lt;b&gt;",
    "&amp;",
    "&#60;",
    "&nbsp",
    "\u2028",
    "\u2029",
    "\u202e倒\u202c",
    "\u200f",
    "\u200b",
    "\ufeff",
    "\x85",
    "\t",
    "\n\n",
    "\\",
    "`",
    "**",
    "# ",
    "- ",
    "1. ",
    "|",
    "[[cases/anli-1]]",
    "[[cases/anli-1|<b>]]",
    '[[cases/anli-1|"]]',
    "<https://example.org>",
    "https://example.org",
    "=1+1",
    "--- ",
    "，",
    "𠀀",
)


class Marked:
    """Puts a text into many fields, each between marks of its own, so that it is found again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.fields: dict[str, str] = {}

    def __call__(self, field: str) -> str:
        self.fields[field] = f"始{len(self.fields):02d}{self.text}末"
        return self.fields[field]

    def of(self, *fields: str) -> list[str]:
        return [self.fields[field] for field in fields]


def library_of(text: str) -> tuple[dict[str, Any], Marked]:
    """The files of a library that has a text in every literal field, and where it is."""
    m = Marked(text)
    files: dict[str, Any] = {
        "data/site.yml": {
            **SETTINGS,
            "名称": m("site name"),
            "地区": m("site place"),
            "反映渠道说明": m("site report"),
            "更正方式": m("site correction"),
        },
        "data/taxonomy.yml": {
            **TAXONOMY,
            "标题": m("taxonomy title"),
            "摘要": m("taxonomy summary"),
            "聚焦": [
                {
                    "编号": "J1",
                    "名称": m("focus"),
                    "类别": [{"编号": "M1", "名称": m("category"), "范围": m("covers")}],
                }
            ],
        },
        "data/cases/anli-1.yml": case(
            m("case title"),
            副标题=m("case subtitle"),
            摘要=m("case summary"),
            关键词=[m("case keyword")],
            来源=m("case source"),
            巡察=m("case round"),
            问题表现=[{"编号": "w1", "题": m("finding"), "述": "事实", "查看材料": [m("seen in")]}],
            处理结果={"数字": [{"项": m("figure"), "数": "1", "单位": "人"}]},
            举一反三={"主管部门": {"谁": m("who"), "做法": "做法"}},
            自查问题=[m("self check")],
            思考题=[m("question")],
            依据=["tiaoli-2024#d1"],
        ),
        "data/cases/che-1.yml": case(撤回={"日期": "2025", "理由": m("reason")}),
        "data/policies/tiaoli-2024.yml": policy(
            m("policy title"),
            摘要=m("policy summary"),
            来源=m("policy source"),
            制定机关=m("issuer"),
            文号=m("number"),
            条款=[{"编号": "d1", "条": m("article"), "题": m("heading"), "要点": "要点"}],
        ),
        "content/guidance/zicha.md": (
            f"---\n标题: {quoted(m('guide title'))}\n摘要: {quoted(m('guide summary'))}\n"
            f"来源: {quoted(m('guide source'))}\n分组: {quoted(m('guide group'))}\n"
            f"关键词: [{quoted(m('guide keyword'))}]\n曾用编号: [jiu-zicha]\n---\n\n"
            "## 一节\n\n文字。\n"
        ),
    }
    return files, m
