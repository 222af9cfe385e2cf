"""Ordinary words of the language: those of the model, of pypinyin, and the gate's own vetoes."""

from __future__ import annotations

from pypinyin.phrases_dict import phrases_dict

from xuncha_site.gate.model import words
from xuncha_site.gate.tables import table


def is_word(text: str) -> bool:
    """Whether it is an ordinary word of the language."""
    return text in words() or text in phrases_dict or text in table("vetoes")["全部"]
