"""What is kept from build to build gives the shards of a build without it, and makes few anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xuncha_site.search.documents import Document
from xuncha_site.search.kept import BLOCK, KeptIndex
from xuncha_site.search.postings import Rank, Shard

texts = st.text("甲乙丙丁a1，", max_size=6)
# Documents by number, as they stand in one build after the other: None is taken away.
edits = st.lists(
    st.dictionaries(st.integers(0, 3 * BLOCK), st.none() | texts, max_size=4), min_size=1
)


def document(text: str) -> Document:
    return Document("典型案例", text, "a.html", searched={Rank.BODY: text})


def numbered(library: dict[int, Document]) -> list[Document]:
    for number, one in library.items():
        one.number = number
    return [library[number] for number in sorted(library)]


@given(edits)
def test_shards_after_edits_are_those_of_a_first_build(builds: list[dict[int, str | None]]):
    kept, library = KeptIndex(), dict[int, Document]()
    for edit in builds:
        for number, text in edit.items():
            library.pop(number, None)
            if text is not None:
                library[number] = document(text)
        found = numbered(library)

        assert list(kept.of_shards(found, _whole)) == list(KeptIndex().of_shards(found, _whole))


def test_documents_that_move_are_told_from_documents_that_stay():
    kept, one = KeptIndex(), document("甲乙")
    list(kept.of_shards(numbered({0: one}), _whole))

    moved = list(kept.of_shards(numbered({7: one}), _whole))
    assert moved == list(KeptIndex().of_shards(numbered({7: document("甲乙")}), _whole))


def test_an_edit_makes_only_the_shards_of_what_it_changes():
    kept, library = KeptIndex(), {n: document(f"甲乙丙{'丁' * (n % 2)}") for n in range(9)}
    list(kept.of_shards(numbered(library), _whole))
    library[4] = document("甲乙丁")
    made = list[str]()

    def make(shard: Shard) -> Shard:
        made.append(shard.character)
        return shard

    list(kept.of_shards(numbered(library), make))
    # 乙丙 and 丙 at its end went, 乙丁 came; 丁 at its end came.
    assert made == ["丁", "丙", "乙"]


def test_phrases_are_those_of_the_texts_of_the_last_build():
    kept = KeptIndex()
    for texts in (["账外收入"] * 3, ["合同续签"] * 3, ["合同续签"] * 3, []):
        assert kept.phrases(texts) == KeptIndex().phrases(texts)
    assert kept.phrases(["账外收入"] * 3) == ["账外收入"]


def _whole(shard: Shard) -> Shard:
    return shard
