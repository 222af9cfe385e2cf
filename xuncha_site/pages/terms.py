"""Terms of the glossary that explain themselves where they are first used on a page.

All terms are one pattern, compiled once for a library: what it costs to look for them grows with
the text, not with their number. Headings, links and code are left as they are.
"""

from __future__ import annotations

import hashlib
import re

from markupsafe import Markup, escape

from xuncha_site.library import Library
from xuncha_site.records.glossary import Glossary, Term

# One character is too little to be sure that the term is meant.
SHORTEST = 2
_LEFT_ALONE = r"<(a|h[1-6]|code|pre|th)\b[^>]*>.*?</\1>|<[^>]*>"

Tree = dict[str, "Tree"]


class Terms:
    """The terms of one library, to be found in HTML. Without a glossary nothing is found."""

    def __init__(self, library: Library) -> None:
        entry = library.entries.get(Glossary.folder)
        model = entry.model if entry and not entry.withdrawn else None
        found = model.terms if isinstance(model, Glossary) else ()
        self.by_title = {str(escape(t.title)): t for t in found if len(t.title) >= SHORTEST}
        self.pattern = _pattern(self.by_title) if self.by_title else None

    @property
    def digest(self) -> str:
        """Changes whenever anything that a page may show of the terms does."""
        told = ((t.title, t.row_id, t.meaning) for t in self.by_title.values())
        return hashlib.blake2b(repr(list(told)).encode(), digest_size=16).hexdigest()

    def explained(self, html: Markup, root: str, used: set[str]) -> Markup:
        """The same HTML, each term that is not in ``used`` with its explanation; they are added."""
        if self.pattern is None:
            return html

        def explain(found: re.Match[str]) -> str:
            words = found[0]
            term = self.by_title.get(words)
            if term is None or term.row_id in used:
                return words
            used.add(term.row_id)
            return _explanation(words, term, root)

        return Markup(self.pattern.sub(explain, html))  # noqa: S704 (terms are escaped)


def _explanation(words: str, term: Term, root: str) -> str:
    """A link to the glossary that is described by the meaning of the term."""
    return (
        f'<span class="term"><a href="{root}{Glossary.folder}.html#{term.row_id}" '
        f'aria-describedby="_t-{term.row_id}">{words}</a>'
        f'<span class="tip" role="tooltip" id="_t-{term.row_id}"><dfn>{words}</dfn>'
        f"{escape(term.meaning)}</span></span>"
    )


def _pattern(words: dict[str, Term]) -> re.Pattern[str]:
    """Matches what is left alone, or the longest word that begins where it looks."""
    tree: Tree = {}
    for word in words:
        branch = tree
        for character in word:
            branch = branch.setdefault(character, {})
        branch[""] = {}
    return re.compile(f"{_LEFT_ALONE}|{_branches(tree)}", re.DOTALL)


def _branches(tree: Tree) -> str:
    """A tree of characters as a pattern.

    Each branch begins with a character of its own, by which the machine skips ahead in the text
    instead of trying one word after the other.
    """
    found = [
        re.escape(character) + _rest(branch) for character, branch in tree.items() if character
    ]
    return "|".join(found)


def _rest(tree: Tree) -> str:
    further = _branches(tree)
    if not further:
        return ""
    return f"(?:{further})?" if "" in tree else f"(?:{further})"
