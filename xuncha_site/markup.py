"""Rich text: the one converter from Markdown to HTML, and the links inside it.

Two grammars share it. *Prose* (a field of a record) has paragraphs, lists, emphasis and links to
records. *Page* (a guide) adds headings, tables, code, quotations, notices, images and ordinary
links. Raw HTML is text in both. CommonMark rules are markdown-it-py's; nothing is escaped here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin


class Grammar(Enum):
    """Which Markdown a text may hold."""

    PROSE = "prose"
    PAGE = "page"


# [[folder/id]], [[folder/id#row]], either with |words shown instead of the title. Whatever stands
# in double brackets is meant as a link: a wrong one is told, not printed with its brackets.
RECORD_LINK = re.compile(
    r"\[\[(?:(?P<folder>[^\]\[#|/\n]+)/)?(?P<id>[^\]\[#|\n]+)(?:#(?P<row>[^\]\[#|\n]+))?"
    r"(?:\|(?P<words>[^\]\[|\n]+))?\]\]"
)
# Lists, quotations and notices within one another. What is deeper stays text.
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A link to a record from running text. ``source`` is the link as written."""

    folder: str
    record_id: str
    row: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class PlainLink:
    """An ordinary Markdown link or image of a page, as written by the editor."""

    target: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, for its table of contents."""

    level: int
    anchor: str
    text: str


# What a link becomes: (address, words shown); None prints the words without a link.
Resolve = Callable[[RecordLink | PlainLink], tuple[str, str] | None]


def links(text: str, grammar: Grammar) -> Iterator[RecordLink | PlainLink]:
    """Every link of a text in the order in which it is written; none out of code."""
    if "[" not in text and "<" not in text:
        return
    for token in _tokens(text, grammar):
        if token.type == "record_link":
            yield token.meta["link"]
        elif token.type == "link_open":
            yield PlainLink(str(token.attrs["href"]))
        elif token.type == "image":
            yield PlainLink(str(token.attrs["src"]))


def html(text: str, grammar: Grammar, resolve: Resolve) -> str:
    """Convert a text to HTML. ``resolve`` gives each link its address."""
    if grammar is Grammar.PROSE and _ONE_PLAIN_PARAGRAPH.fullmatch(text):
        return f"<p>{escapeHtml(text)}</p>\n"
    return _convert(text, grammar, resolve)[0]


# Most fields hold one paragraph without any mark: a fifth of all rendering, were it parsed. The
# converter would give the same bytes (tested).
_ONE_PLAIN_PARAGRAPH = re.compile(
    r"(?!(?:[-+]|\d{1,9}[.)])(?:\s|$))[^\s*_\[\\\0](?:[^\n\r*_\[\\\0]*[^\s*_\[\\\0])?"
)


def page(text: str, resolve: Resolve) -> tuple[str, list[Heading]]:
    """Convert the text of a page; return its HTML and its headings, which carry anchors."""
    return _convert(text, Grammar.PAGE, resolve)


def words(text: str, grammar: Grammar) -> str:
    """A text without its marks, a line for each paragraph, heading, item or cell."""
    if grammar is Grammar.PROSE and _ONE_PLAIN_PARAGRAPH.fullmatch(text):
        return text
    found = []
    for token in _tokens(text, grammar):
        if token.type in ("text", "code_inline", "fence"):
            found.append(token.content)
        elif token.type == "record_link":
            found.append(token.meta["link"].words)
        elif token.type.endswith("_close") and token.block:
            found.append("\n")
        elif token.type == "softbreak":
            found.append(" ")
    return "\n".join(line for line in map(str.strip, "".join(found).split("\n")) if line)


def anchors(text: str) -> set[str]:
    """The anchors that the headings of a page carry."""
    return {heading.anchor for heading in _convert(text, Grammar.PAGE, lambda _: None)[1]}


def _tokens(text: str, grammar: Grammar) -> Iterator[Token]:
    for token in _parser(grammar).parse(text):
        yield token
        yield from token.children or ()


@cache
def _parser(grammar: Grammar) -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    parser.enable(["list", "emphasis", "escape", "newline"])
    if grammar is Grammar.PAGE:
        parser.enable(
            ["heading", "table", "fence", "blockquote", "hr", "backticks", "link", "image"]
        )
        parser.use(admon_plugin)
    # Editors may write any address; whether it may stand is decided where it is resolved.
    parser.validateLink = lambda _: True  # type: ignore[assignment, method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.inline.ruler.before(
        "link" if grammar is Grammar.PAGE else "emphasis", "record_link", _record_link
    )
    parser.inline.ruler.at("emphasis", _emphasis)
    for rule in parser.block.ruler.__rules__:
        if rule.name in ("list", "blockquote", "admonition"):
            parser.block.ruler.at(rule.name, _bounded(rule.fn), {"alt": rule.alt})
    for name, render in _RULES.items():
        parser.add_render_rule(name, render)
    return parser


def _bounded(rule: Callable[..., bool]) -> Callable[..., bool]:
    """Without a bound of its own the converter drops, in silence, what is too deep for it."""

    def bounded(state: StateBlock, *rest: Any) -> bool:
        return state.level < DEEPEST and rule(state, *rest)

    return bounded


def _emphasis(state: StateInline, silent: bool) -> bool:
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


def _record_link(state: StateInline, silent: bool) -> bool:
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


def _convert(text: str, grammar: Grammar, resolve: Resolve) -> tuple[str, list[Heading]]:
    parser = _parser(grammar)
    tokens = parser.parse(text)
    headings = list(_number_headings(tokens))
    _label_tables(tokens)
    return parser.renderer.render(tokens, parser.options, {"resolve": resolve}), headings


def _number_headings(tokens: list[Token]) -> Iterator[Heading]:
    """Give headings the anchors ``_1``, ``_2``…: no record's row can be called so."""
    count = 0
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            count += 1
            # A page has one h1, its title: a text's own "#" counts as a section.
            level = max(2, int(token.tag[1]))
            token.tag = tokens[position + 2].tag = f"h{level}"
            token.attrs["id"] = f"_{count}"
            words = "".join(map(_words, tokens[position + 1].children or ()))
            yield Heading(level, f"_{count}", words)


def _label_tables(tokens: list[Token]) -> None:
    """Name each table: landmarks of one page must not be called alike."""
    tables = (token for token in tokens if token.type == "table_open")
    for number, token in enumerate(tables, start=1):
        token.meta["label"] = f"表 {number}"


def _words(token: Token) -> str:
    return token.meta["link"].words if token.type == "record_link" else token.content


def _render_record_link(_: Any, tokens: list[Token], index: int, __: Any, env: Any) -> str:
    link: RecordLink = tokens[index].meta["link"]
    found = env["resolve"](link)
    if found is None:
        return escapeHtml(link.words)
    address, words = found
    return f'<a href="{escapeHtml(address)}">{escapeHtml(words)}</a>'


def _render_link_open(_: Any, tokens: list[Token], index: int, __: Any, env: Any) -> str:
    token = tokens[index]
    found = env["resolve"](PlainLink(str(token.attrs["href"])))
    token.meta["linked"] = found is not None
    if found is None:
        close = next(t for t in tokens[index:] if t.type == "link_close" and t.level == token.level)
        close.hidden = True
        return ""
    return f'<a href="{escapeHtml(found[0])}">'


def _render_link_close(_: Any, tokens: list[Token], index: int, __: Any, ___: Any) -> str:
    return "" if tokens[index].hidden else "</a>"


def _render_image(_: Any, tokens: list[Token], index: int, __: Any, env: Any) -> str:
    token = tokens[index]
    found = env["resolve"](PlainLink(str(token.attrs["src"])))
    words = escapeHtml(token.content)
    return f'<img src="{escapeHtml(found[0])}" alt="{words}">' if found else words


def _render_table_open(_: Any, tokens: list[Token], index: int, __: Any, ___: Any) -> str:
    # A wide table scrolls in its own box, which the keyboard must reach.
    label = escapeHtml(tokens[index].meta["label"])
    return (
        f'<div class="table-wrap" tabindex="0" role="region" aria-label="{label}">'
        '<table class="tbl">\n'
    )


def _render_table_close(_: Any, __: list[Token], ___: int, ____: Any, _____: Any) -> str:
    return "</table></div>\n"


def _render_cell_open(_: Any, tokens: list[Token], index: int, __: Any, ___: Any) -> str:
    # Alignment would be an inline style, which the site's content policy forbids.
    return '<th scope="col">' if tokens[index].tag == "th" else "<td>"


NOTICES = {"note": "tip", "tip": "tip", "info": "tip", "warning": "warn", "danger": "stop"}
_SHAPES = {
    "tip": "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM7 7v5h2V7zm0-3v2h2V4z",
    "warn": "M8 1l7.5 13.5H.5zM7.1 5.6l.3 4.6h1.2l.3-4.6zm0 5.7v1.8h1.8v-1.8z",
    "stop": "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM4 7v2h8V7z",
}


def _render_notice_open(_: Any, tokens: list[Token], index: int, __: Any, ___: Any) -> str:
    kind = NOTICES.get(str(tokens[index].meta["tag"]), "tip")
    return (
        f'<div class="notice notice-{kind}"><svg class="ico" viewBox="0 0 16 16" '
        f'aria-hidden="true" focusable="false"><path d="{_SHAPES[kind]}" fill-rule="evenodd"/>'
        "</svg><div>\n"
    )


def _render_notice_close(_: Any, __: list[Token], ___: int, ____: Any, _____: Any) -> str:
    return "</div></div>\n"


def _render_notice_title_open(_: Any, __: list[Token], ___: int, ____: Any, _____: Any) -> str:
    return "<p><b>"


def _render_notice_title_close(_: Any, __: list[Token], ___: int, ____: Any, _____: Any) -> str:
    return "</b></p>\n"


def _render_fence(_: Any, tokens: list[Token], index: int, __: Any, ___: Any) -> str:
    code = escapeHtml(tokens[index].content)
    return f"<pre><code>{code}</code></pre>\n"


_RULES = {
    "record_link": _render_record_link,
    "link_open": _render_link_open,
    "link_close": _render_link_close,
    "image": _render_image,
    "table_open": _render_table_open,
    "table_close": _render_table_close,
    "th_open": _render_cell_open,
    "td_open": _render_cell_open,
    "fence": _render_fence,
    "admonition_open": _render_notice_open,
    "admonition_close": _render_notice_close,
    "admonition_title_open": _render_notice_title_open,
    "admonition_title_close": _render_notice_title_close,
}
