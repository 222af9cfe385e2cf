"""The pages of the handbook that are derived from the code are current."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest
from conftest import PROJECT

from xuncha_site.problems import Code
from xuncha_site.records.base import fields_of, types


def handbook() -> Any:
    spec = importlib.util.spec_from_file_location("handbook", PROJECT / "docs" / "handbook.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "make"), [("keys.md", "keys_page"), ("faults.md", "faults_page")])
def test_a_derived_page_is_current(name: str, make: str) -> None:
    committed = (PROJECT / "content" / "handbook" / name).read_text(encoding="utf-8")
    assert committed == getattr(handbook(), make)(), "run “python docs/handbook.py”"


@pytest.mark.parametrize("kind", types(), ids=lambda kind: kind.folder)
def test_every_key_of_a_type_stands_under_its_name(kind: Any) -> None:
    page = handbook().keys_page()
    start = page.index(f"\n## {kind.name}\n")
    section = page[: page.index("\n## 政策法规\n")] + page[start : page.find("\n## ", start + 4)]
    for field in fields_of(kind):
        (row,) = [line for line in section.splitlines() if line.startswith(f"| `{field.label}` |")][
            :1
        ]
        assert field.description in row


def test_every_kind_of_fault_has_its_heading_once() -> None:
    page = handbook().faults_page()
    for code in Code:
        assert page.count(f"### {code.meaning}\n") == 1
