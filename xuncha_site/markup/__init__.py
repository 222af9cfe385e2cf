"""Rich text: the one converter from Markdown to HTML, and the links inside it.

Two grammars share it. *Prose* (a field of a record) has paragraphs, lists, emphasis and links to
records. *Page* (a guide) adds headings, tables, code, quotations, notices, images and ordinary
links. Raw HTML is text in both. CommonMark rules are markdown-it-py's; nothing is escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin

from xuncha_site.markup.link import RECORD_LINK, PlainLink, RecordLink, Resolve
from xuncha_site.markup.render import RULES
from xuncha_site.markup.rules import bounded, chinese_emphasis, record_link

__all__ = [
    "RECORD_LINK",
    "Grammar",
    "Heading",
    "PlainLink",
    "RecordLink",
    "Resolve",
    "anchors",
    "html",
    "links",
    "page",
    "words",
]


class Grammar(Enum):
    """Which Markdown a text may hold."""

    PROSE = "prose"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, for its table of contents."""

    level: int
    anchor: str
    text: str


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
    parser.validateLink = lambda _: True  # type: ignore[assignment, method-assign]  # see above
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # see above
    parser.inline.ruler.before(
        "link" if grammar is Grammar.PAGE else "emphasis", "record_link", record_link
    )
    parser.inline.ruler.at("emphasis", chinese_emphasis)
    for rule in parser.block.ruler.__rules__:
        if rule.name in ("list", "blockquote", "admonition"):
            parser.block.ruler.at(rule.name, bounded(rule.fn), {"alt": rule.alt})
    for name, render in RULES.items():
        parser.add_render_rule(name, render)
    return parser


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
