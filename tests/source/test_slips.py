"""Mistakes in the text are located, and mended where there is one clear way."""

from __future__ import annotations

import pytest

from source.kit import scalar, told
from xuncha_site.problems import Code
from xuncha_site.source import (
    MAX_DEPTH,
    Source,
    parse,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\n", [(Code.DUPLICATE_KEY, 2, 1)]),
        ("a: &x 1\nb: *x\n", [(Code.ANCHOR_OR_ALIAS, 1, 4), (Code.ANCHOR_OR_ALIAS, 2, 4)]),
        ("<<: {a: 1}\n", [(Code.ANCHOR_OR_ALIAS, 1, 1)]),
        ("a: !!int 1\n", [(Code.YAML_TAG, 1, 4)]),
        ("a: !x 1\n", [(Code.YAML_TAG, 1, 4)]),
        ("a: 1\n---\na: 2\n", [(Code.SEVERAL_DOCUMENTS, 2, 1)]),
        ("? [a]\n: 1\n", [(Code.BAD_SYNTAX, 1, 3)]),
        ('a: "\\0"\n', [(Code.CONTROL_CHARACTER, 1, 4)]),
        ("a:\n\tb: 1\n", [(Code.TAB_CHARACTER, 2, 1)]),
        ("a: 1\nb：2\nd: 4\n", [(Code.FULL_WIDTH_COLON, 2, 2)]),
        ("a：1\n\nb: 2\n", [(Code.FULL_WIDTH_COLON, 1, 2)]),
        ("a:1\nb: 2\n", [(Code.BAD_SYNTAX, 1, 2)]),
        ("a:\n  - b\n  -c\n", [(Code.BAD_SYNTAX, 3, 3)]),
        ("a: 1\n b: 2\n", [(Code.BAD_INDENTATION, 2, 2)]),
        ("a:\n    b: 1\n  c: 2\n", [(Code.BAD_INDENTATION, 3, 3)]),
        ("a: 'b\nc: d\n", [(Code.BAD_SYNTAX, 1, 4)]),
        ("a: {b: 1\nc: 2\n", [(Code.BAD_SYNTAX, 1, 4)]),
        ("", [(Code.BAD_SYNTAX, 1, 1)]),
        ("~\n", [(Code.BAD_SYNTAX, 1, 1)]),
        ("甲\n", [(Code.WRONG_TYPE, 1, 1)]),
    ],
)  # fmt: skip
def test_faults_of_the_text_are_located(text: str, expected: list[tuple[Code, int, int]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a: 第一点：看账\nb: c: d\n",
        "a:\n  - 第一点：看账\n  b: 1\n",
        "a: http://x：1\nb 2\n",
    ],
)
def test_a_colon_is_not_blamed_for_another_fault(text: str) -> None:
    assert Code.FULL_WIDTH_COLON not in [code for code, *_ in told(text)]


def test_faults_behind_a_mended_one_are_told_in_the_same_run() -> None:
    text = "z：0\na：1\nb:\n\tc: 2\n\td：3\ne: 1\nf:2\ne: 2\n"
    assert told(text) == [
        (Code.FULL_WIDTH_COLON, 1, 2),
        (Code.FULL_WIDTH_COLON, 2, 2),
        (Code.TAB_CHARACTER, 4, 1),
        (Code.TAB_CHARACTER, 5, 1),
        (Code.FULL_WIDTH_COLON, 5, 4),
        (Code.BAD_SYNTAX, 7, 2),
        (Code.DUPLICATE_KEY, 8, 1),
    ]


def test_a_conflict_is_told_once_and_its_first_side_is_read() -> None:
    text = "a: 1\n<<<<<<< HEAD\nb: 2\n||||||| old\nb: 0\n=======\nb: 3\n>>>>>>> x\nc: 4\nc: 5\n"
    mapping, problems = parse(Source("a.yml", text))
    assert [(p.code, p.where.line) for p in problems] == [
        (Code.MERGE_CONFLICT, 2),
        (Code.DUPLICATE_KEY, 10),
    ]
    assert mapping
    assert scalar(mapping, "b").text == "2"


def test_the_deepest_nesting_is_read_and_one_more_is_refused() -> None:
    def nested(depth: int) -> str:
        return "a: " + "[" * (depth - 1) + "]" * (depth - 1) + "\n"

    assert told(nested(MAX_DEPTH)) == []
    assert [code for code, *_ in told(nested(MAX_DEPTH + 1))] == [Code.FILE_LIMIT]


@pytest.mark.parametrize("open_sign", ["[", "{a: ", "- "])
def test_a_hundred_thousand_levels_are_refused_quickly(open_sign: str) -> None:
    assert Code.FILE_LIMIT in [code for code, *_ in told("a:\n " + open_sign * 100_000)]


def test_full_width_colons_in_every_line_are_each_told() -> None:
    assert told("a：1\nb：2\nc：\n  - 3\n") == [
        (Code.FULL_WIDTH_COLON, line, 2) for line in (1, 2, 3)
    ]


def test_full_width_colons_in_neighbouring_lines_are_each_told() -> None:
    assert told("a: 1\nb：2\nc：3\nd: 4\n") == [
        (Code.FULL_WIDTH_COLON, 2, 2),
        (Code.FULL_WIDTH_COLON, 3, 2),
    ]


def test_more_faults_than_are_mended_still_end() -> None:
    problems = told("".join(f"k{n}：1\n" for n in range(500)))
    assert 0 < len(problems) <= 500
