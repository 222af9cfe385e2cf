"""Whether readers could tell who a case is about, though no name is in it.

What is counted is k: how many persons of the district hold the post that the case tells of. An
exact day or an exact amount can be laid beside a public notice; each is reckoned to halve k.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xuncha_site.gate.singular import smallest_combinations, wordings
from xuncha_site.library import Entry
from xuncha_site.problems import Code, Grade, Problem
from xuncha_site.records.base import Nature, Record
from xuncha_site.records.case import Case
from xuncha_site.records.jurisdiction import Jurisdiction

STOPS, WARNS = 3, 10
_AMOUNT = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)\s?(万|亿)?余?元")
_DAY = re.compile(r"((?:19|20)\d{2}年\d{1,2}月)(\d{1,2}日)|((?:19|20)\d{2}-\d{2})(-\d{2})")
# What the record says of itself, not of the case.
_FACTS = re.compile(
    r"^(?:审核|豁免):.*\n(?:[ \t-].*\n?)*|^[ \t]*(?:日期|复核日期|编号|来源):.*$", re.MULTILINE
)
_EXACT = 3  # digits from which an amount is exact


@dataclass(frozen=True, slots=True)
class Trace:
    """Something exact in a case, and how it may be blurred."""

    text: str
    blurred: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One case: whom it may be about, and what leads there."""

    entry: Entry
    post: str  # "" where it tells of no post of the table
    holders: int
    traces: tuple[Trace, ...]

    @property
    def k(self) -> int:
        return max(1, self.holders >> len(self.traces))

    @property
    def needed(self) -> tuple[Trace, ...]:
        """The fewest traces that have to be blurred for k to be enough, if that is possible."""
        for count in range(len(self.traces) + 1):
            if self.holders >> (len(self.traces) - count) >= WARNS:
                return self.traces[:count]
        return self.traces


def judged(entries: Iterable[Entry], jurisdiction: Jurisdiction) -> list[Judged]:
    """Every case of a library."""
    return [_judged(entry, jurisdiction) for entry in entries if isinstance(entry.model, Case)]


def _judged(entry: Entry, jurisdiction: Jurisdiction) -> Judged:
    text = _FACTS.sub("", entry.source.text)
    posts = {post.name: int(post.count) for post in jurisdiction.posts if post.name in text}
    name = min(posts, key=lambda post: (posts[post], post), default="")
    everyone = sum(int(post.count) for post in jurisdiction.posts)
    return Judged(entry, name, posts.get(name, everyone or WARNS), tuple(_traces(text)))


def _traces(text: str) -> Iterator[Trace]:
    seen = set()
    for match in _DAY.finditer(text):
        if match.group() not in seen:
            seen.add(match.group())
            yield Trace(match.group(), match.group(1) or match.group(3))
    for match in _AMOUNT.finditer(text):
        digits = match.group(1).replace(",", "").replace(".", "").strip("0")
        if len(digits) >= _EXACT and match.group() not in seen:
            seen.add(match.group())
            yield Trace(match.group(), _rounded(match.group(1), match.group(2) or ""))


def _rounded(number: str, unit: str) -> str:
    whole = str(int(float(number.replace(",", ""))))
    return f"{whole[0]}{'0' * (len(whole) - 1)}余{unit}元" if whole != "0" else f"不到1{unit}元"


def problems(found: Iterable[Judged]) -> Iterator[Problem]:
    """Real cases that lead to too few persons; the others are only reported."""
    for one in found:
        model = one.entry.model
        real = isinstance(model, Record) and model.nature is Nature.ANONYMIZED
        if not real or one.k >= WARNS:
            continue
        grade = Grade.FAULT if one.k < STOPS else Grade.WARNING
        fault = f"这个案例大约只能指到 {one.k} 个人：{_leads(one)}"
        yield Problem(Code.FEW_PERSONS, one.entry.place, fault, _mend(one), grade)


def _leads(one: Judged) -> str:
    post = f"“{one.post}”有 {one.holders} 人" if one.post else f"岗位合计 {one.holders} 人"
    traces = "、".join(trace.text for trace in one.traces[:6])
    return f"{post}；确切的日期和金额 {len(one.traces)} 处" + (f"（{traces}）" if traces else "")


def _mend(one: Judged) -> str:
    needed = one.needed
    left = max(1, one.holders >> (len(one.traces) - len(needed)))
    if not needed:
        return f"把岗位写得宽一些，如“某单位负责人”；现在“{one.post}”只有 {one.holders} 人。"
    changes = "，".join(f"{trace.text} 改成 {trace.blurred}" for trace in needed)
    return f"{changes}；改后大约 {left} 人。" + (
        "" if left >= WARNS else "岗位也写得宽一些，如“某单位负责人”。"
    )


def report(entries: Iterable[Entry], jurisdiction: Jurisdiction) -> str:
    """The report of a whole library, for people: every case, the fewest persons first."""
    everything = list(entries)
    cases = sorted(judged(everything, jurisdiction), key=lambda one: (one.k, one.entry.key))
    quoted = wordings(everything)
    combined = smallest_combinations(everything, Case)
    lines = ["再识别风险：一个案例大约能指到几个人，从少到多。", ""]
    for one in cases:
        model = one.entry.model
        nature = model.nature if isinstance(model, Record) else ""
        lines.append(f"{one.entry.source.file}（{nature}）：约 {one.k} 人。{_leads(one)}")
        if one.k < WARNS:
            lines.append(f"    {_mend(one)}")
        if words := quoted.get(one.entry.key):
            lines.append(f"    只有这一篇写到：{'、'.join(f'“{each}”' for each in words)}")
        if facts := combined.get(one.entry.key):
            lines.append(f"    只有这一篇是：{'，'.join(facts)}")
    pairs = list(_pairs(cases))
    if pairs:
        lines += ["", "两篇互相印证，改一篇不够："]
        lines += [f"    {one.key} 和 {other.key} 都写了 {text}" for one, other, text in pairs]
    return "\n".join(lines) + "\n"


def _pairs(cases: Iterable[Judged]) -> Iterator[tuple[Entry, Entry, str]]:
    """Cases that hold the same exact day or amount: what one blurs, the other tells."""
    holders: dict[str, list[Entry]] = defaultdict(list)
    for one in cases:
        for trace in one.traces:
            holders[trace.text].append(one.entry)
    for text, entries in sorted(holders.items()):
        if len(entries) == 2:  # what stands in many cases leads to none of them
            yield entries[0], entries[1], text
