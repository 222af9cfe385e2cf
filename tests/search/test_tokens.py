"""Text → searched characters, on the side of the index."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.cases import GRAMS, RUNS
from xuncha_site.search.tokens import grams, normalised, runs


@pytest.mark.parametrize("text", RUNS)
def test_runs_are_those_of_the_table(text: str):
    assert runs(text) == RUNS[text]


@pytest.mark.parametrize("run", GRAMS)
def test_grams_are_those_of_the_table(run: str):
    assert grams(run) == GRAMS[run]


@given(st.text())
def test_runs_hold_all_that_is_searched_and_nothing_else(text: str):
    found = runs(text)

    assert all(found)
    assert "".join(found) == "".join(c for c in normalised(text) if runs(c) == [c])


@given(st.text("甲乙丙12ab，。 "), st.data())
def test_the_grams_of_a_part_are_grams_of_the_whole(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    of_whole = {gram for run in runs(text) for gram in grams(run)}

    for run in runs(part):
        for gram in grams(run):
            assert gram in of_whole or (len(gram) == 1 and any(gram in g for g in of_whole))
