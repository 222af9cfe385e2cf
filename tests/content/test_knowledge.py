"""The article's figures, guidance and glossary: what was promised, counted from the records."""

from __future__ import annotations

import pytest

from content.counting import loaded, of_kind, single, texts
from xuncha_site.library import GUIDES
from xuncha_site.records.campaign import Campaign
from xuncha_site.records.checklist import Checklist
from xuncha_site.records.figures import Figure
from xuncha_site.records.glossary import Glossary
from xuncha_site.records.guide import Guide
from xuncha_site.records.walk import groups_of

ARTICLE = "《中国纪检监察报》2020年1月16日"  # names the one article all else starts from

# 三个坚持, 三个跟进, 三个举一反三 (nine mechanisms), and the six other subjects.
GUIDANCE = (
    "常态化研究",
    "清单化履责",
    "查偏补缺",
    "跟进督促落实",
    "跟进指导纠偏",
    "跟进强化保障",
    "督促被巡察党组织举一反三",
    "督促主管部门举一反三",
    "督促区级领导举一反三",
    "怎样开展对照检视",
    "怎样建整改台账",
    "怎样写一篇案例",
    "巡察报告质量标准",
    "巡察组组长工作要点",
    "与纪检、组织、审计、政法的协作",
)


@pytest.mark.parametrize(
    ("amount", "unit"), [("46", "个"), ("31", "人"), ("10", "亿元"), (None, "上亿元")]
)
def test_the_figures_of_the_article_are_figures_of_records_that_name_it(
    amount: str | None, unit: str
) -> None:
    """The rough figure keeps its words and is no number."""
    figures = {
        (figure.amount, figure.about or str(figure.unit))
        for record in of_kind(Campaign)
        if ARTICLE in (record.source or "")
        for _, figure in groups_of(record)
        if isinstance(figure, Figure)
    }
    assert (amount, unit) in figures


@pytest.mark.parametrize("words", ["45名", "37名", "提拔重用巡察干部6人", "17人次", "55项"])
def test_what_the_article_counts_of_people_stands_in_a_list_that_names_it(words: str) -> None:
    lists = [found for found in of_kind(Checklist) if ARTICLE in (found.source or "")]
    assert any(words in text for found in lists for text in texts(found.model_dump()))


@pytest.mark.parametrize("title", GUIDANCE)
def test_guidance_has_the_mechanisms_and_the_ways_of_working(title: str) -> None:
    guides = [entry for entry in loaded().entries.values() if entry.shelf == GUIDES]
    (guide,) = [entry for entry in guides if entry.title == title]
    assert isinstance(guide.model, Guide)
    assert guide.folder == "guidance"
    assert guide.model.source
    assert guide.body


def test_glossary_terms_have_synonyms_everyday_words_and_what_they_are_mixed_up_with() -> None:
    terms = single(Glossary).terms
    full = [term for term in terms if term.synonyms and term.everyday and term.not_the_same]
    assert len(full) >= 150
    assert len({term.title for term in terms}) == len(terms)
