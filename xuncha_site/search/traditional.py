"""The simplified form of characters, for readers who type traditional ones."""

from __future__ import annotations

from xuncha_site.gate.model import simplified


def traditional() -> str:
    """Each traditional character, in order, and behind it the simplified one.

    A comma after each: side by side, some would read as names.
    """
    return ",".join(f"{chr(code)},{plain}" for code, plain in sorted(simplified().items()))
