"""Values → a record, or every fault in it at its place, with what to write."""

from __future__ import annotations

from typing import ClassVar

import pytest
from conftest import BASE
from hypothesis import given
from strategies import in_double_quotes, texts

from xuncha_site.problems import Code, Problem
from xuncha_site.records.base import Declared, Record, Row
from xuncha_site.records.case import Case
from xuncha_site.records.fields import (
    Date,
    Flag,
    Number,
    Prose,
    Text,
    WebAddress,
    Whole,
    declare,
)
from xuncha_site.records.validate import validate
from xuncha_site.records.walk import rows_of, values_of
from xuncha_site.source import Source, parse

CASE = (BASE / "data/cases/shitang-2024.yml").read_text(encoding="utf-8")


class Part(Row):
    title: Text = declare("题", "小标题")
    amount: Number | None = declare("数", default=None)


class Sample(Declared):
    title: Text = declare("标题", "一行")
    day: Date | None = declare("日期", default=None)
    minutes: Whole | None = declare("时长", default=None)
    sure: Flag | None = declare("确定", default=None)
    address: WebAddress | None = declare("地址", default=None)
    words: tuple[Text, ...] = declare("词", "几个词", default=(), least=2)
    parts: tuple[Part, ...] = declare("条", "逐条写", default=())
    text: Prose | None = declare("正文", default=None)
    marks: ClassVar[int] = 0


def faults(text: str, model: type[Declared] = Sample) -> list[Problem]:
    source = Source("a.yml", text)
    mapping, problems = parse(source)
    assert mapping is not None, problems
    assert not problems
    found, problems = validate(model, mapping, source)
    assert (found is None) == bool(problems)
    return problems


def told(text: str, model: type[Declared] = Sample) -> list[tuple[Code, int, int]]:
    return [(p.code, p.where.line, p.where.column) for p in faults(text, model)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("标题: 甲", []),
        ("日期: 2024", [(Code.MISSING_KEY, 1, 1)]),
        ("标题:", [(Code.EMPTY_VALUE, 1, 4)]),
        ('标题: " "', [(Code.EMPTY_VALUE, 1, 5)]),
        ("标题: [甲]", [(Code.WRONG_TYPE, 1, 5)]),
        ("标题: {甲: 乙}", [(Code.WRONG_TYPE, 1, 5)]),
        ("标题: 甲\n日期: 2024年", [(Code.BAD_DATE, 2, 5)]),
        ("标题: 甲\n日期: [2024]", [(Code.WRONG_TYPE, 2, 5)]),
        ("标题: 甲\n时长: 一", [(Code.BAD_NUMBER, 2, 5)]),
        ("标题: 甲\n确定: 对", [(Code.UNKNOWN_VALUE, 2, 5)]),
        ("标题: 甲\n确定: [是]", [(Code.WRONG_TYPE, 2, 5)]),
        ("标题: 甲\n地址: 甲", [(Code.BAD_VALUE, 2, 5)]),
        ("标题: 甲\n词: [一]", [(Code.TOO_FEW, 2, 4)]),
        ("标题: 甲\n词: 一", [(Code.WRONG_TYPE, 2, 4)]),
        ("标题: 甲\n词: [一, [二]]", [(Code.WRONG_TYPE, 2, 8)]),
        ("标题: 甲\n词:\n  - 一\n  -\n", [(Code.EMPTY_VALUE, 4, 4)]),
        ("标题: 甲\n条:\n  - 一\n", [(Code.WRONG_TYPE, 3, 5)]),
        ("标题: 甲\n条:\n  - 编号: 1\n", [(Code.MISSING_KEY, 3, 5)]),
        ("标题: 甲\n条:\n  - 编号: 一\n    题: 二\n    数: x\n",
         [(Code.BAD_VALUE, 3, 9), (Code.BAD_NUMBER, 5, 8)]),
        ("标题: 甲\n条:\n  - {编号: a, 题: 二}\n  - {编号: a, 题: 三}\n",
         [(Code.DUPLICATE_ROW_ID, 4, 10)]),
        ("标题: 甲\n别: 乙", [(Code.UNKNOWN_KEY, 2, 1)]),
    ],
)  # fmt: skip
def test_each_fault_has_its_code_and_place(
    text: str, expected: list[tuple[Code, int, int]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "fault", "mend"),
    [
        ("日期: 2024", "缺少“标题”", "补一行“标题: …”（一行）。"),
        ("标题: 甲\n条:\n  - 编号: 1\n", "“条”里缺少“题”", "补一行“题: …”（小标题）。"),
        ("标题: 甲\n日期: 2024年3月5日", "“日期”里的“2024年3月5日”写法不对", "改为“2024-03-05”。"),
        ("标题: 甲\n日期: 2024.3", "“日期”里的“2024.3”写法不对", "改为“2024-03”。"),
        ("标题: 甲\n日期: 3月5日", "“日期”里的“3月5日”写法不对",
         "写成 2024、2024-03 或 2024-03-05。"),
        ("标题: 甲\n日期: 2024-02-30", "“日期”里的“2024-02-30”没有这一天",
         "写成 2024、2024-03 或 2024-03-05。"),
        ("标题: 甲\n确定: yes", "“确定”不能写“yes”", "可以写：是、否。"),
        ("标题: 甲\n词: [一]", "“词”至少要有 2 条", "补上（几个词）。"),
        ("标题: 甲\n条:\n  - 一\n", "“条”应当是一组键，这里是文字",
         "下面缩进两格，逐行写：编号、题、数。"),
        ("标题: 甲\n条:\n  - 题：一\n", "“题”后面是全角冒号", "改为半角冒号加一个空格：“题: ”。"),
        ("标题: 甲\n词:\n  - 一\n  - \n", "“词”的第 2 条没有内容", "写上内容（几个词）。"),
    ],
)  # fmt: skip
def test_the_message_says_what_to_write(text: str, fault: str, mend: str) -> None:
    (problem,) = faults(text)
    assert (problem.fault, problem.mend) == (fault, mend)


def test_a_misspelt_key_takes_the_missing_one_with_it() -> None:
    (problem,) = faults("标提: 甲")
    assert problem.code is Code.UNKNOWN_KEY
    assert problem.mend == "改为“标题”。"


def test_an_unknown_key_beside_one_missing_key_may_be_that_key() -> None:
    (problem,) = faults("名称: 甲")
    assert problem.code is Code.UNKNOWN_KEY
    assert problem.mend.startswith("改为“标题”，或删去。")


def test_two_unknown_keys_do_not_both_take_the_missing_one() -> None:
    first, second = faults("标提: 甲\n别的: 乙")
    assert first.mend == "改为“标题”。"
    assert second.mend.startswith("这里可以写：")


def test_a_known_key_is_no_near_word_for_another() -> None:
    (problem,) = faults("标题: 甲\n作者: 某人")
    assert problem.mend == "这里可以写：标题、日期、时长、确定、地址、词、条、正文。"


def test_a_key_with_nothing_behind_it_counts_as_not_written() -> None:
    assert told("标题: 甲\n日期:\n词:\n") == []


def test_a_misspelt_enumerated_value_names_the_near_one_and_all() -> None:
    text = CASE.replace("体裁: 对比类", "体裁: 对比")
    (problem,) = faults(text, Case)
    assert problem.mend == "改为“对比类”；可以写：警示类、经验类、对比类。"


def test_all_faults_of_a_record_are_told_in_one_run() -> None:
    text = (
        CASE.replace("日期: 2024-03", "日期: 三月")
        .replace("体裁: 对比类", "体裁: 对比")
        .replace("时长: 45", "时长: 长")
        .replace("    述: 结余放在抽屉里。\n", "")
        .replace("单位类型:", "单位型:")
    )
    assert sorted(code for code, *_ in told(text, Case)) == [
        Code.BAD_DATE,
        Code.BAD_NUMBER,
        Code.MISSING_KEY,
        Code.UNKNOWN_KEY,
        Code.UNKNOWN_VALUE,
    ]


def test_a_retired_row_id_is_refused_at_the_row() -> None:
    text = CASE.replace("日期: 2024-03", "日期: 2024-03\n停用编号: [w1]")
    assert told(text, Case) == [(Code.RETIRED_ROW_ID, 13, 9)]


@pytest.mark.parametrize("label", ["标题", "体裁", "待核", "没有的键"])
def test_only_optional_keys_of_the_type_may_be_unverified(label: str) -> None:
    text = CASE.replace("日期: 2024-03", f"日期: 2024-03\n待核: [成效, {label}]")
    assert told(text, Case) == [(Code.UNKNOWN_VALUE, 4, 10)]


def test_a_good_record_comes_with_its_rows_and_written_values() -> None:
    source = Source("a.yml", CASE)
    mapping, _ = parse(source)
    assert mapping
    record, problems = validate(Case, mapping, source)
    assert not problems
    assert isinstance(record, Record)
    assert [row.row_id for row in rows_of(record)] == ["w1"]
    written = {value.path: value.node.text for value in values_of(Case, mapping)}
    assert written["问题表现", 0, "题"] == "账外存放"
    assert written["教学", "讨论题", 0, "参考要点", 0] == "先看票据"


def test_values_of_a_faulty_record_are_walked_all_the_same() -> None:
    mapping, _ = parse(Source("a.yml", "标题: [甲]\n词: 乙\n条: [丙, {题: 丁}]\n别: 戊\n"))
    assert mapping
    assert [value.node.text for value in values_of(Sample, mapping)] == ["甲", "乙", "丙", "丁"][1:]


@given(texts().filter(str.strip))
def test_any_text_in_a_text_field_comes_back_stripped(text: str) -> None:
    source = Source("a.yml", f"标题: {in_double_quotes(text)}\n正文: {in_double_quotes(text)}\n")
    mapping, problems = parse(source)
    assert mapping
    assert not problems
    found, problems = validate(Sample, mapping, source)
    assert not problems
    assert found
    assert found.title == found.text == text.strip()


@given(texts())
def test_any_text_as_a_key_or_choice_is_told_in_one_line(text: str) -> None:
    quoted = in_double_quotes(text)
    for problem in (
        faults(f"标题: 甲\n确定: {quoted}\n条: [{quoted}]\n") if text not in "是否" else []
    ):
        assert len(problem.fault.splitlines()) == 1
        assert problem.mend
