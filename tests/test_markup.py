"""Markdown → HTML: the two grammars, their links, and that text stays text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import AWKWARD, texts

from xuncha_site.markup import (
    DEEPEST,
    Grammar,
    Heading,
    PlainLink,
    RecordLink,
    _convert,
    anchors,
    html,
    links,
    page,
    words,
)

PROSE_TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "br"}
PAGE_TAGS = PROSE_TAGS | {
    "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "pre", "code",
    "blockquote", "hr", "img", "div", "svg", "path", "b",
}  # fmt: skip
PROSE_ATTRIBUTES = {"href", "start"}
# What the converter itself writes: fixed words, but for id (a number), src and alt.
PAGE_ATTRIBUTES = PROSE_ATTRIBUTES | {
    "id", "src", "alt", "class", "tabindex", "role", "aria-label", "scope", "viewbox",
    "aria-hidden", "focusable", "d", "fill-rule",
}  # fmt: skip


def resolve(link: RecordLink | PlainLink) -> tuple[str, str] | None:
    """Lead every record to its page and refuse every address that is not relative or https."""
    if isinstance(link, RecordLink):
        return f"../{link.folder}/{link.record_id}.html", link.words or "某题"
    if ":" in link.target and not link.target.startswith("https:"):
        return None
    return link.target, ""


def prose(text: str) -> str:
    return html(text, Grammar.PROSE, resolve).strip()


def paged(text: str) -> str:
    return html(text, Grammar.PAGE, resolve).strip()


class Parsed(HTMLParser):
    """What a browser would find in a text: tags, attributes, text; comments and the like fail."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in ("br", "hr", "img", "path"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> without a beginning"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = unknown_decl = handle_pi = handle_comment


# what each grammar knows


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


# any text


@pytest.mark.parametrize("sign", ["- ", "> ", "1. "])
def test_text_nested_too_deep_stays_text(sign: str) -> None:
    assert "底" in Parsed(prose(sign * 100 + "底")).text
    found = paged(sign * 100 + "底")
    assert "底" in Parsed(found).text
    assert found.count("<li>") + found.count("<blockquote>") <= DEEPEST


LETTERS = st.text(
    st.sampled_from("甲乙丙丁，。“”（）《》：；？！abcXYZ0123456789 %@=^$é😀𠮷"), max_size=60
)
MARKS = st.text(
    st.sampled_from("*_[]()<>#|`!-+\\\"'&;:/=~^{}%$ \n\t甲。“”1. .ax"), max_size=60
) | st.lists(
    st.sampled_from(
        ["**", "*", "[[cases/a]]", "[[a|<b>]]", "[甲](", ")", "](javascript:x)", "![",
         "| a | b |\n", "|-|-|\n", "\n\n", "\n", '!!! note "<b>"\n    ', "```\n", "> ", "- ",
         "1. ", "# ", "`", "<b>", "&lt;", "甲", " ", "??? x\n    ", "    ", "\\", '"', "'",
         "[x]: y\n"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(texts() | MARKS)
@example("\n\n".join(AWKWARD))
def test_any_prose_has_only_the_tags_and_attributes_of_prose(text: str) -> None:
    found = Parsed(prose(text))
    assert found.tags <= PROSE_TAGS
    assert {name for name, _ in found.attributes} <= PROSE_ATTRIBUTES
    assert not found.open
    for name, value in found.attributes:
        assert name != "start" or value.isdigit()
        assert name != "href" or value.startswith("../")


@given(texts() | MARKS)
@example("\n\n".join(AWKWARD))
def test_any_page_has_only_the_tags_and_attributes_of_a_page(text: str) -> None:
    found = Parsed(paged(text))
    assert found.tags <= PAGE_TAGS
    assert {name for name, _ in found.attributes} <= PAGE_ATTRIBUTES
    assert not found.open
    for name, value in found.attributes:
        assert name not in ("href", "src") or ":" not in value or value.startswith("https:")
        assert name != "id" or re.fullmatch(r"_\d+", value)


@given(LETTERS)
def test_text_without_marks_comes_out_as_it_is(text: str) -> None:
    # "1. " and "=" lines are Markdown: a letter before keeps them text.
    line = f"字{' '.join(text.split())}"
    for convert in (prose, paged):
        assert Parsed(convert(line)).text == line.strip()
    assert words(line, Grammar.PROSE) == line.strip()


@given(st.lists(MARKS | texts(), min_size=1, max_size=3).map("\n\n".join))
def test_a_record_link_is_found_by_the_check_whenever_it_is_rendered(text: str) -> None:
    rendered: list[RecordLink | PlainLink] = []

    def note(link: RecordLink | PlainLink) -> None:
        rendered.append(link)

    html(text, Grammar.PAGE, note)
    assert list(links(text, Grammar.PAGE)) == rendered


@given(texts())
@example("2024. 甲")
@example("- 甲")
@example("+甲")
@example("12) ")
@example("甲 ")
@example("甲\t乙")
@example("a&b<c>\"d\"'e'")
def test_a_plain_paragraph_is_what_the_converter_makes_of_it(text: str) -> None:
    assert html(text, Grammar.PROSE, resolve) == _convert(text, Grammar.PROSE, resolve)[0]
