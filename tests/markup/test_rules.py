"""Emphasis in Chinese, and links to records: where the reading differs from CommonMark."""

from __future__ import annotations

import pytest

from markup.kit import Parsed, paged, prose
from xuncha_site.markup import (
    Grammar,
    PlainLink,
    RecordLink,
    html,
    links,
)

# emphasis in Chinese, where no space stands around words


@pytest.mark.parametrize("convert", [prose, paged])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**“引号”**后", "<strong>“引号”</strong>后"),
        ("前**“引号”**后", "前<strong>“引号”</strong>后"),
        ("**粗体。**后面", "<strong>粗体。</strong>后面"),
        ("见**《条例》**第五条", "见<strong>《条例》</strong>第五条"),
        ("**（一）**要点", "<strong>（一）</strong>要点"),
        ("**100%**完成", "<strong>100%</strong>完成"),
        ("*“斜”*后", "<em>“斜”</em>后"),
        ("***“又粗又斜”***后", "<em><strong>“又粗又斜”</strong></em>后"),
        ("**甲**：乙", "<strong>甲</strong>：乙"),
        ("**甲：**乙**丙。**丁", "<strong>甲：</strong>乙<strong>丙。</strong>丁"),
        ("**见[[cases/a|此案]]**后", '<strong>见<a href="../cases/a.html">此案</a></strong>后'),
        # as CommonMark has it
        ("甲 * 乙 * 丙", "甲 * 乙 * 丙"),
        ("甲 **乙", "甲 **乙"),
        ("** 甲 **", "** 甲 **"),
        ("**“a”**b", "**“a”**b"),
        ("甲_乙_丙", "甲_乙_丙"),
        ("_甲_", "<em>甲</em>"),
        ("**", "**"),
    ],
)
def test_emphasis_beside_chinese(convert: object, text: str, expected: str) -> None:
    assert callable(convert)
    assert convert(text) == f"<p>{expected}</p>"


# links


def test_links_are_found_in_order_and_none_in_code() -> None:
    text = "[[cases/a]] [甲](b.md) ![乙](c.png) `[[cases/d]]` [[cases/e#w1|词]]\n\n    [[cases/f]]"
    assert list(links(text, Grammar.PAGE)) == [
        RecordLink("cases", "a", "", "", "[[cases/a]]"),
        PlainLink("b.md"),
        PlainLink("c.png"),
        RecordLink("cases", "e", "w1", "词", "[[cases/e#w1|词]]"),
        RecordLink("cases", "f", "", "", "[[cases/f]]"),
    ]


def test_prose_has_record_links_alone() -> None:
    assert list(links("[甲](b.md) [[cases/a]]", Grammar.PROSE)) == [
        RecordLink("cases", "a", "", "", "[[cases/a]]")
    ]


@pytest.mark.parametrize(
    ("text", "folder", "record_id"),
    [("[[shangpu-2023]]", "", "shangpu-2023"), ("[[典型案例/a]]", "典型案例", "a"),
     ("[[cases/a b]]", "cases", "a b"), ("[[guidance/x/y]]", "guidance", "x/y")],
)  # fmt: skip
def test_whatever_stands_in_double_brackets_is_a_link_to_be_checked(
    text: str, folder: str, record_id: str
) -> None:
    (found,) = links(text, Grammar.PROSE)
    assert isinstance(found, RecordLink)
    assert (found.folder, found.record_id) == (folder, record_id)


@pytest.mark.parametrize("text", ["[[]]", "[[a", "[[a\nb]]", "[[|a]]", "[[a#]]"])
def test_brackets_without_a_name_are_text(text: str) -> None:
    assert list(links(text, Grammar.PROSE)) == []
    assert Parsed(prose(text)).text == text


def test_a_link_that_leads_nowhere_prints_its_words() -> None:
    assert html("见[[cases/a|此案]]。", Grammar.PROSE, lambda _: None) == "<p>见此案。</p>\n"
