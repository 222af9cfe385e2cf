"""Marks of classification, and papers that never leave an inspection: they stop every build."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha_site.gate.found import Found
from xuncha_site.gate.normal import Normal
from xuncha_site.problems import Code

_MARK = re.compile(
    r"(?:绝\s?密|机\s?密|秘\s?密)\s?[★☆*]\s?(?:\d{1,2}\s?[年月]|长期|启封)?"
    r"|密\s?级\s?[:：]\s?(?:绝密|机密|秘密)"
    r"|^[ \t>#*\-]*(?:绝\s?密|机\s?密|秘\s?密)[ \t*]*$"
    r"|内部(?:资料|文件|刊物|材料)[\s，,、（(]*(?:注意保存|注意保密|严禁外传|不得外传|严格保密)",
    re.MULTILINE,
)
# A heading of such a paper with its text behind it; counts of them may be told.
_PAPER = re.compile(
    r"(?:谈话(?:记录|笔录)|询问笔录|讯问笔录|问题底稿|问题线索(?:摘要|登记表|处置单)|举报信)(?:原文|全文|摘录|如下|内容)?\s?[:：]\s?"
    r"[^\s，。；]{4}"
    r"|(?:问[:：][^\n]{2,80}\n\s*答[:：][^\n]{2,200}\n\s*){2,}"
)
_PAPER_NAME = re.compile(r"谈话(?:记录|笔录)|询问笔录|讯问笔录|问题底稿|问题线索|线索登记|举报信")


def secrets_in(text: Normal) -> Iterator[Found]:
    """Every mark of classification of a text, and every paper that it holds."""
    for match in _MARK.finditer(text.text):
        yield Found(Code.CLASSIFIED, *text.span(*match.span()))
    for match in _PAPER.finditer(text.text):
        yield Found(Code.WORKING_PAPER, *text.span(*match.span()))


def is_paper(name: str) -> bool:
    """Whether the name of a file says that it is such a paper."""
    return _PAPER_NAME.search(name) is not None
