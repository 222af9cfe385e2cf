"""Cases, ledgers and campaigns: what was promised of them, counted from the records."""

from __future__ import annotations

from itertools import combinations

import pytest

from content.counting import categories, entries, of_kind, texts
from xuncha_site.records.base import Nature, Record, Titled
from xuncha_site.records.campaign import Campaign
from xuncha_site.records.case import BodyKind, Case, Genre, WiderLesson
from xuncha_site.records.ledger_row import LookBackResult, MendKind, SideState, State, Wider
from xuncha_site.records.rectification import Rectification
from xuncha_site.records.round import Round

ALIKE = 0.3  # two cases that share more of their five-character runs than this read alike


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
