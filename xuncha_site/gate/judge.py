"""What a site lets be said: the detectors, with its own names beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha_site.gate.detect import found_in, largest
from xuncha_site.gate.found import Found
from xuncha_site.gate.known import KnownNames
from xuncha_site.gate.normal import normal
from xuncha_site.gate.spelt import Spelt
from xuncha_site.problems import Code
from xuncha_site.records.jurisdiction import Jurisdiction


class Judge:
    """Finds what identifies in a text. ``allowed`` may be said; its own names never may.

    What is ``spelt`` by an id does not go into ``identity``: it passes only where its record says
    the same in Chinese, and the name of that record's file is looked at whenever that changes.
    """

    def __init__(
        self,
        jurisdiction: Jurisdiction | None = None,
        known: KnownNames | None = None,
        spelt: Spelt | None = None,
    ) -> None:
        given = jurisdiction or Jurisdiction()
        self._known = known
        self._spelt = spelt or Spelt()
        self.allowed = {_plain(name.name) for name in given.allowed}
        self._own = {
            **dict.fromkeys(given.towns, Code.PLACE_NAME),
            **dict.fromkeys(given.bodies, Code.BODY_NAME),
            **dict.fromkeys(given.firms, Code.COMPANY_NAME),
        }
        names = sorted((n for n in self._own if n not in self.allowed), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, names))) if names else None

    @property
    def identity(self) -> str:
        """What it goes by: two that have the same say the same of every text."""
        known = self._known.identity if self._known else ""
        return repr((sorted(self.allowed), sorted(self._own.items()), known))

    def found_in(self, raw: str, *, names: bool = True) -> list[Found]:
        """What may not be said in a text as written; without ``names``, only numbers and marks."""
        found = [one for one in found_in(raw, names=names) if not self._allows(raw, one)]
        if self._pattern:
            found += self._own_names(raw, self._pattern)
        if self._known and names:
            found += self._known.found_in(raw)
        return largest(found)

    def _allows(self, raw: str, found: Found) -> bool:
        said = _plain(normal(raw[found.start : found.end]).text)
        return said in self.allowed or self._spelt.passes(raw, found)

    def _own_names(self, raw: str, pattern: re.Pattern[str]) -> Iterator[Found]:
        text = normal(raw)
        for match in pattern.finditer(text.text):
            yield Found(self._own[match.group()], *text.span(*match.span()), "本地名称")


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)
