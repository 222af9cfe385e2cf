"""Numbers that identify a person: caught however they are written, and nothing else is."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha_site.gate.numbers import luhn, numbers_in
from xuncha_site.gate.telling import masked
from xuncha_site.problems import Code

# The sample number of GB 11643-1999; nobody's mobile number; a card number out of no bank's hands.
ID, OLD_ID = "11010519491231002X", "110105491231002"
MOBILE, CARD_19, CARD_16 = "13900000000", "6222021234567890128", "6222021234567894"

ZERO_WIDTH = "\u200b"


def found(text: str) -> list[tuple[Code, int, str]]:
    return [
        (one.code, one.start, masked(one.code, text[one.start : one.end]))
        for one in numbers_in(text)
    ]


def kinds(text: str) -> list[Code]:
    return [code for code, *_ in found(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (ID, Code.CITIZEN_ID),
        (f"身份证号{ID}，", Code.CITIZEN_ID),
        (ID.lower(), Code.CITIZEN_ID),
        ("110105194912310021", Code.CITIZEN_ID),  # a wrong check character is a slip
        ("999999200002290019", Code.CITIZEN_ID),  # a county code that nobody knows
        (OLD_ID, Code.CITIZEN_ID),
        ("１１０１０５１９４９１２３１００２Ｘ", Code.CITIZEN_ID),
        ("110105 19491231 002X", Code.CITIZEN_ID),
        ("110105-1949-1231-002X", Code.CITIZEN_ID),
        ("110105 1949 1231 002 X", Code.CITIZEN_ID),
        (ZERO_WIDTH.join(ID), Code.CITIZEN_ID),
        ("110105\u00ad19491231\ufeff002X", Code.CITIZEN_ID),
        (f"编号A{ID}B", Code.CITIZEN_ID),
        (f"{ID}。", Code.CITIZEN_ID),
        (MOBILE, Code.MOBILE_NUMBER),
        ("139 0000 0000", Code.MOBILE_NUMBER),
        ("139-0000-0000", Code.MOBILE_NUMBER),
        ("１３９００００００００", Code.MOBILE_NUMBER),
        ("139－0000－0000", Code.MOBILE_NUMBER),
        ("+8613900000000", Code.MOBILE_NUMBER),
        ("+86 139 0000 0000", Code.MOBILE_NUMBER),
        (f"电话{ZERO_WIDTH.join(MOBILE)}转", Code.MOBILE_NUMBER),
        (CARD_19, Code.BANK_CARD),
        (CARD_16, Code.BANK_CARD),
        ("6222 0212 3456 7890 128", Code.BANK_CARD),
        ("6222-0212-3456-7894", Code.BANK_CARD),
        ("６２２２０２１２３４５６７８９０１２８", Code.BANK_CARD),
    ],
)  # fmt: skip
def test_a_number_is_caught_however_it_is_written(text: str, kind: Code) -> None:
    assert kinds(text) == [kind]


CLEAN = [
    # dates and times
    "2024-03-05", "2024年3月5日", "20240305", "2024-03-05 2024-04-06", "2019-2024", "2024.03.05",
    "20240305123000", "2024-03-05 12:30:00", "1949-12-31至2024-12-31",
    # money and amounts
    "16.20万元", "1234567890.00元", "3,000,000.00", "10000000000元", "100 000 000", "72.00",
    "12345678901.50元", "货币资金13748654210.35元",
    # numbers of documents, laws, pages
    "某发〔2024〕5号", "国发〔2021〕35号", "中办发〔2015〕123号", "GB 11643-1999", "GB 32100-2015",
    "ISBN 978-7-01-000000-0", "第13900页", "国办函2024第100号", "20240000001", "CN11-0000",
    # telephones of offices, hot lines, post codes
    "12388", "010-12345678", "0571-87654321", "400-000-0000", "12345", "100000",
    # other runs of digits
    "12900000000", "19900000", "139000000000000000000", "0000000000000000", "1234567890123456",
    "6222021234567890129", "6222021234567895", "110105194913310020", "110105194902300021",
    "11010518491231002X", "3.141592653589793", "9999999999999999", "1e10", "v1.2.3-13900",
    "91110000000000000A", "111111111111111111111111",
    # ledgers: columns of numbers
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18",
    "150 120 180 90 45", "13 90 45 37 12 8 6", "6222 37 45 180 210 1500 12", "210 150 300 180 120",
    "45 6 37 6 45 37 45 6 37", "46 43 3 14 9 11 34", "2021 2022 2023 2024 2025",
    "12 34 56 78 90 12 34 56 78 90", "210 5 21 4 12 5", "100-200-300-400-500-600",
    "2024 05 01 2024 06 01", "1 3 9 0 0", "500 200 300 100 150 120 180",
    # anonymised already
    "139****0000", "110105********002X", "某手机号", "6222************128", "139××××0000",
    "１３９＊＊＊＊００００",
]  # fmt: skip


@pytest.mark.parametrize("text", CLEAN)
def test_what_identifies_nobody_is_let_through(text: str) -> None:
    assert found(text) == []


def test_there_are_more_clean_cases_than_dirty_ones() -> None:
    assert len(CLEAN) > 60
    assert len(CLEAN) == len(set(CLEAN))


def test_the_place_is_the_first_digit_and_the_middle_is_masked() -> None:
    assert found(f"经手人{ID}，电话139 0000 0000，卡{CARD_19}") == [
        (Code.CITIZEN_ID, 3, "110*************2X"),
        (Code.MOBILE_NUMBER, 24, "139******00"),
        (Code.BANK_CARD, 39, "622**************28"),
    ]


def test_two_numbers_in_one_run_are_both_caught() -> None:
    assert kinds(f"{MOBILE} {MOBILE}") == [Code.MOBILE_NUMBER] * 2
    assert kinds(f"{ID} {MOBILE}") == [Code.CITIZEN_ID, Code.MOBILE_NUMBER]
    assert kinds(f"1 2 3 {MOBILE} 4 5") == [Code.MOBILE_NUMBER]


def test_a_line_break_parts_two_numbers() -> None:
    assert kinds("1390000\n0000") == []
    assert kinds(f"{MOBILE}\n{MOBILE}") == [Code.MOBILE_NUMBER] * 2


def check_character(body: str) -> str:
    weights = [2 ** (17 - n) % 11 for n in range(17)]
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return "10X98765432"[total % 11]


SEPARATORS = st.sampled_from(["", " ", "-", "－", "\u200b", "\u00ad", "- "])


def _apart(digits: str, separator: str, size: int) -> str:
    return separator.join(digits[n : n + size] for n in range(0, len(digits), size))


@given(
    st.integers(110000, 659999),
    st.dates().filter(lambda day: 1900 <= day.year <= 2100),
    st.integers(0, 999),
    SEPARATORS,
    st.integers(1, 8),
)
def test_every_citizen_id_is_caught_with_any_separator(
    county: int, day: object, order: int, separator: str, size: int
) -> None:
    body = f"{county}{day}".replace("-", "") + f"{order:03}"
    number = body + check_character(body)
    assert kinds(f"甲{_apart(number, separator, size)}乙") == [Code.CITIZEN_ID]
    masked = found(number)[0][2]
    assert body[6:14] not in masked
    assert masked == f"{number[:3]}{'*' * 13}{number[-2:]}"


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    SEPARATORS,
    st.sampled_from(
        [[11], [3, 4, 4], [3, 8], [7, 4], [4, 4, 3], [4, 7], [5, 6], [3, 3, 5], [1] * 11]
    ),
)
def test_every_mobile_number_is_caught_in_the_groups_in_which_it_is_written(
    number: str, separator: str, sizes: list[int]
) -> None:
    groups = [number[sum(sizes[:n]) : sum(sizes[: n + 1])] for n in range(len(sizes))]
    assert kinds(f"甲{separator.join(groups)}乙") == [Code.MOBILE_NUMBER]


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.integers(1, 11), st.integers(1, 40))
def test_invisible_characters_part_nothing(number: str, size: int, count: int) -> None:
    assert kinds(f"甲{_apart(number, ZERO_WIDTH * count, size)}乙") == [Code.MOBILE_NUMBER]
    assert found(f"\u200b甲{_apart(number, ZERO_WIDTH * count, size)}")[0][1] == 2


@pytest.mark.parametrize("largest", [50, 99, 999])
@pytest.mark.parametrize("separator", [" ", "  ", "-"])
def test_rows_of_small_numbers_are_hardly_ever_taken_for_one(separator: str, largest: int) -> None:
    chance = random.Random(7)
    rows = [
        separator.join(str(chance.randint(0, largest)) for _ in range(chance.randint(4, 14)))
        for _ in range(2000)
    ]
    assert sum(bool(found(row)) for row in rows) <= 2000 * 0.005


@given(st.from_regex(r"6[0-9]{14,17}", fullmatch=True))
def test_a_card_number_is_caught_by_its_check_digit_alone(body: str) -> None:
    numbers = [body + str(digit) for digit in range(10)]
    (right,) = [number for number in numbers if luhn(number)]
    assert [n for n in numbers if Code.BANK_CARD in kinds(n)] in ([right], [])
    assert kinds(right)  # a card, or a citizen ID by its date


@given(st.text(max_size=80))
def test_any_text_can_be_looked_at(text: str) -> None:
    for one in numbers_in(text):
        assert 0 <= one.start < one.end <= len(text)


def test_a_long_run_of_digits_is_looked_at_quickly() -> None:
    assert kinds("2 " * 50_000) == []
    assert kinds("7" * 200_000) == []
