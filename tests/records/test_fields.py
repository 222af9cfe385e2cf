"""Kinds of value: what each accepts, exactly as it is written."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from xuncha_site.records import fields
from xuncha_site.records.base import fields_of, types
from xuncha_site.records.fields import Kind, declare, is_date


def accepts(kind: object, text: str) -> bool:
    try:
        TypeAdapter(kind).validate_python(text)
    except ValidationError:
        return False
    return True


GOOD = {
    "Text": ["甲", " 甲 ", "<script>", "no", "0", "{{ a }}", "a\u2028b"],
    "Prose": ["甲\n\n乙", "**甲**"],
    "Date": ["2024", "2024-03", "2024-03-05", "2024-02-29", "1921-07", "2100"],
    "Whole": ["0", "1", "90", "999999999"],
    "Number": ["0", "12", "7.20", "0.5", "3000", "999999999999.9999"],
    "Flag": ["是", "否"],
    "RowId": ["w1", "P1.3", "d-1", "1", "A" * 40],
    "RecordId": ["abc", "shangpu-2023", "a" * 40, "2024"],
    "Reference": ["abc", "abc#w1", "M4"],
    "WebAddress": ["https://www.example.org/a?b=1#c", "http://example.org"],
}
BAD = {
    "Text": ["", " ", "\u3000\n"],
    "Prose": ["", " \n"],
    "Date": ["", "24", "2024-3", "2024-3-5", "2024-13", "2024-00", "2023-02-29", "2024-04-31",
             "2024-03-05 ", "２０２４", "2024/03", "2024年", "0999", "3000", "2024-03-05T00:00"],
    "Whole": ["", "-1", "1.5", "01", "1 000", "１", "45分钟", "9999999999"],
    "Number": ["", "-1", ".5", "1.", "1,000", "1e3", "一", "7.20万", "00", "1.23456"],
    "Flag": ["", "yes", "true", "对", "是 "],
    "RowId": ["", "第一条", "a b", "-a", "a-", "a/b", "a#b", "A" * 41, "w１"],
    "RecordId": ["", "ab", "Abc", "a_b", "食堂", "a.b", "a" * 41, "../a"],
    "Reference": ["", "a b", "#w1", "a#", "a#b#c", "a\n"],
    "WebAddress": ["www.example.org", "javascript:alert(1)", "https://", "https://a b",
                   'https://a"b', "ftp://example.org", "HTTPS://a"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(k, text) for k in GOOD for text in GOOD[k]])
def test_a_kind_accepts(kind: str, text: str) -> None:
    assert accepts(getattr(fields, kind), text)


@pytest.mark.parametrize(("kind", "text"), [(k, text) for k in BAD for text in BAD[k]])
def test_a_kind_refuses(kind: str, text: str) -> None:
    assert not accepts(getattr(fields, kind), text)


def test_numbers_and_dates_stay_as_written() -> None:
    assert TypeAdapter(fields.Number).validate_python("7.20") == "7.20"
    assert TypeAdapter(fields.Date).validate_python("2024-03") == "2024-03"


def test_text_loses_only_the_space_around_it() -> None:
    assert TypeAdapter(fields.Text).validate_python(" 甲  乙\n") == "甲  乙"


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_day_month_and_year_is_a_date(day: date) -> None:
    assert all(is_date(day.isoformat()[:length]) for length in (4, 7, 10))


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True))
def test_nothing_else_is_a_date(text: str) -> None:
    if is_date(text):
        assert re.fullmatch(r"[0-9-]+", text)
        date.fromisoformat((text + "-01-01")[:10])


def test_a_field_is_read_off_its_declaration() -> None:
    by_label = {
        field.label: field for field in fields_of(next(k for k in types() if k.folder == "cases"))
    }
    assert by_label["标题"].required
    assert by_label["分类"].many
    assert by_label["分类"].least == 1
    assert by_label["分类"].refers_to == "taxonomy"
    assert by_label["分类"].kind is Kind.REFERENCE
    assert by_label["体裁"].choices == ("警示类", "经验类", "对比类")
    assert by_label["问题表现"].model is not None
    assert by_label["教学"].uses.trainers
    assert not by_label["成效"].required
    assert by_label["案例背景"].kind is Kind.PROSE


def test_every_field_of_every_type_is_described_and_has_a_chinese_key() -> None:
    for kind in types():
        labels = [field.label for field in fields_of(kind)]
        assert len(labels) == len(set(labels))
        for field in fields_of(kind):
            assert re.match("[一-鿿]", field.label), field
            assert field.description, field


def test_a_declared_default_makes_a_field_optional() -> None:
    assert not declare("甲", default=None).is_required()
    assert declare("甲").is_required()
