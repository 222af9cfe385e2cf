"""Problems: one line each, sorted, told once, the same for people and programs."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from xuncha_site.problems import (
    Code,
    Grade,
    Place,
    Problem,
    as_json,
    as_text,
    in_order,
)

FAULT = Problem(Code.BAD_DATE, Place("data/a.yml", 3, 5), "日期写错了", "改为“2024-03”。")
WARNING = Problem(Code.STRAY_FILE, Place("data/b.txt"), "不是记录", "移走。", Grade.WARNING)

problems = st.builds(
    Problem,
    st.sampled_from(Code),
    st.builds(
        Place,
        st.sampled_from(["data/a.yml", "data/b.yml", "content/c.md"]),
        st.integers(1, 20),
        st.integers(1, 20),
    ),
    st.text(min_size=1).filter(lambda text: text.strip()),
    st.sampled_from(["", "改正。", "第一行\n第二行"]),
    st.sampled_from(Grade),
)


def test_a_problem_is_one_line_with_its_mend_indented_below() -> None:
    assert as_text([FAULT]) == ("data/a.yml:3:5 日期写错了\n    改为“2024-03”。\n共 1 处错误。\n")


def test_a_warning_is_marked_and_counted_apart() -> None:
    text = as_text([WARNING, FAULT])
    assert "data/b.txt:1:1 提醒：不是记录\n" in text
    assert text.endswith("共 1 处错误、1 处提醒。\n")


def test_nothing_wrong_is_nothing_said() -> None:
    assert as_text([]) == ""
    assert json.loads(as_json([])) == {"problems": [], "faults": 0, "warnings": 0}


def test_the_same_problem_twice_is_told_once() -> None:
    assert as_text([FAULT, FAULT, replace(FAULT)]) == as_text([FAULT])


def test_lines_are_sorted_as_numbers() -> None:
    ninth, tenth = (replace(FAULT, where=Place("data/a.yml", n)) for n in (9, 10))
    assert in_order([tenth, ninth]) == [ninth, tenth]


def test_only_a_fault_stops() -> None:
    assert FAULT.stops
    assert not WARNING.stops


def test_a_fault_of_several_lines_becomes_one() -> None:
    assert Problem(Code.BAD_VALUE, Place("a"), "甲\n乙\u2028丙").fault == "甲 乙 丙"


def test_code_names_say_the_fault_and_are_unique() -> None:
    values = [code.value for code in Code]
    assert len(values) == len(set(values))
    assert [code.name.lower().replace("_", "-") for code in Code] == values


@given(st.lists(problems, max_size=8))
def test_every_problem_is_one_head_line_in_any_text(found: list[Problem]) -> None:
    heads = [line for line in as_text(found).split("\n") if line and line[0] in "dc"]
    assert [head.split(" ")[0] for head in heads] == [str(p.where) for p in in_order(found)]


@given(st.lists(problems, max_size=8))
def test_json_holds_what_the_text_holds(found: list[Problem]) -> None:
    data = json.loads(as_json(found))
    again = [
        Problem(
            Code(p["code"]),
            Place(p["file"], p["line"], p["column"]),
            p["fault"],
            p["mend"],
            Grade[p["grade"].upper()],
        )
        for p in data["problems"]
    ]
    assert as_text(again) == as_text(found)
    assert (data["faults"], data["warnings"]) == (
        sum(p.stops for p in again),
        sum(not p.stops for p in again),
    )
