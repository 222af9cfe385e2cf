"""Ordinary words of the language: those of the model and of pypinyin."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from xuncha_site.gate.model import words


def is_word(text: str) -> bool:
    """Whether it is an ordinary word of the language."""
    return text in words() or text in _phrases()


@cache
def _phrases() -> Container[str]:
    from pypinyin.phrases_dict import phrases_dict  # noqa: PLC0415 (50 MB, often not needed)

    return phrases_dict
