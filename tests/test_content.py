"""The library's own content: what was promised of it, counted from the records as they are.

One tally, in one file however long, so that an editor sees all that the content must have.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import TypeVar

import pytest
from conftest import PROJECT

from xuncha_site.library import GUIDES, Entry, KeptFiles
from xuncha_site.library.load import Loaded, load
from xuncha_site.records.base import Nature, Record, Titled, types
from xuncha_site.records.campaign import Campaign
from xuncha_site.records.case import BodyKind, Case, Genre, WiderLesson
from xuncha_site.records.checklist import Checklist, Item
from xuncha_site.records.figures import Figure
from xuncha_site.records.glossary import Glossary
from xuncha_site.records.guide import Guide
from xuncha_site.records.ledger_row import LookBackResult, MendKind, SideState, State, Wider
from xuncha_site.records.policy import Force, Policy
from xuncha_site.records.rectification import Rectification
from xuncha_site.records.round import Round
from xuncha_site.records.taxonomy import Category, Sign, Taxonomy
from xuncha_site.records.walk import groups_of

R = TypeVar("R", bound=Record)

ARTICLE = "《中国纪检监察报》2020年1月16日"  # names the one article all else starts from

FIFTY_FIVE = ("区委", "区委书记", "巡察机构")
COMPANIONS = (
    "被巡察党组织",
    "被巡察党组织主要负责人",
    "被巡察党组织班子成员",
    "区级分管领导",
    "行业主管部门",
    "区纪委监委",
    "区委组织部",
    "区审计部门",
    "区级政法单位",
    "区财政部门",
    "区信访部门",
)
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
ALIKE = 0.3  # two cases that share more of their five-character runs than this read alike


@cache
def loaded() -> Loaded:
    """Everything in ``data/`` and ``content/``, as nobody's audience: trainers' parts included."""
    return load(PROJECT, types(), KeptFiles(), lambda _, files: files)


def entries(kind: type[Record]) -> list[Entry]:
    found = [entry for entry in loaded().entries.values() if isinstance(entry.model, kind)]
    return [entry for entry in found if not entry.withdrawn]


def of_kind(kind: type[R]) -> list[R]:
    return [entry.model for entry in entries(kind) if isinstance(entry.model, kind)]


def single(kind: type[R]) -> R:
    (only,) = of_kind(kind)
    return only


def items(body: str) -> tuple[Item, ...]:
    (checklist,) = [found for found in of_kind(Checklist) if found.body == body]
    return checklist.items


def rows_named(entry: Entry, folder: str) -> set[str]:
    return {mention.written for mention in entry.mentions if mention.key.startswith(f"{folder}/")}


def texts(value: object) -> Iterator[str]:
    """Every text in a dumped model, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts(inner)


# Responsibility lists


def test_the_three_lists_hold_the_fifty_five_items_of_the_article() -> None:
    assert sum(len(items(body)) for body in FIFTY_FIVE) == 55


@pytest.mark.parametrize("body", FIFTY_FIVE + COMPANIONS)
def test_every_duty_says_what_how_when_with_what_proof_and_on_what_basis(body: str) -> None:
    for item in items(body):
        assert item.frequency or item.due, item.row_id
        assert all((item.duty, item.manner, item.evidence, item.basis)), item.row_id
        assert all((item.overseer, item.failure)), item.row_id


@pytest.mark.parametrize("body", COMPANIONS)
def test_companion_lists_have_four_to_eight_duties(body: str) -> None:
    assert 4 <= len(items(body)) <= 8


def test_every_duty_is_shown_failing_by_a_case() -> None:
    shown = {row for entry in entries(Case) for row in rows_named(entry, "checklists")}
    duties = {f"{entry.key}#{row}" for entry in entries(Checklist) for row in entry.rows}
    assert sorted(duties - shown) == []


# Policies


def test_policies_say_their_state_their_source_and_when_they_were_checked() -> None:
    policies = of_kind(Policy)
    as_of = loaded().settings
    assert as_of
    assert len(policies) >= 30
    assert all(policy.source and policy.checked <= as_of.as_of for policy in policies)


def test_a_policy_is_replaced_exactly_where_another_says_that_it_replaces_it() -> None:
    replaced = {old for policy in of_kind(Policy) for old in policy.replaces}
    gone = {entry.id for entry in entries(Policy) if _force(entry) is Force.REPLACED}
    assert replaced == gone


def test_nothing_rests_on_a_replaced_policy() -> None:
    gone = {entry.key for entry in entries(Policy) if _force(entry) is Force.REPLACED}
    resting = [
        f"{entry.key} → {mention.key}"
        for entry in loaded().entries.values()
        for mention in entry.mentions
        if mention.field == "依据" and mention.key in gone
    ]
    assert resting == []


def test_of_the_regulation_of_2024_only_what_was_read_is_told() -> None:
    (regulation,) = [e.model for e in entries(Policy) if e.id == "xunshi-tiaoli-2024"]
    assert isinstance(regulation, Policy)
    read = {"第一条", "第二条", "第三条", "第四条", "第五条", "第六条"}
    assert {article.number for article in regulation.articles} <= read


def _force(entry: Entry) -> Force:
    assert isinstance(entry.model, Policy)
    return entry.model.force


# Taxonomy


def categories() -> list[Category]:
    return [category for focus in single(Taxonomy).focuses for category in focus.categories]


def test_taxonomy_has_categories_and_signs_with_what_to_look_at_and_ask() -> None:
    signs = [sign for category in categories() for sign in category.signs]
    assert len(categories()) >= 13
    assert len(signs) >= 100
    assert all(sign.look_at and sign.ask for sign in signs)


def test_frames_carry_their_year_and_lead_to_the_categories_of_today() -> None:
    frames = single(Taxonomy).frames
    assert len([frame for frame in frames if frame.since]) >= 3
    assert all(part.now for frame in frames for part in frame.parts)


def test_every_sign_is_seen_in_a_case_or_a_ledger() -> None:
    seen = {sign for case in of_kind(Case) for found in case.findings for sign in found.signs}
    seen |= {sign for book in of_kind(Rectification) for row in book.rows for sign in row.signs}
    signs = {group.row_id for _, group in groups_of(single(Taxonomy)) if isinstance(group, Sign)}
    assert sorted(signs - seen) == []


# Cases


def test_cases_cover_all_categories_kinds_of_unit_and_genres() -> None:
    cases = of_kind(Case)
    assert len(cases) >= 60
    assert {category for case in cases for category in case.categories} == {
        category.row_id for category in categories()
    }
    assert {case.body_kind for case in cases} == set(BodyKind)
    assert {case.genre for case in cases} == set(Genre)


def test_enough_cases_are_complete_trainers_part_included() -> None:
    assert len([case for case in of_kind(Case) if is_complete(case)]) >= 24


def is_complete(case: Case) -> bool:
    """Every part of a teaching case, all three levels, and three questions with their points."""
    parts = (case.background, case.findings, case.causes, case.handling, case.mending)
    if not all(parts) or not in_full(case.wider) or case.training is None:
        return False
    return len([q for q in case.training.questions if q.points]) >= 3


def in_full(wider: WiderLesson | Wider | None) -> bool:
    return wider is not None and all((wider.body, wider.department, wider.leader))


def test_no_two_cases_read_alike() -> None:
    runs = {entry.id: five_character_runs(entry.model) for entry in entries(Case)}
    alike = [
        (one, other, round(share, 2))
        for one, other in combinations(sorted(runs), 2)
        if (share := len(runs[one] & runs[other]) / len(runs[one] | runs[other])) > ALIKE
    ]
    assert alike == []


def five_character_runs(case: Titled) -> set[str]:
    """The runs of five characters in a case's body: all but its title, summary and keywords."""
    body = case.model_dump(exclude={"title", "summary", "keywords", "source"})
    return {text[n : n + 5] for text in texts(body) for n in range(len(text) - 4)}


# Ledgers and campaigns


@pytest.mark.parametrize("kind", [Case, Rectification, Round])
def test_what_is_invented_is_marked_so(kind: type[Record]) -> None:
    assert {record.nature for record in of_kind(kind)} == {Nature.ILLUSTRATIVE}


def test_ledgers_show_every_level_state_type_and_look_back() -> None:
    books = of_kind(Rectification)
    rows = [row for book in books for row in book.rows]
    assert len(books) >= 25
    assert {book.body_kind for book in books} == set(BodyKind) - {BodyKind.INSPECTION}
    assert {row.state for row in rows} == set(State)
    assert {row.kind for row in rows} == set(MendKind)
    assert {mark for row in rows for mark in row.beside} == set(SideState)
    assert {row.look_back.result for row in rows if row.look_back} == set(LookBackResult)


def test_every_ledger_draws_a_lesson_at_all_three_levels() -> None:
    short = [
        book.title
        for book in of_kind(Rectification)
        if not any(in_full(row.wider) for row in book.rows)
    ]
    assert short == []


def test_there_are_four_campaigns() -> None:
    assert len(of_kind(Campaign)) >= 4


# What the article gives


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


# Guidance and glossary


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
