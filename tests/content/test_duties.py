"""The duties, and what they rest on: what was promised of them, counted from the records."""

from __future__ import annotations

import pytest

from content.counting import categories, entries, items, loaded, of_kind, rows_named, single
from xuncha_site.library import Entry
from xuncha_site.records.case import Case
from xuncha_site.records.checklist import Checklist
from xuncha_site.records.policy import Force, Policy
from xuncha_site.records.rectification import Rectification
from xuncha_site.records.taxonomy import Sign, Taxonomy
from xuncha_site.records.walk import groups_of

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
