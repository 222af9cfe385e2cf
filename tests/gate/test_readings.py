"""Names and numbers are found across markup and line breaks, and not where a list goes on."""

from __future__ import annotations

import pytest

from xuncha_site.gate.detect import found_in
from xuncha_site.gate.normal import normal
from xuncha_site.gate.readings import readings
from xuncha_site.problems import Code


def told(text: str, code: Code = Code.PERSON_NAME) -> list[str]:
    return [text[f.start : f.end] for f in found_in(text) if f.code is code]


@pytest.mark.parametrize(
    "written",
    [
        "周**国强**",
        "**周**国强",
        "周*国强*",
        "周<b>国强</b>",
        "周国<!-- -->强",
        "周`国`强",
        "周~~国~~强",
        "周国\n强",
        "周<br>国强",
        "周&nbsp;国&nbsp;强",
        "[周国](#a)强",
        "周&#22269强",
        "%E5%91%A8国强",
        "%D6%DC国强",
        "\\u5468国强",
        "U+5468国强",
    ],
)
def test_a_name_parted_by_markup_is_found(written: str) -> None:
    text = f"经查，村委会主任{written}收受礼金。"
    (found,) = told(text)
    assert {*"国强"} <= {*normal(found).text}


@pytest.mark.parametrize("gap", ["\n", "<br>", "<br/>\n", "**", "<wbr>", "&nbsp;"])
def test_a_number_parted_by_markup_is_found(gap: str) -> None:
    text = f"联系电话：139{gap}00138000，逾期不候。"
    assert len(told(text, Code.MOBILE_NUMBER)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "处分了张**、李**两人。",
        "涉及张*某、李*某等人。",
        "参会人员：王某\n议题：研究整改。",
        "# 高度\n重视整改。",
        "**金额**较大，**方式**单一。",
        "收入\n1380\n0138000\n支出",
    ],
)
def test_what_is_masked_or_in_lines_of_its_own_passes(text: str) -> None:
    assert found_in(text) == []


def test_a_text_without_markup_has_one_reading() -> None:
    assert len(list(readings(normal("某镇没有公示。第二批也没有。")))) == 1
    shown = [one.text for one in readings(normal("**问题**：账目\n不清。"))]
    assert shown[1:] == ["问题：账目\n不清。", "问题：账目不清。"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("拨打13900138000一直无人接听。", "13900138000"),
        ("手机139 0013 8000三次停机。", "139 0013 8000"),
        ("电话一三九〇〇一三八〇〇〇一直无人接听。", "一三九〇〇一三八〇〇〇"),
        ("联系方式I39OO138OOO为空号。", "I39OO138OOO"),
        ("手机：❶❸❾⓿⓿❶❸❽⓿⓿⓿。", "❶❸❾⓿⓿❶❸❽⓿⓿⓿"),
        ("| 姓名 | 电话 |\n|---|---|\n| 张某 | 139 | 00138000 |", "139 | 00138000"),
    ],
)
def test_numerals_of_the_words_around_belong_to_no_number(text: str, number: str) -> None:
    assert told(text, Code.MOBILE_NUMBER) == [number]


def test_an_amount_and_a_serial_number_are_no_telephone() -> None:
    assert found_in("下达资金13900138000元，设备序列号SN13900138000。") == []
