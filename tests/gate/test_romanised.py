"""Names in pinyin are told from the addresses of records, which are written in pinyin too."""

from __future__ import annotations

import pytest

from xuncha_site.gate.detect import found_in
from xuncha_site.problems import Code


def told(text: str) -> list[str]:
    return [text[f.start : f.end] for f in found_in(text) if f.code is Code.PERSON_NAME]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("slug: chen-guohua-shouli", "chen-guohua"),
        ("file: scans/SunHaiyan-bilu.pdf", "SunHaiyan"),
        ("![](img/zhoumingliang.jpg)", "zhoumingliang"),
        ("author: liming", "liming"),
        ("https://a.example.cn/people/wang.wei/", "wang.wei"),
        ("docs/xiaohong.ma.docx", "xiaohong.ma"),
        ("责任人: &huang_dongmei 某某", "huang_dongmei"),
        ("Translated by Zhang Wenjun", "Zhang Wenjun"),
        ("经办 ouyang-junjie 。", "ouyang-junjie"),
        ("/upload/2020/luo-jian-jun.png", "luo-jian-jun"),
    ],
)
def test_a_name_in_pinyin_is_found(text: str, name: str) -> None:
    assert told(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "slug: gongche-siyong-anli",
        "编号: gaozhiliang-fazhan",
        "cases/mou-zhen-shitang-2024.html",
        "rounds/di-san-lun-2024.html",
        "- 编号: huazheng-weiling",
        "img/liucheng-tu.png",
        "editor: bianjibu",
        "https://www.example.gov.cn/guide/language/index.html",
        "ref: docs/zhengce-jiedu.md",
        "name: change-log",
    ],
)
def test_words_of_the_field_in_pinyin_are_none(text: str) -> None:
    assert told(text) == []
