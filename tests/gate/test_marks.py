"""What hints that a text may hold a mark asks for no more than the mark itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha_site.gate import marks
from xuncha_site.problems import Code

HINTED = [(code, pattern) for code, _, pattern in marks._PATTERNS if code in marks._HINTS]


@pytest.mark.parametrize(("code", "pattern"), HINTED)
@settings(max_examples=600)
@given(data=st.data())
def test_what_fits_a_pattern_fits_its_hint(
    code: Code, pattern: re.Pattern[str], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(pattern))
    assert marks._HINTS[code].search(text)


@pytest.mark.parametrize(
    "text",
    [
        "北29.97度 N，",
        "东经 108.0093 度",
        "台胞证号\n12345678",
        "1974年7月14日 生。",
        "加我 lao_li968",
        "Q号 30865066",
    ],
)
def test_a_mark_in_an_unusual_form_is_found(text: str) -> None:
    assert list(marks.marks_in(text))


@pytest.mark.parametrize(
    "label", ["发票号码", "发票号：", "入库单号 ", "订单编号：", "记账凭证号码:"]
)
def test_the_number_of_a_paper_is_no_telephone(label: str) -> None:
    assert list(marks.marks_in("传真0295272952"))
    assert not list(marks.marks_in(f"{label}0295272952重复入账"))
