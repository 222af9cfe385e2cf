"""Names that are hidden give themselves away by it; columns say what their cells hold."""

from __future__ import annotations

import pytest

from xuncha_site.gate.detect import found_in
from xuncha_site.problems import Code


def told(text: str) -> list[tuple[Code, str]]:
    return [(f.code, text[f.start : f.end]) for f in found_in(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("经核查，&#x8bb8;&#x56fd;&#x5e86;多占宅基地。", "&#x8bb8;&#x56fd;&#x5e86;"),
        ("经核查，&#20025;&#38451;没有在岗。", None),
        ("出纳&#40654;子轩保管印鉴。", "&#40654;子轩"),
        ("都是彭\u200b涛叫我签的字。", "彭\u200b涛"),
        ("都是周兴\u00ad隆叫我签的字。", "周兴\u00ad隆"),
        ("/anli/%E8%92%8B%E5%9B%BD%E5%8D%8E-weigui.md", "%E8%92%8B%E5%9B%BD%E5%8D%8E"),
        ("https://x.example.cn/f?name=%E9%AB%98%E5%B3%B0&x=1", "%E9%AB%98%E5%B3%B0"),
        ("冒领人曹  海  波已退款。", "曹  海  波"),
        ("| 姓 | 名 | 金额 |\n|---|---|---|\n| 王 | 建国 | 300 |", "王 | 建国"),
        ("<tr><td>王</td><td>丽娟</td></tr>", "王</td><td>丽娟"),
        ("序号,姓名,金额\n1,易明,300\n2,王某,200", "易明"),
        ("| 序号 | 姓名 | 备注 |\n|---|---|---|\n| 1 | 白 雪 | 无 |\n| 2 | 王 甲 | 无 |", "白 雪"),
        ("| 姓 | 名 | 备注 |\n|---|---|---|\n| 金 | 长庚 | 无 |\n| 王 | 某 | 无 |", "金 | 长庚"),
    ],
)
def test_a_hidden_name_is_found(text: str, name: str | None) -> None:
    assert told(text) == ([(Code.PERSON_NAME, name)] if name else [])


@pytest.mark.parametrize(
    "text",
    [
        "巡\u200b察反馈，高\u200b度重视，金\u200b额较大，由\u200b镇纪委牵头。",
        "&#23433;&#20840;生产责任未压实。",
        "/docs/%E5%AE%89%E5%85%A8/%E6%96%B9%E6%A1%88.html",
        "第 一 章 总 则，时 间 地 点，单 位 名 称",
        "| 高 | 中 | 低 |\n|---|---|---|\n| 是 | 否 | 无 |",
        "| 姓名 | 金额 |\n|---|---|\n| 张某 | 300 |\n| 李某甲 | 200 |",
        "| 单位性质 | 金 | 额 |\n|---|---|---|\n| 名 | 金 | 余额 |",
    ],
)
def test_what_hides_nothing_passes(text: str) -> None:
    assert told(text) == []


def test_a_column_says_what_its_cells_are() -> None:
    text = (
        "| 序号 | 姓名 | 出生年月 | 电话 | 微信 |\n|---|---|---|---|---|\n"
        "| 1 | 高峰 | 1972.05 | 42631234 | gao_6688 |\n| 2 | 张某 | 略 | 略 | 略 |\n\n1972.06"
    )
    assert told(text) == [
        (Code.PERSON_NAME, "高峰"),
        (Code.BIRTH_DATE, "1972.05"),
        (Code.LANDLINE, "42631234"),
        (Code.CHAT_ACCOUNT, "gao_6688"),
    ]
