"""The odds that a candidate is a name: boosted trees over its signs, run by onnxruntime.

``tests/benchmarks/name_odds.py`` makes them, from sentences of our own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import log

from xuncha_site.gate import model
from xuncha_site.gate.tables import FOLDER
from xuncha_site.problems import CouldNotRunError

_FILE = FOLDER / "names.onnx"
_LEAST = 1e-6  # that anything is likely


def odds(candidates: Sequence[Mapping[str, float]]) -> list[float]:
    """The natural logarithm of the odds of each candidate, given all signs of it.

    A sign that the trees do not know says nothing. Raises ``CouldNotRunError`` without the trees.
    """
    return _loaded().of(candidates) if candidates else []


@cache
def _loaded() -> _Trees:
    try:
        return _Trees()
    except Exception as error:  # whatever the runtime raises, names could not be told
        raise CouldNotRunError(
            f"脱敏检查的 {_FILE.name} 用不了，请重新安装 xuncha-site：{error}"
        ) from error


class _Trees:
    def __init__(self) -> None:
        self._network = model.network(_FILE)
        signs = self._network.get_modelmeta().custom_metadata_map["signs"].split("\n")
        self._columns = {sign: place for place, sign in enumerate(signs)}

    def of(self, candidates: Sequence[Mapping[str, float]]) -> list[float]:
        import numpy as np  # noqa: PLC0415 (heavy: only where a text needs it)

        rows = np.zeros((len(candidates), len(self._columns)), dtype=np.float32)
        for row, signs in zip(rows, candidates, strict=True):
            for sign, value in signs.items():
                place = self._columns.get(sign)
                if place is not None:
                    row[place] = value
        likely = self._network.run(["probabilities"], {"signs": rows})[0][:, 1].tolist()
        return [log(max(one, _LEAST) / max(1 - one, _LEAST)) for one in likely]
