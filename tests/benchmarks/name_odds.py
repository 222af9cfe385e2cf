"""How the odds are made by which the gate tells names (``xuncha_site/gate/tables/names.onnx``).

    pip install -e '.[test,fit]'
    python tests/benchmarks/name_odds.py TEXTS.jsonl ... --out xuncha_site/gate/tables/names.onnx

Boosted trees over the signs of every candidate of: the sample library and the theme as they are
(they name nobody); the library's sentences with made-up names put behind or in the place of those
who act in them; its sentences with ordinary words put behind those, which only look like names;
sentences of our own (``name_frames.txt``); and labelled texts, as the benchmark ``anonymity.py``
reads them. The same input gives the same trees.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import lightgbm as lgb
import numpy as np
from onnxmltools import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType
from sklearn.feature_extraction import DictVectorizer

from xuncha_site.gate.context import before
from xuncha_site.gate.model import words as known_words
from xuncha_site.gate.names import sentences
from xuncha_site.gate.naming import commonness, made_like_name
from xuncha_site.gate.normal import normal
from xuncha_site.gate.output import texts_of
from xuncha_site.gate.people import candidates
from xuncha_site.gate.readings import readings
from xuncha_site.gate.said import parts
from xuncha_site.gate.tables import steps, table
from xuncha_site.gate.tagger import Words, tagged

ROOT = Path(__file__).parents[2]
FRAMES = Path(__file__).with_name("name_frames.txt")
TIMES = 25  # that each frame is filled
PARTED = {"ev:space", "ev:md", "ev:br", "ev:pinyin"}  # names that no single sentence holds whole
NOUNS = frozenset({"n", "nz", "a", "an", "vn", "PER", "LOC", "ORG"})
ROLES = frozenset({"称谓", "职业", "亲属"})
LEAST = 20  # candidates that have a sign, for it to be asked for
TREES, LEAVES, STEP = 800, 63, 0.1
REAL = 4.0  # that what people wrote counts for, beside what is made here
LONGEST = 300  # characters of a sentence
SEED = 8
Span = tuple[int, int]
Sample = tuple[str, frozenset[Span], frozenset[Span]]


class Names:
    """Made-up names: of characters as often as names have them, or ordinary words."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        known = table("surnames")
        self._surnames = sorted(known["常见"] | known["复姓"])
        self._rare = sorted(known["少见"])
        odds = steps("signs", "姓")
        self._often = [2.0 ** min(odds.get(name, 4), 9) for name in self._surnames]
        given = steps("signs", "名")
        self._given = sorted(sign for sign, step in given.items() if step >= 0)
        self._weights = [1.3 ** given[sign] for sign in self._given]
        usual = frozenset(sign for sign, step in given.items() if step >= -2)
        pairs = sorted(word for word in known_words() if len(word) == 2 and set(word) <= usual)
        self._pairs = pairs
        first = known["常见"] | known["少见"]
        self._words = sorted(word for word in known_words() if self._looks(word, first))
        # The more like a name the likelier; the more common a word, the less is anybody called so.
        self._common = [
            1.2 ** made_like_name(word, 1) * 0.85 ** commonness(word) for word in self._words
        ]
        self._heads = sorted(word for word in known_words() if len(word) == 2 and word[0] in first)
        self._like = [1.1 ** made_like_name(word, 1) for word in self._heads]

    @staticmethod
    def _looks(word: str, surnames: frozenset[str]) -> bool:
        """Whether somebody might be called by an ordinary word."""
        given = steps("signs", "名").get(word[1:], -6)
        return len(word) == 2 and word[0] in surnames and given >= -5

    def one(self) -> str:
        kind = self._dice.random()
        if kind < 0.3:
            return self._dice.choices(self._words, self._common)[0]
        if kind < 0.42:  # one that begins with a word, however common: 党性坚
            word = self._dice.choices(self._heads, self._like)[0]
            return word + self._given_name(1)
        surname = self._surname()
        if kind < 0.5:  # one that ends in a word
            return surname + self._dice.choice(self._pairs)
        return surname + self._given_name(1 if self._dice.random() < 0.25 else 2)

    def _surname(self) -> str:
        kind = self._dice.random()
        if kind < 0.06:
            return self._dice.choice(self._rare)
        if kind < 0.3:
            return self._dice.choice(self._surnames)
        return self._dice.choices(self._surnames, self._often)[0]

    def _given_name(self, length: int) -> str:
        return "".join(self._dice.choices(self._given, self._weights, k=length))


def library() -> list[str]:
    """Its sentences: as they stand, as pages show them, without keys; those of the theme too."""
    paths = [*(ROOT / "data").rglob("*.yml"), *(ROOT / "content").rglob("*.md")]
    found: set[str] = set()
    for path in sorted(paths):
        text = path.read_text(encoding="utf-8")
        found.update(parts(text))
        found.update(part for way in readings(normal(text)) for _, part in sentences(way.text))
    for path in sorted((ROOT / "theme").rglob("*.[hj][ts]*")):
        for piece in texts_of(path.read_text(encoding="utf-8"), path.suffix):
            found.update(part for _, part in sentences(normal(piece.text).text))
    return sorted(part for part in found if len(part) < LONGEST)


def acted(texts: Sequence[str], dice: random.Random) -> Iterator[Sample]:
    """Sentences of the library with a name, or only a word, behind or in place of who acts."""
    names = Names(dice)
    looks = sorted(word for word in steps("words") if commonness(word) >= 5)
    often = [1.5 ** commonness(word) for word in looks]
    for text, words in tagged(texts):
        for word, following in zip(words, [*words[1:], None], strict=True):
            if word.tag != "n" or before(text, word.end) not in ROLES:
                continue
            rest = text[word.end :]
            if following is None or following.tag in ("v", "d", "p", "w", "c", "u", "r", "t", "ad"):
                first = word.start if dice.random() < 0.4 else word.end
                for name in (names.one(), names.one()):
                    whole = text[:first] + name + rest
                    yield whole, frozenset({(first, first + len(name))}), frozenset()
            for look in dice.choices(looks, often, k=2):
                yield text[: word.end] + look + rest, frozenset(), frozenset()


def framed(dice: random.Random) -> Iterator[Sample]:
    """Sentences of our own with names, or with words, at the places that are marked."""
    names = Names(dice)
    looks = sorted(word for word in steps("words") if commonness(word) >= 4)
    often = [1.4 ** commonness(word) for word in looks]
    for line in _frames():
        for _ in range(TIMES if "〔" in line else 0):
            text, spans = "", set()
            for part in re.split(r"(〔[人词]〕)", line):
                if part == "〔人〕":
                    name = names.one()
                    spans.add((len(text), len(text) + len(name)))
                    text += name
                else:
                    text += dice.choices(looks, often)[0] if part == "〔词〕" else part
            yield from parted(text, spans, set())


def written() -> Iterator[Sample]:
    """Sentences of our own that name nobody."""
    for line in _frames():
        if "〔" not in line:
            yield from parted(normal(line).text, set(), set())


def _frames() -> list[str]:
    return FRAMES.read_text(encoding="utf-8").splitlines()[1:]


def labelled(path: Path) -> Iterator[Sample]:
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if PARTED & set(one["tags"]):
            continue
        text = normal(one["text"])
        spans: dict[bool, set[Span]] = {True: set(), False: set()}
        for start, end, label in one["spans"]:
            inside = [n for n, at in enumerate(text.starts) if start <= at and text.ends[n] <= end]
            if inside:
                spans[label == "PERSON"].add((inside[0], inside[-1] + 1))
        yield from parted(text.text, spans[True], spans[False])


def parted(text: str, names: set[Span], others: set[Span]) -> Iterator[Sample]:
    """The sentences of a text, each with what of it is a name, and what is another find."""
    for start, sentence in sentences(text):
        end = start + len(sentence)
        moved = (
            frozenset((a - start, b - start) for a, b in spans if start <= a and b <= end)
            for spans in (names, others)
        )
        yield sentence, *moved


def natural(samples: Sequence[Sample]) -> Iterator[Sample]:
    """Without made-up sentences in which a noun follows a post as only a name would."""
    read = dict(tagged(sorted({sentence for sentence, _, _ in samples})))
    for sample in samples:
        sentence, names, _ = sample
        nouns = (
            word
            for word in read[sentence]
            if word.tag in NOUNS and commonness(sentence[word.start : word.end])
        )
        if names or not any(before(sentence, word.start) in ROLES for word in nouns):
            yield sample


def rows(samples: Sequence[Sample]) -> tuple[list[dict[str, float]], list[bool]]:
    """The signs of every candidate, and whether it is a name."""
    read: dict[str, Words] = dict(tagged(sorted({sentence for sentence, _, _ in samples})))
    signs, right = [], []
    for sentence, names, others in samples:
        for one in candidates(sentence, read[sentence]):
            right_one = (one.start, one.end) in names
            beside = others if right_one else others | names  # a part of a name tells nothing
            if any(one.start < last and first < one.end for first, last in beside):
                continue
            signs.append(one.signs)
            right.append(right_one)
    return signs, right


def fitted(
    signs: Sequence[dict[str, float]], right: Sequence[bool], mass: Sequence[float]
) -> bytes:
    """The trees, as ONNX with the names of their columns; ``mass``: as how many each counts."""
    seen = Counter(sign for one in signs for sign in one)
    known = {sign for sign, count in seen.items() if count >= LEAST}
    columns = DictVectorizer(dtype=np.float32)
    matrix = columns.fit_transform([{s: n for s, n in one.items() if s in known} for one in signs])
    settings = {
        "objective": "binary",
        "num_leaves": LEAVES,
        "learning_rate": STEP,
        "min_data_in_leaf": LEAST,
        "feature_fraction": 0.5,
        "seed": SEED,
        "deterministic": True,
        "force_row_wise": True,
        "verbose": -1,
    }
    data = lgb.Dataset(matrix, np.array(right), weight=np.array(mass))
    trees = lgb.train(settings, data, TREES)
    taken = [("signs", FloatTensorType([None, matrix.shape[1]]))]
    model = convert_lightgbm(trees, initial_types=taken, zipmap=False, target_opset=15)
    model.metadata_props.add(key="signs", value="\n".join(columns.get_feature_names_out()))
    return bytes(model.SerializeToString())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("texts", type=Path, nargs="*")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    texts = library()
    made = [*acted(texts, random.Random(SEED)), *framed(random.Random(SEED))]
    sources: list[tuple[list[Sample], float]] = [
        ([(text, frozenset(), frozenset()) for text in texts], REAL),
        (list(written()), REAL),
        (list(natural(made)), 1.0),
        ([one for path in given.texts for one in labelled(path)], REAL),
    ]
    signs: list[dict[str, float]] = []
    right: list[bool] = []
    mass: list[float] = []
    for samples, count in sources:
        more, names = rows(samples)
        signs, right, mass = signs + more, right + names, mass + [count] * len(more)
    given.out.write_bytes(fitted(signs, right, mass))
    print(f"{len(signs)} candidates, {sum(right)} names")


if __name__ == "__main__":
    main()
