"""Numbers of a case are told from those of a policy."""

from __future__ import annotations

import pytest

from xuncha_site.gate.marks import marks_in
from xuncha_site.problems import Code


def told(text: str) -> list[tuple[Code, str]]:
    return [(one.code, text[one.start : one.end]) for one in marks_in(text)]


@pytest.mark.parametrize(
    "number",
    [
        "桐纪函〔2021〕8号",
        "渝石监调〔2019〕33号",
        "岳委巡反〔2022〕14号",
        "清委巡办〔2023〕7号",
        "云信访〔2020〕118号",
        "桃纪检立字〔2018〕第6号",
        "（2021）川1402刑初88号",
        "平公（治）行罚决字〔2020〕123号",
        "石府人〔2020〕9号",
        "海委组任〔2021〕22号",
    ],
)
def test_the_number_of_a_case(number: str) -> None:
    assert told(f"根据{number}办理。") == [(Code.CASE_NUMBER, number)]


@pytest.mark.parametrize(
    "number",
    [
        "财农〔2021〕37号",
        "国发〔2019〕4号",
        "中办发〔2020〕1号",
        "渝委发〔2021〕3号",
        "桥府发〔2020〕8号",
        "人社部发〔2018〕2号",
        "银保监办发〔2019〕3号",
        "渝工信〔2020〕8号",
        "财监〔2019〕5号",
        "中纪发〔2021〕3号",
        "某纪立〔2021〕5号",
    ],
)
def test_the_number_of_a_policy(number: str) -> None:
    assert told(f"根据{number}规定。") == []


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("加我扣扣：1987654321", Code.CHAT_ACCOUNT, "1987654321"),
        ("抠抠号 24681357 联系", Code.CHAT_ACCOUNT, "24681357"),
        ("加V：lao_chen66", Code.CHAT_ACCOUNT, "lao_chen66"),
        ("chenfang_77（微信）", Code.CHAT_ACCOUNT, "chenfang_77"),
        ("进群号 556677889 报名", Code.CHAT_ACCOUNT, "556677889"),
        ("微信号是chenxiaoming", Code.CHAT_ACCOUNT, "chenxiaoming"),
        ("1992.3.5生，小学文化", Code.BIRTH_DATE, "1992.3.5"),
        ("李某（1964年2月出生）", Code.BIRTH_DATE, "1964年2月"),
        ("出生时间被涂改为1970年5月3日", Code.BIRTH_DATE, "1970年5月3日"),
        ("王某，男，1972年8月，汉族", Code.BIRTH_DATE, "1972年8月"),
        ("持EK1234567护照", Code.PASSPORT_NUMBER, "EK1234567"),
        ("港澳通行证C12345678", Code.PASSPORT_NUMBER, "C12345678"),
        ("往来台湾通行证号：T87654321", Code.PASSPORT_NUMBER, "T87654321"),
        ("座机：023 4263 1234", Code.LANDLINE, "023 4263 1234"),
    ],
)
def test_accounts_days_and_papers(text: str, code: Code, found: str) -> None:
    assert told(text) == [(code, found)]


@pytest.mark.parametrize(
    "text",
    [
        "微信转账50000元，支付宝20000元",
        "客服400-820-8820，热线800-810-8888",
        "电话：4008208820",
        "该企业于2015年3月生产",
        "婴儿出生后，2019年5月1日登记",
    ],
)
def test_what_is_public_or_an_amount(text: str) -> None:
    assert told(text) == []


def test_both_days_of_a_change_are_told() -> None:
    text = "出生年月由“1966年3月”改为“1969年3月”。"
    assert [found for _, found in told(text)] == ["1966年3月", "1969年3月"]
