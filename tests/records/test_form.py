"""``xuncha new``: the form is a valid record, the proposed id is free and fits its rule."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from xuncha_site.problems import Code
from xuncha_site.records.base import Record, fields_of, types
from xuncha_site.records.fields import ID_FORM
from xuncha_site.records.form import form, propose_id, quoted
from xuncha_site.records.validate import validate
from xuncha_site.source import Scalar, Source, parse


def read(kind: type[Record], text: str) -> Record:
    source = Source("a.yml", text)
    mapping, problems = parse(source)
    assert not problems
    assert mapping
    record, problems = validate(kind, mapping, source)
    assert not problems
    assert record
    return record


@pytest.mark.parametrize("kind", types(), ids=lambda kind: kind.folder)
def test_the_form_of_every_type_is_a_valid_draft(kind: type[Record]) -> None:
    record = read(kind, form(kind, kind.name, {"标题": "商铺：到期", "日期": "2024"}))
    assert record.title == "商铺：到期"
    assert record.visibility == "草稿"


@pytest.mark.parametrize("kind", types(), ids=lambda kind: kind.folder)
def test_the_form_explains_every_key_and_marks_the_optional_ones(kind: type[Record]) -> None:
    text = form(kind, kind.name, {"标题": "甲", "日期": "2024"})
    for field in fields_of(kind):
        sign = "" if field.required else "# "
        (line,) = re.findall(rf"^{sign}{field.label}:.*$", text, re.MULTILINE)
        assert field.description in line
        assert all(choice in line for choice in field.choices)


@given(texts().filter(str.strip))
def test_any_title_gives_a_valid_form_with_that_title(title: str) -> None:
    kind = types()[-1]
    assert read(kind, form(kind, kind.name, {"标题": title, "日期": "2024"})).title == title.strip()


@given(st.text(), st.sets(st.from_regex(r"sp-2024(-[2-5])?", fullmatch=True)))
def test_a_proposed_id_is_valid_and_free_for_any_title(title: str, taken: set[str]) -> None:
    name = propose_id(title, "2024", taken)
    assert ID_FORM.fullmatch(name)
    assert name not in taken
    assert name != propose_id(title, "2024", taken | {name})


def test_a_proposed_id_is_made_of_pinyin_initials_and_the_year() -> None:
    assert propose_id("商铺到期", "2024", set()) == "spdq-2024"
    assert propose_id("商铺到期", "2024", {"spdq-2024"}) == "spdq-2024-2"
    assert propose_id("“三资”A1", "2024", set()) == "sza1-2024"
    assert propose_id("！？", "2024", set()) == "jilu-2024"


@pytest.mark.parametrize("text", ["商铺到期", "某办法（2024年）", "2024-03", "1.10", "no"])
def test_harmless_text_stays_unquoted(text: str) -> None:
    assert quoted(text) == text


@pytest.mark.parametrize("text", ["null", "NULL", "~", "", " ", "a: b", "a #b", "- a", "[a]", '"'])
def test_text_that_yaml_would_read_otherwise_is_quoted(text: str) -> None:
    assert quoted(text).startswith('"')


@given(texts())
def test_a_quoted_text_is_read_as_the_same_text(text: str) -> None:
    mapping, problems = parse(Source("a.yml", f"a: {quoted(text)}  # 说明\nb: [{quoted(text)}]\n"))
    assert not problems
    assert mapping
    value = mapping.values["a"]
    assert isinstance(value, Scalar)
    assert value.text == text
    assert not value.absent


def test_a_control_character_in_a_title_is_told_not_lost() -> None:
    problems = parse(Source("a.yml", f"a: {quoted('甲' + chr(8))}\n"))[1]
    assert [problem.code for problem in problems] == [Code.CONTROL_CHARACTER]
