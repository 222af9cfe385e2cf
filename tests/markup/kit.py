"""Converting texts for tests, and what may come out."""

from __future__ import annotations

from html.parser import HTMLParser

from xuncha_site.markup import (
    Grammar,
    PlainLink,
    RecordLink,
    html,
)

PROSE_TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "br"}


PAGE_TAGS = PROSE_TAGS | {
    "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "pre", "code",
    "blockquote", "hr", "img", "div", "svg", "path", "b",
}  # fmt: skip


PROSE_ATTRIBUTES = {"href", "start"}


# What the converter itself writes: fixed words, but for id (a number), src and alt.
PAGE_ATTRIBUTES = PROSE_ATTRIBUTES | {
    "id", "src", "alt", "class", "tabindex", "role", "aria-label", "scope", "viewbox",
    "aria-hidden", "focusable", "d", "fill-rule",
}  # fmt: skip


def resolve(link: RecordLink | PlainLink) -> tuple[str, str] | None:
    """Lead every record to its page and refuse every address that is not relative or https."""
    if isinstance(link, RecordLink):
        return f"../{link.folder}/{link.record_id}.html", link.words or "某题"
    if ":" in link.target and not link.target.startswith("https:"):
        return None
    return link.target, ""


def prose(text: str) -> str:
    return html(text, Grammar.PROSE, resolve).strip()


def paged(text: str) -> str:
    return html(text, Grammar.PAGE, resolve).strip()


class Parsed(HTMLParser):
    """What a browser would find in a text: tags, attributes, text; comments and the like fail."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in ("br", "hr", "img", "path"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> without a beginning"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = unknown_decl = handle_pi = handle_comment
