"""How the gate's weights for names of persons are made (``xuncha_site/gate/tables/weights.txt``).

    python tests/benchmarks/name_weights.py TEXTS.jsonl ... --out weights.txt

Logistic regression over every candidate of: the sample library as it is (it names nobody); its
sentences with made-up names put behind or in the place of those who act in them; its sentences with
ordinary words put behind those, which only look like names; and labelled texts, as the benchmark
``anonymity.py`` reads them. The same input gives the same weights.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from xuncha_site.gate.context import before
from xuncha_site.gate.model import words as known_words
from xuncha_site.gate.names import sentences
from xuncha_site.gate.naming import commonness, made_like_name
from xuncha_site.gate.normal import normal
from xuncha_site.gate.people import candidates
from xuncha_site.gate.tables import steps, table
from xuncha_site.gate.tagger import Words, tagged

ROOT = Path(__file__).parents[2]
FRAMES = Path(__file__).with_name("name_frames.txt")
TIMES = 25  # that each frame is filled
PARTED = {"ev:space", "ev:md", "ev:br", "ev:pinyin"}  # names that no single sentence holds whole
NOUNS = frozenset({"n", "nz", "a", "an", "vn", "PER", "LOC", "ORG"})
ROLES = frozenset({"称谓", "职业", "亲属"})
RIDGE = 2.0
LEAST = 5  # candidates that have a sign, for it to be weighed
LIGHT = 0.1  # what weighs less is left out
REAL = 4.0  # that what people wrote counts for, beside what is made here
SEED = 8
Span = tuple[int, int]
Sample = tuple[str, frozenset[Span], frozenset[Span]]

HEAD = """\
# 姓名的每一种迹象有多少分量：几率的自然对数，相加大于 0 的算姓名。
# 由 tests/benchmarks/name_weights.py 算出（逻辑回归），不用手改。
# 前、后：紧挨着的是什么；词前、词后：候选的姓名同时是普通词语时另加的。
# 前词、后词、词性：模型给的词性。模型：把它读成人名，要比最好的读法差多少。
# 位：候选的种类（名、半、体、谓：普通姓名、含有词语的、名词一类、动词一类）和前后的强弱。
# 字：用字像姓名的程度和模型的看法。常用：words.txt 里的段号。
"""


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

    @staticmethod
    def _looks(word: str, surnames: frozenset[str]) -> bool:
        """Whether somebody might be called by an ordinary word."""
        given = steps("signs", "名").get(word[1:], -6)
        return len(word) == 2 and word[0] in surnames and given >= -5

    def one(self) -> str:
        kind = self._dice.random()
        if kind < 0.33:
            return self._dice.choices(self._words, self._common)[0]
        surname = (
            self._dice.choices(self._surnames, self._often)[0]
            if kind < 0.85
            else self._dice.choice(self._surnames)
        )
        if kind > 0.96:
            surname = self._dice.choice(self._rare)
        if 0.82 < kind <= 0.9:  # one that begins with a word: 江山远
            word = self._dice.choices(self._words, self._common)[0]
            return word + self._dice.choices(self._given, self._weights)[0]
        if 0.9 < kind <= 0.96:
            return surname + self._dice.choice(self._pairs)
        count = 1 if self._dice.random() < 0.25 else 2
        return surname + "".join(self._dice.choices(self._given, self._weights, k=count))


def library() -> list[str]:
    paths = [*(ROOT / "data").rglob("*.yml"), *(ROOT / "content").rglob("*.md")]
    texts = [normal(path.read_text(encoding="utf-8")).text for path in sorted(paths)]
    return sorted({part for text in texts for _, part in sentences(text) if len(part) < 300})


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
) -> dict[str, float]:
    """The weights of signs; what was seen seldom weighs little, or nothing.

    ``mass`` says as how many each candidate counts.
    """
    seen = Counter(sign for one in signs for sign in one)
    known = {sign for sign, count in seen.items() if count >= LEAST}
    columns = DictVectorizer(dtype=np.float32)
    matrix = columns.fit_transform([{s: n for s, n in one.items() if s in known} for one in signs])
    # What liblinear takes.
    matrix.indices, matrix.indptr = (at.astype(np.int32) for at in (matrix.indices, matrix.indptr))
    fit = LogisticRegression(
        C=1 / RIDGE, solver="liblinear", fit_intercept=False, random_state=SEED
    )
    fit.fit(matrix, np.array(right), sample_weight=np.array(mass))
    found = zip(columns.get_feature_names_out(), fit.coef_[0], strict=True)
    return {sign: float(weight) for sign, weight in found if abs(weight) >= LIGHT}


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
    weights = fitted(signs, right, mass)
    lines = [f"{sign}\t{weight:.2f}" for sign, weight in sorted(weights.items())]
    given.out.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(signs)} candidates, {sum(right)} names")


if __name__ == "__main__":
    main()
