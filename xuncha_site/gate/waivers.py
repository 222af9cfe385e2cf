"""Waivers (豁免): spans of text that a person has let through, one by one.

A waiver holds for one text within one sentence: its check (核对码) is a digest of both, so that it
is void as soon as the sentence changes. It ends with its day, and there is none for numbers that
belong to one person alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from xuncha_site.gate.found import Found
from xuncha_site.gate.names import sentences
from xuncha_site.gate.normal import normal
from xuncha_site.library import Entry
from xuncha_site.problems import Code, Place, Problem
from xuncha_site.records.base import Waiver
from xuncha_site.source import Source

# Nothing and nobody can let these through.
NEVER = frozenset(
    {
        Code.CITIZEN_ID,
        Code.BANK_CARD,
        Code.MOBILE_NUMBER,
        Code.LANDLINE,
        Code.PASSPORT_NUMBER,
        Code.CLASSIFIED,
        Code.KNOWN_NAME,
    }
)


def apply(
    entry: Entry, found: Sequence[Found], as_of: str
) -> tuple[list[Found], list[Problem], set[str]]:
    """What of the found still stops, what is wrong with the waivers, and the texts let through.

    ``as_of`` is the day by which the site reckons.
    """
    source, waivers = entry.source, entry.model.waivers
    if not waivers:
        return list(found), [], set()
    text = source.text
    own = own_lines(source)
    left, problems, passed = [], [], set[str]()
    elsewhere = {_plain(text[f.start : f.end]) for f in found if f.start not in own}
    for one in found:
        said = text[one.start : one.end]
        if one.start in own and _plain(said) in elsewhere:
            continue  # the waiver names what it is about
        waiver = next((w for w in waivers if _same(w.text, said)), None)
        if waiver is None:
            left.append(one)
            continue
        fault = _fault(waiver, one, source, as_of)
        if fault is None:
            passed.add(_plain(said))
        else:
            left.append(one)
            problems.append(Problem(Code.VOID_WAIVER, _place(source, waiver), *fault))
    return left, problems, passed


def _fault(waiver: Waiver, found: Found, source: Source, as_of: str) -> tuple[str, str] | None:
    if found.code in NEVER:
        return "这一种内容不能豁免", "删去正文里的这一处，再删去这条豁免。"
    if waiver.until < as_of:
        return (
            f"豁免到 {waiver.until} 为止，已经过期",
            "改掉正文里的这一处；确实要留的，重新审核后改日期。",
        )
    code = check_of(source.text, found)
    if waiver.check is None:
        return "豁免没有核对码", f"审核人看过这一句以后，加上“核对码: {code}”。"
    if waiver.check != code:
        return "豁免所在的一句改过了，豁免失效", f"请审核人重看这一句，再把核对码改成 {code}。"
    return None


def check_of(raw: str, found: Found) -> str:
    """The check of a span: a digest of its text and of the sentence around it."""
    text = normal(raw)
    place = next((n for n, end in enumerate(text.ends) if end > found.start), 0)
    around = next(
        (part for start, part in sentences(text.text) if start <= place < start + len(part)), ""
    )
    said = f"{raw[found.start : found.end]}\n{_plain(around)}"
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def own_lines(source: Source) -> range:
    """Where the waivers themselves stand in a file."""
    match = re.search(r"^豁免:.*\n(?:[ \t-].*\n?|\n)*", source.text, re.MULTILINE)
    return range(*match.span()) if match else range(0)


def _place(source: Source, waiver: Waiver) -> Place:
    return source.place_at(max(source.text.find(waiver.text, own_lines(source).start), 0))


def _same(one: str, other: str) -> bool:
    return _plain(normal(one).text) == _plain(normal(other).text)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)
