"""A name planted anywhere in the library of this repository is found; without it, it is clean."""

from __future__ import annotations

import random

from conftest import PROJECT

from xuncha_site.gate.judge import Judge
from xuncha_site.library import open_library
from xuncha_site.source import Scalar, parse
from xuncha_site.source.values import Node

PLACES = 40
SENTENCE = "食堂管理员李建国没有登记。"


def scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    items = node.values.values() if hasattr(node, "values") else node.items
    return [scalar for item in items for scalar in scalars(item)]


def test_a_name_planted_in_any_of_forty_places_is_found() -> None:
    """Each time in another text, behind a sentence, in a comment or in a value of its own."""
    chance = random.Random()
    library = open_library(PROJECT)
    judge = Judge(library.jurisdiction)
    records = [s for s in library.sources if s.file.startswith("data/") and "cases" in s.file]
    for _ in range(PLACES):
        source = chance.choice(records)
        lines = source.text.split("\n")
        line = chance.choice([n for n, text in enumerate(lines) if text.endswith("。")])
        how = chance.choice(["behind", "comment"])
        plant = SENTENCE if how == "behind" else f"  # {SENTENCE}"
        lines[line] += plant
        text = "\n".join(lines)
        found = [text[one.start : one.end] for one in judge.found_in(text)]
        assert "李建国" in found, (source.file, line, how)
        assert parse(source)[0] is not None
