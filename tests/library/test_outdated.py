"""What is in force in place of a text, through any number of texts between."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugin.sitekit import policy, small

from xuncha_site.library import open_library
from xuncha_site.library.outdated import Policies
from xuncha_site.problems import Code


def of(root: Path, *files: dict[str, Any]) -> Policies:
    library = open_library(small(root, *files)).library
    assert library
    return Policies(library.entries.values())


def now(policies: Policies, name: str) -> list[str]:
    return [entry.id for entry in policies.now(policies.entries[name])]


def test_a_chain_leads_to_its_end_and_a_fork_to_both(tmp_path: Path) -> None:
    old = {"效力": "已被取代"}
    policies = of(
        tmp_path,
        {
            "data/policies/yi-1.yml": policy("一", **old),
            "data/policies/er-1.yml": policy("二", **old, 替代=["yi-1"]),
            "data/policies/san-1.yml": policy("三", 替代=["er-1"], 日期="2024"),
            "data/policies/si-1.yml": policy("四", 替代=["er-1"], 日期="2025"),
            "data/policies/fei-1.yml": policy("废", 效力="已废止"),
        },
    )

    assert now(policies, "yi-1") == ["si-1", "san-1"]
    assert now(policies, "er-1") == ["si-1", "san-1"]
    assert now(policies, "san-1") == []
    assert now(policies, "fei-1") == []


def test_what_was_withdrawn_takes_nobodys_place(tmp_path: Path) -> None:
    gone = {"撤回": {"日期": "2025", "理由": "有误"}}
    policies = of(
        tmp_path,
        {
            "data/policies/yi-1.yml": policy("一", 效力="已被取代"),
            "data/policies/er-1.yml": policy("二", 替代=["yi-1"], **gone),
        },
    )

    assert now(policies, "yi-1") == []


def test_a_text_is_to_be_checked_once_a_year(tmp_path: Path) -> None:
    def due(checked: str) -> bool:
        files = {"data/policies/tiaoli-2024.yml": policy(核对日期=checked)}
        problems = open_library(small(tmp_path, files)).problems
        return Code.REVIEW_DUE in {problem.code for problem in problems}

    assert [due("2025-01-01"), due("2024-12-31"), due("2025"), due("2024")] == [
        *(False, True, False, True)
    ]
