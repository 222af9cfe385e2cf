"""The index by arrays holds what a plain loop over the texts finds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.decoded import postings
from xuncha_site.search import postings as module
from xuncha_site.search.postings import Rank, Shard, Texts, places, shards
from xuncha_site.search.tokens import grams, normalised, runs

texts = st.lists(
    st.tuples(
        st.sampled_from([Rank.BODY, Rank.KEYWORD, Rank.TITLE]),
        st.text("甲乙丙𠮷a1%，。 \n").map(normalised),
    ),
    max_size=4,
)
numbers = st.lists(st.integers(0, 5_000_000), unique=True, max_size=6).map(sorted)


def plain(documents: list[tuple[int, list[tuple[Rank, str]]]]) -> dict[str, dict[int, Rank]]:
    """Every gram with its documents, by a loop. "甲\\0" is 甲 at the end of a run."""
    found: dict[str, dict[int, list[Rank]]] = {}
    for number, parts in documents:
        for rank, text in parts:
            for run in runs(text):
                for gram in [*(g for g in grams(run) if len(g) == 2), run[-1] + "\0"]:
                    found.setdefault(gram, {}).setdefault(number, []).append(rank)
    return {gram: {n: _one(ranks) for n, ranks in of.items()} for gram, of in found.items()}


def sharded(documents: list[tuple[int, Texts]], *, together: int = 2) -> Iterator[Shard]:
    """The shards of documents, of which so many form a block."""
    starts = range(0, len(documents), together)
    return shards([places(documents[at : at + together]) for at in starts])


def _one(ranks: list[Rank]) -> Rank:
    best = max(ranks)
    return Rank.OFTEN if best is Rank.BODY and len(ranks) > 1 else best


@given(numbers, st.data())
def test_the_shards_hold_every_pair_with_its_documents_and_ranks(
    ids: list[int], data: st.DataObject
):
    documents = [(number, data.draw(texts)) for number in ids]

    found = {
        shard.character + (second or "\0"): dict(postings(signs))
        for shard in sharded(documents)
        for second, signs in shard.postings.items()
    }

    assert found == plain(documents)


@given(st.lists(texts, max_size=5))
def test_shards_come_by_code_point_each_once(parts: list[list[tuple[Rank, str]]]):
    characters = [shard.character for shard in sharded(list(enumerate(parts)))]

    assert characters == sorted(set(characters))


def test_shards_made_in_several_goes_are_those_made_in_one(monkeypatch: pytest.MonkeyPatch):
    signs = [[chr(0x4E00 + (7 * n + 13 * k) % 300) for k in range(40)] for n in range(200)]
    documents = [(n, [(Rank.BODY, "".join(own))]) for n, own in enumerate(signs)]
    in_one = list(sharded(documents, together=50))

    monkeypatch.setattr(module, "_AT_ONCE", 300)

    assert list(sharded(documents, together=50)) == in_one


def test_postings_hold_no_sign_that_could_be_taken_for_a_number_or_need_an_escape():
    text = "".join(
        signs
        for shard in sharded([(n * 977, [(Rank.BODY, "甲乙")]) for n in range(3000)], together=500)
        for signs in shard.postings.values()
    )

    assert text.isascii()
    assert not set(text) & set('0123456789"\\<@')
