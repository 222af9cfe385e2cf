"""The frame of a page, rendered once for all pages that have the same, and poured around each.

Head, menu and foot are the same for all pages of a section; with the rest of the frame they took a
third of the time of a page. A page is rendered without its frame, by the same templates, and put
into a frame that was rendered with marks where title, description and the page itself belong. The
bytes are those of the page rendered whole (tested for every kind of page).
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment
from markupsafe import escape

from xuncha_site.pages.environment import theme_folder

FRAME = "frame.html"
# Blocks that templates fill within the frame, in order. No text of a page holds the sign between.
_BLOCKS = ("head", "body_class", "main")
_SIGN = "\0"
# ``self.main()`` joins a page where it is made; a block would hand on each of its pieces, through
# every template that extends another.
_BARE = _SIGN.join(
    ("{% block head %}{% endblock %}", "{% block body_class %}{% endblock %}", "{{ self.main() }}")
)
_MARKED = f"{{% extends '{FRAME}' %}}" + "".join(
    f"{{% block {name} %}}{_SIGN}{name};{{% endblock %}}" for name in _BLOCKS
)
_MARK = re.compile(f"{_SIGN}(\\w+);")
# What differs from page to page and stands in the frame as it is, escaped.
_WORDS = ("title", "description", "canonical")


class Pouring:
    """Renders templates of one environment that extend its frame."""

    def __init__(self, env: Environment) -> None:
        self.env = env
        self.ours = _is_ours(env)
        self.bare = _without_frame(env)
        self.marked = env.from_string(_MARKED)
        self._frames: dict[tuple[Any, ...], list[str]] = {}

    def render(self, template: str, frame: dict[str, Any], page: dict[str, Any]) -> str:
        """A page: ``frame`` are the values that its frame may use, ``page`` all others."""
        if not self.ours:
            return self.whole(template, frame, page)
        parts = self.bare.get_template(template).render(**frame, **page).split(_SIGN)
        if len(parts) != len(_BLOCKS):  # a template with a frame of its own
            return self.whole(template, frame, page)
        slots = dict(zip(_BLOCKS, parts, strict=True))
        slots.update((name, str(escape(frame[name]))) for name in _WORDS)
        pieces = self._pieces(frame)
        return "".join(slots[piece] if n % 2 else piece for n, piece in enumerate(pieces))

    def whole(self, template: str, frame: dict[str, Any], page: dict[str, Any]) -> str:
        """The same page, rendered in one go."""
        return self.env.get_template(template).render(**frame, **page)

    def _pieces(self, frame: dict[str, Any]) -> list[str]:
        """The frame cut at its marks: text, name of a mark, text, name, …, text."""
        key = (frame["section"], frame["root"], *(bool(frame[name]) for name in _WORDS))
        pieces = self._frames.get(key)
        if pieces is None:
            marks = {name: f"{_SIGN}{name};" if frame[name] else "" for name in _WORDS}
            text = self.marked.render(**{**frame, **marks})
            pieces = self._frames[key] = _MARK.split(text)
        return pieces


@lru_cache(maxsize=1)
def _without_frame(env: Environment) -> Environment:
    """The same templates, extending a frame that holds their blocks and nothing else."""
    assert env.loader is not None  # noqa: S101 (ours has one)
    return env.overlay(loader=ChoiceLoader([DictLoader({FRAME: _BARE}), env.loader]))


def _is_ours(env: Environment) -> bool:
    """Whether the frame is the shipped one, which looks at a title only to print it.

    A site may have a frame of its own, which may shorten a title or ask for a page's address.
    """
    return Path(env.get_template(FRAME).filename or "").is_relative_to(theme_folder())
