"""How tokens of Markdown become HTML, where it is not the converter's own way."""

from __future__ import annotations

from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from xuncha_site.markup.link import PlainLink, RecordLink


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


RULES = {
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
