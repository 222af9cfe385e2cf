"""Markdown → HTML: the two grammars, their links, and that text stays text."""

from __future__ import annotations

import re

import pytest

from markup.kit import Parsed, paged, prose, resolve
from xuncha_site.markup import (
    Grammar,
    Heading,
    anchors,
    page,
    words,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一段", "<p>一段</p>"),
        ("一段\n\n二段", "<p>一段</p>\n<p>二段</p>"),
        ("- 甲\n- 乙", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"),
        ("3. 甲\n4. 乙", '<ol start="3">\n<li>甲</li>\n<li>乙</li>\n</ol>'),
        ("**粗**和*斜*", "<p><strong>粗</strong>和<em>斜</em></p>"),
        ("甲  \n乙", "<p>甲<br>\n乙</p>"),
        (r"\*甲\*", "<p>*甲*</p>"),
        ("[[cases/a-1]]", '<p><a href="../cases/a-1.html">某题</a></p>'),
        ("[[cases/a-1#w1|此案]]", '<p><a href="../cases/a-1.html">此案</a></p>'),
        (r"\[[cases/a-1]]", "<p>[[cases/a-1]]</p>"),
    ],
)
def test_both_grammars_know_paragraphs_lists_emphasis_and_record_links(
    text: str, expected: str
) -> None:
    assert prose(text) == expected
    assert paged(text) == expected


@pytest.mark.parametrize(
    ("text", "in_prose", "in_page"),
    [
        ("# 题", "<p># 题</p>", '<h2 id="_1">题</h2>'),
        ("### 题", "<p>### 题</p>", '<h3 id="_1">题</h3>'),
        ("[甲](a.md)", "<p>[甲](a.md)</p>", '<p><a href="a.md">甲</a></p>'),
        ("![图](a.png)", "<p>![图](a.png)</p>", '<p><img src="a.png" alt="图"></p>'),
        ("`码`", "<p>`码`</p>", "<p><code>码</code></p>"),
        ("> 引", "<p>&gt; 引</p>", "<blockquote>\n<p>引</p>\n</blockquote>"),
        ("```sh\na < b\n```", "<p>```sh\na &lt; b\n```</p>", "<pre><code>a &lt; b\n</code></pre>"),
        ("---", "<p>---</p>", "<hr>"),
    ],
)
def test_only_a_page_knows_headings_links_images_code_and_quotations(
    text: str, in_prose: str, in_page: str
) -> None:
    assert prose(text) == in_prose
    assert paged(text) == in_page


def test_a_table_scrolls_in_its_own_box_and_has_no_inline_style() -> None:
    found = paged("| 甲 | 乙 |\n| :-: | --: |\n| 1 | 2 |")
    assert 'role="region" aria-label="表 1"><table class="tbl">' in found
    assert '<th scope="col">甲</th>' in found
    assert "<td>2</td>" in found
    assert "style" not in found


@pytest.mark.parametrize(
    ("word", "kind"), [("note", "tip"), ("warning", "warn"), ("danger", "stop"), ("x", "tip")]
)
def test_a_notice_has_its_kind_title_and_text(word: str, kind: str) -> None:
    found = paged(f'!!! {word} "题目"\n    正文 **粗**')
    assert f'class="notice notice-{kind}"' in found
    assert "<p><b>题目</b></p>" in found
    assert "<p>正文 <strong>粗</strong></p>" in found


@pytest.mark.parametrize(
    "text",
    ["<b>甲</b>", "<script>alert(1)</script>", "<!-- 甲 -->", "<https://example.org>", "&amp;",
     "&#x3c;b>", "<img src=x onerror=alert(1)>", "https://example.org"],
)  # fmt: skip
def test_raw_html_entities_and_bare_addresses_are_text(text: str) -> None:
    for found in (Parsed(prose(text)), Parsed(paged(text))):
        assert found.tags == {"p"}
        assert found.text == text


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x",
     "java&#115;cript:alert(1)", r"javascript\:alert(1)", "<javascript:alert(1)>"],
)  # fmt: skip
def test_a_link_that_is_refused_leaves_its_words(address: str) -> None:
    found = Parsed(paged(f"[**甲** 乙]({address}) ![丙]({address})"))
    assert "a" not in found.tags
    assert "img" not in found.tags
    assert found.text == "甲 乙 丙"


def test_two_links_of_which_one_is_refused_close_in_order() -> None:
    found = Parsed(paged("[甲](x:1)[乙](b.md)[丙](y:1)"))
    assert found.attributes == [("href", "b.md")]
    assert found.text == "甲乙丙"


def test_an_address_cannot_leave_its_attribute() -> None:
    found = Parsed(paged('[甲](<a" onclick="x>)'))
    assert found.attributes == [("href", 'a" onclick="x')]


# pages


def test_headings_are_numbered_and_none_is_a_second_h1() -> None:
    found, headings = page("# 甲\n\n## 乙 **丙** `丁`\n\n### 见[[cases/a|此案]]\n", resolve)
    assert headings == [
        Heading(2, "_1", "甲"),
        Heading(2, "_2", "乙 丙 丁"),
        Heading(3, "_3", "见此案"),
    ]
    assert re.findall(r'<h(\d) id="(\w+)">', found) == [("2", "_1"), ("2", "_2"), ("3", "_3")]
    assert anchors("# 甲\n\n## 乙\n") == {"_1", "_2"}


def test_the_words_of_a_prose_text_stand_without_its_marks_a_line_a_paragraph() -> None:
    text = "**甲**\n乙\n\n- 丙 [[cases/a|丁]]\n- 戊"
    assert words(text, Grammar.PROSE) == "甲 乙\n丙 丁\n戊"
