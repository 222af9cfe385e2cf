"""Whatever a text holds, only its own markup comes out."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import AWKWARD, texts

from markup.kit import (
    PAGE_ATTRIBUTES,
    PAGE_TAGS,
    PROSE_ATTRIBUTES,
    PROSE_TAGS,
    Parsed,
    paged,
    prose,
    resolve,
)
from xuncha_site.markup import (
    Grammar,
    PlainLink,
    RecordLink,
    _convert,
    html,
    links,
    words,
)
from xuncha_site.markup.rules import DEEPEST


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
