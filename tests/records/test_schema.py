"""The JSON Schema admits what the checker admits, and completes what it names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import BASE, PROJECT
from jsonschema import Draft7Validator

from records.editors import as_editors_read, model_of
from xuncha_site.records.base import Declared, fields_of, types
from xuncha_site.records.form import form
from xuncha_site.records.guide import Guide
from xuncha_site.records.schema import schema
from xuncha_site.records.settings import Settings

RECORDS = [
    pytest.param(root, path, id=path.relative_to(PROJECT).as_posix())
    for root in (PROJECT, BASE)
    for path in sorted((root / "data").rglob("*.yml"))
]


@pytest.mark.parametrize(("root", "path"), RECORDS)
def test_the_schema_admits_every_record_of_the_library(root: Path, path: Path) -> None:
    validator = Draft7Validator(schema(model_of(path, root), ""))
    errors = list(validator.iter_errors(as_editors_read(path.read_text(encoding="utf-8"))))
    assert not errors, [f"{list(error.absolute_path)}: {error.message}" for error in errors]


@pytest.mark.parametrize("model", [*types(), Settings, Guide], ids=lambda model: model.__name__)
def test_every_schema_is_a_schema_of_draft_7(model: type[Declared]) -> None:
    Draft7Validator.check_schema(schema(model, "题"))


@pytest.mark.parametrize("kind", types(), ids=lambda kind: kind.folder)
def test_the_schema_admits_the_form_of_a_new_record(kind: Any) -> None:
    text = form(kind, kind.name, {"标题": "甲", "日期": "2024"})
    assert not list(Draft7Validator(schema(kind, "")).iter_errors(as_editors_read(text)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("标题: 食堂的第二本账\n", ""),
        ("标题: 食堂的第二本账\n", "标题: ''\n"),
        ("标题: 食堂的第二本账\n", "标题: [甲]\n"),
        ("日期: 2024-03\n", "日期: 2024年3月\n"),
        ("日期: 2024-03\n", "日期: 2024-03\n作者: 某人\n"),
        ("体裁: 对比类\n", "体裁: 对比\n"),
        ("分类: [M3]\n", "分类: []\n"),
        ("分类: [M3]\n", "分类: M3\n"),
        ("时长: 45\n", "时长: 45分钟\n"),
        ("[shangpu-2023#w1]", "[shangpu 2023]"),
        ("编号: w1", "编号: 第一条"),
    ],
)
def test_the_schema_refuses_what_the_checker_refuses(old: str, new: str) -> None:
    path = BASE / "data/cases/shitang-2024.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    validator = Draft7Validator(schema(model_of(path, BASE), ""))
    assert validator.is_valid(as_editors_read(text))
    assert not validator.is_valid(as_editors_read(text.replace(old, new)))


def test_numbers_and_truth_values_that_editors_read_are_admitted_as_text() -> None:
    text = (BASE / "data/cases/shitang-2024.yml").read_text(encoding="utf-8")
    text = text.replace("标题: 食堂的第二本账", "标题: 2024")
    validator = Draft7Validator(schema(model_of(BASE / "data/cases/a.yml", BASE), ""))
    assert validator.is_valid(as_editors_read(text))


@pytest.mark.parametrize("kind", types(), ids=lambda kind: kind.folder)
def test_every_declared_key_stands_in_the_schema_with_its_help(kind: Any) -> None:
    found = schema(kind, kind.name)
    assert found["title"] == kind.name
    assert not found["additionalProperties"]
    for field in fields_of(kind):
        entry = found["properties"][field.label]
        assert entry["description"] == field.description
        assert (field.label in found["required"]) == field.required
