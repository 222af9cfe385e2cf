"""Text → values with positions: what is read, what is refused, and where."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import AWKWARD, in_double_quotes, texts

from source.kit import parsed, scalar
from xuncha_site.problems import Code
from xuncha_site.source import (
    Mapping,
    Sequence,
    Source,
    document,
)


@pytest.mark.parametrize(
    "written",
    ["no", "on", "yes", "off", "1.10", "2024-03", "2024-03-05", "12:30", "0777", "1_000", "0x1F",
     "1e3", ".5", "true", "NULL", "是", "D:\\账"],
)  # fmt: skip
def test_plain_scalars_stay_text(written: str) -> None:
    value = scalar(parsed(f"a: {written}\n"), "a")
    assert value.text == written
    assert not value.absent


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_yaml_words_for_nothing_count_as_absent(written: str) -> None:
    assert scalar(parsed(f"a: {written}\n"), "a").absent


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_in_quotes_the_same_words_are_text(written: str) -> None:
    value = scalar(parsed(f'a: "{written}"\n'), "a")
    assert not value.absent
    assert value.text == written


def test_every_value_and_key_knows_its_place() -> None:
    mapping = parsed("标题: 甲\n问题:\n  - 题: 乙\n    述: 丙\n")
    title = scalar(mapping, "标题")
    assert (title.line, title.column, title.offset) == (1, 5, 4)
    rows = mapping.values["问题"]
    assert isinstance(rows, Sequence)
    row = rows.items[0]
    assert isinstance(row, Mapping)
    assert (row.line, row.column) == (3, 5)
    assert (scalar(row, "述").line, scalar(row, "述").column) == (4, 8)
    assert (row.keys["述"].line, row.keys["述"].column) == (4, 5)


@given(st.lists(texts(), min_size=1, max_size=5))
@example(list(AWKWARD))
def test_any_text_in_double_quotes_comes_back_at_its_line(values: list[str]) -> None:
    text = "".join(f"k{n}: {in_double_quotes(value)}\n" for n, value in enumerate(values))
    mapping = parsed(text)
    for n, value in enumerate(values):
        assert scalar(mapping, f"k{n}").text == value
        assert scalar(mapping, f"k{n}").line == n + 1


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_separators_that_editors_do_not_see_end_no_line(separator: str) -> None:
    mapping = parsed(f"a: 甲{separator}乙: 丙\nb: 丁\n".replace(": 丙", "丙"))
    assert scalar(mapping, "a").text == f"甲{separator}乙丙"
    assert scalar(mapping, "b").line == 2


def test_block_text_keeps_its_lines() -> None:
    assert scalar(parsed("a: |\n  甲\n\n  乙\nb: 丙\n"), "a").text == "甲\n\n乙\n"


# Markdown


def test_the_body_and_the_front_matter_know_their_lines() -> None:
    text = "---\n标题: 甲\n---\n\n正文 [[a]]\n"
    found, problems = document(Source("a.md", text))
    assert not problems
    assert found
    assert found.head.place(1, 1).line == 2
    assert str(found.body.place_at(found.body.text.index("[["))) == "a.md:5:4"


@pytest.mark.parametrize("end", ["---", "...", "---  "])
def test_front_matter_may_end_with_dashes_or_dots(end: str) -> None:
    found, problems = document(Source("a.md", f"---\n标题: 甲\n{end}\n正文"))
    assert not problems
    assert found
    assert found.body.text == "正文"


@pytest.mark.parametrize(
    "text", ["", "正文", "---\n标题: 甲\n", "---\n---\n正文", "---\n# x\n---\n"]
)
def test_a_page_without_whole_front_matter_is_refused(text: str) -> None:
    found, problems = document(Source("a.md", text))
    assert found is None
    assert [(p.code, p.where.line) for p in problems] == [(Code.FRONT_MATTER, 1)]


def test_a_rule_in_the_body_ends_nothing() -> None:
    found, _ = document(Source("a.md", "---\n标题: 甲\n---\n上\n\n---\n\n下\n"))
    assert found
    assert found.body.text == "上\n\n---\n\n下\n"
