"""How long an entry takes to read."""

from __future__ import annotations

from xuncha_site.library import Entry

CHARACTERS_A_MINUTE = 400


def minutes(entry: Entry) -> int:
    """Whole minutes, at least one, by the Chinese characters that a reader sees of an entry."""
    text = repr(entry.model) + (entry.body.text if entry.body else "")
    return max(1, round(sum("一" <= character <= "鿿" for character in text) / CHARACTERS_A_MINUTE))
