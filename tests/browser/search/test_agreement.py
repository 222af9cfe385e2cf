"""The index and the client agree on what is searched, and how figures are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page
from search.cases import GRAMS, RUNS

from xuncha_site.search.tokens import grams, runs

pytestmark = pytest.mark.browser


def test_the_client_makes_the_runs_of_the_table(searching: Page):
    assert searching.evaluate("(all) => all.map(xunchaSearch.runs)", list(RUNS)) == [*RUNS.values()]
    assert searching.evaluate("(all) => all.map(xunchaSearch.grams)", list(GRAMS)) == [
        *GRAMS.values()
    ]


def test_the_client_and_the_index_agree_on_any_text(searching: Page):
    # Characters that a browser of another year knows differently are none that are searched.
    characters = st.characters(exclude_categories=("Cs", "Cn"))

    @given(st.lists(st.text(characters, max_size=12), min_size=20, max_size=20))
    def agree(texts: list[str]) -> None:
        of_client = searching.evaluate("(all) => all.map(xunchaSearch.runs)", texts)
        assert of_client == [runs(text) for text in texts]
        flat = [run for of_text in of_client for run in of_text]
        assert searching.evaluate("(all) => all.map(xunchaSearch.grams)", flat) == [
            grams(run) for run in flat
        ]

    agree()


@pytest.mark.parametrize(
    ("one", "other"),
    [("第三十一条", "第31条"), ("百分之九十", "90%"), ("一百二十三", "123"), ("百分之百", "100%")],
)
def test_figures_are_read_either_way(searching: Page, one: str, other: str):
    forms = "(run) => xunchaSearch.otherFigures(run)"

    assert other in searching.evaluate(forms, one)
    assert one in searching.evaluate(forms, other)


def test_years_are_read_figure_by_figure(searching: Page):
    forms = "(all) => all.map(xunchaSearch.otherFigures)"

    assert searching.evaluate(forms, ["二〇二四年", "二零二四年"]) == [["2024年"], ["2024年"]]


def test_numbers_survive_being_spelled(searching: Page):
    back = "(all) => all.map((number) => xunchaSearch.counted(xunchaSearch.spelled(number)))"

    @given(st.lists(st.integers(1, 99_999_999), min_size=20))
    def survive(numbers: list[int]) -> None:
        assert searching.evaluate(back, numbers) == numbers

    survive()
