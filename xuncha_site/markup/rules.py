"""Where the reading of Markdown differs from CommonMark: rules for the parser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.rules_inline.state_inline import Delimiter

from xuncha_site.markup.link import RECORD_LINK, RecordLink

# Lists, quotations and notices within one another. What is deeper stays text.
DEEPEST = 12


def bounded(rule: Callable[..., bool]) -> Callable[..., bool]:
    """Without a bound of its own the converter drops, in silence, what is too deep for it."""

    def bounded(state: StateBlock, *rest: Any) -> bool:
        return state.level < DEEPEST and rule(state, *rest)

    return bounded


def chinese_emphasis(state: StateInline, silent: bool) -> bool:
    """CommonMark's rule for ``*``, but for Chinese, which has no spaces between words.

    There ``**“引号”**后`` would stay as it is: punctuation inside, a letter outside. A Chinese
    character outside counts as a space does, and Chinese punctuation counts as a letter.
    """
    if silent or state.src[state.pos] != "*":
        return emphasis.tokenize(state, silent)
    run = state.scanDelims(state.pos, True)
    before = state.src[state.pos - 1] if state.pos else " "
    end = state.pos + run.length
    after = state.src[end] if end < state.posMax else " "
    opens = not after.isspace() and (not _is_mark(after) or _parts(before))
    closes = not before.isspace() and (not _is_mark(before) or _parts(after))
    for _ in range(run.length):
        token = state.push("text", "", 0)
        token.content = "*"
        state.delimiters.append(
            Delimiter(ord("*"), run.length, len(state.tokens) - 1, -1, opens, closes)
        )
    state.pos = end
    return True


_CHINESE = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)


def _is_mark(character: str) -> bool:
    """Punctuation or a symbol that is not Chinese."""
    return unicodedata.category(character)[0] in "PS" and not _CHINESE.match(character)


def _parts(character: str) -> bool:
    return character.isspace() or _is_mark(character) or bool(_CHINESE.match(character))


def record_link(state: StateInline, silent: bool) -> bool:
    """``[[…]]`` as a token of its own; ``silent`` only looks whether there is one."""
    if not state.src.startswith("[[", state.pos):
        return False
    match = RECORD_LINK.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("record_link", "", 0)
        token.meta["link"] = RecordLink(
            match["folder"] or "",
            match["id"],
            match["row"] or "",
            (match["words"] or "").strip(),
            match.group(),
        )
    state.pos = match.end()
    return True
