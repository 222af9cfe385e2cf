"""What the repository's cases say to trainers is in no byte of a site for others."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from plugin.building import built
from plugin.looking import strings_of, tree
from plugin.sitekit import REPOSITORY, copy_of_repository


def trainers_strings() -> Iterator[str]:
    """Every sentence under 教学 in the repository's records, long enough to be told from others."""
    for path in sorted((REPOSITORY / "data").rglob("*.yml")):
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        for text in strings_of(record.get("教学", {})):
            yield from (part for part in re.split(r"[\n。；？，]", text) if len(part) >= 12)


@pytest.mark.parametrize("audience", ["公开", "内部"])
def test_no_trainers_string_of_the_repository_is_in_its_site(tmp_path: Path, audience: str):
    root = copy_of_repository(tmp_path / "library")
    settings = root / "data/site.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"(?m)^读者: .*$", f"读者: {audience}", text), encoding="utf-8")
    built(root)
    site = b"\0".join(tree(root / "site").values()).decode()
    site += html.unescape(site)
    strings = list(trainers_strings())

    found = [words for words in strings if words in site]

    assert not found
    assert len(strings) > 100
