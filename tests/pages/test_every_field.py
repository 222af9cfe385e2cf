"""No field is forgotten: each that is declared is shown, as the text that it is.

The records are made from the declarations, so that a field of tomorrow is in them too. What is
shown nowhere stands in ``NOT_SHOWN`` with the reason.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from plugin.sitekit import GUIDE, SETTINGS, TAXONOMY, case, policy, small, yaml_of
from records.whole import Whole

from pages.marked import HOSTILE
from pages.test_escaping import pages_of, rendered, tags, text_of, texts
from xuncha_site.records.base import DeclaredField, types
from xuncha_site.records.fields import Kind
from xuncha_site.records.guide import Guide
from xuncha_site.records.settings import Settings

ID = "quan-1"
SEARCH = "serves the search, which is no page"
NOT_SHOWN: dict[str, str] = {
    **{f"{kind.__name__}/关键词": SEARCH for kind in (*types(), Guide)},
}
# What every record may refer to, besides itself.
NAMES = {"cases": "anli-1", "policies": "tiaoli-2024#d1", "taxonomy": "J1"}
ROWS = {"类别": "M1", "具体表现": "M1.1"}


def refer(field: DeclaredField) -> str:
    return ROWS.get(field.refers_to_rows) or NAMES.get(field.refers_to or "", ID)


def library_of(text: str) -> tuple[dict[str, Any], list[Whole]]:
    """A library with a whole record of every type, and a text in each literal field of them."""
    number = count(1)

    def say(kind: Kind) -> str:
        # What a text becomes that is Markdown is the business of other tests.
        return f"始{next(number):03d}{text if kind is Kind.TEXT else '实'}末"

    files: dict[str, Any] = {
        "data/cases/anli-1.yml": case(),
        "data/policies/tiaoli-2024.yml": policy(),
    }
    wholes = []
    for kind in types():
        whole = Whole(kind, say, refer, 可见范围="公开")
        wholes.append(whole)
        files[f"data/{kind.file or f'{kind.folder}/{ID}.yml'}"] = whole.values
        if kind.file == "taxonomy.yml":
            whole.values["聚焦"] += TAXONOMY["聚焦"]
    guide = Whole(Guide, say, refer, 可见范围="公开")
    files[f"content/guidance/{ID}.md"] = (
        f"---\n{yaml_of(guide.values)}---\n\n{GUIDE.split('---')[2]}"
    )
    site = Whole(Settings, say, refer, 截至日期=SETTINGS["截至日期"], 读者="公开")
    files["data/site.yml"] = site.values
    return files, [*wholes, guide, site]


def shown_of(pages: dict[str, str], whole: Whole) -> str:
    """The text of the page of a record; that of all pages for what has none, or more than one."""
    for kind in types():
        if kind is whole.model:
            return text_of(
                pages[f"{kind.folder}.html" if kind.file else f"{kind.folder}/{ID}.html"]
            )
    return "\n".join(text_of(page) for name, page in pages.items() if name.endswith(".html"))


@pytest.fixture(name="root", scope="module")
def _root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small(tmp_path_factory.mktemp("fields") / "library")


@pytest.fixture(name="plain", scope="module")
def _plain(root: Path) -> dict[str, str]:
    pages = rendered(root, library_of("实")[0])
    assert pages is not None
    return pages


@settings(max_examples=20, deadline=None)
@example(text="".join(HOSTILE))
@given(text=texts)
def test_every_literal_text_of_every_type_comes_out_as_that_text(
    root: Path, plain: dict[str, str], text: str
):
    files, wholes = library_of(text)
    pages = pages_of(root, files, text)
    for address, page in pages.items():
        if address.endswith(".html"):
            assert tags(page) == tags(plain[address]), address
    for whole in wholes if pages else ():
        shown = shown_of(pages, whole)
        missing = [where for where, words in whole.texts if words not in shown]
        assert not sorted({*missing} - NOT_SHOWN.keys()), "shown nowhere: mend, or say why"


def test_what_is_said_to_be_shown_nowhere_is_shown_nowhere(root: Path):
    files, wholes = library_of("实")
    pages = rendered(root, files)
    assert pages is not None
    known = set()
    for whole in wholes:
        shown = shown_of(pages, whole)
        for where, words in whole.texts:
            known.add(where)
            assert where not in NOT_SHOWN or words not in shown, where
    assert NOT_SHOWN.keys() <= known


def test_what_is_for_trainers_is_in_no_page(root: Path):
    files, wholes = library_of("实")
    pages = rendered(root, files)
    assert pages is not None
    withheld = [words for whole in wholes for words in whole.trainers]
    assert len(withheld) > 10
    assert not [words for words in withheld for page in pages.values() if words in page]
