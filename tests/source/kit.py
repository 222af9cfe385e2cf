"""Reading texts for tests."""

from __future__ import annotations

from xuncha_site.problems import Code
from xuncha_site.source import (
    Mapping,
    Scalar,
    Source,
    parse,
)


def parsed(text: str) -> Mapping:
    mapping, problems = parse(Source("a.yml", text))
    assert not problems, problems
    assert mapping is not None
    return mapping


def told(text: str) -> list[tuple[Code, int, int]]:
    problems = parse(Source("a.yml", text))[1]
    return [(p.code, p.where.line, p.where.column) for p in problems]


def scalar(mapping: Mapping, key: str) -> Scalar:
    node = mapping.values[key]
    assert isinstance(node, Scalar)
    return node
