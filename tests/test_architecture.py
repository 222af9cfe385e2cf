"""The shape of the package: what imports what, how long a module may be, and its drawing."""

from __future__ import annotations

import runpy

import grimp
import pytest
from conftest import PROJECT

IMPORTS = runpy.run_path(str(PROJECT / "docs" / "imports.py"))
DRAWING = PROJECT / "docs" / "imports.svg"
PACKAGE = PROJECT / "xuncha_site"

LONGEST = 300


def test_the_drawing_of_the_imports_is_current(pytestconfig: pytest.Config) -> None:
    drawn = IMPORTS["drawing"]()
    if pytestconfig.getoption("--rewrite-golden"):
        DRAWING.write_text(drawn, encoding="utf-8", newline="\n")
    assert DRAWING.read_bytes() == drawn.encode(), "run: .venv/bin/python docs/imports.py"
    assert IMPORTS["drawing"]() == drawn, "the same code gave two drawings"


def test_nothing_imports_what_stands_below_it() -> None:
    row = {part: number for number, part in enumerate(IMPORTS["layers"]())}
    upwards = [edge for edge in IMPORTS["edges"]() if row[edge[0]] >= row[edge[1]]]
    assert upwards == []


def test_a_chain_of_imports_stands_for_the_shortcuts_over_it() -> None:
    every = {("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("a", "d"), ("e", "d")}
    assert IMPORTS["reduced"](every) == {("a", "b"), ("b", "c"), ("c", "d"), ("e", "d")}


def test_a_part_beside_the_chain_has_nothing_in_its_way() -> None:
    order = ["a", "b", "c", "d", "e"]
    shown = {("a", "c"), ("c", "e"), ("a", "b"), ("b", "e"), ("a", "d"), ("d", "e")}
    found = IMPORTS["columns"](order, shown)
    assert sorted(found.values()) == [-1, 0, 0, 0, 1]


def test_only_the_adapter_knows_the_host() -> None:
    graph = grimp.build_graph("xuncha_site", include_external_packages=True, cache_dir=None)
    knowing = {
        module
        for host in {"mkdocs", "material"} & graph.modules
        for module in graph.find_modules_that_directly_import(host)
    }
    assert knowing
    assert {".".join(module.split(".")[:2]) for module in knowing} == {"xuncha_site.plugin"}


def test_modules_stay_short() -> None:
    lines = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    longer = {name for name, count in lines.items() if count > LONGEST}
    assert longer == set(), "part the module"
