"""Names of persons in pinyin, wherever they stand: ``zhang-jianguo``, ``WangWei``, ``haoran.li``.

The ids and addresses of records are written in pinyin too. So each candidate is weighed: how often
its syllables are a surname and given names rather than words of the field (tables/syllables.txt),
how it is parted from what stands beside it, whether a field asks for a person there. What is the
pinyin of a word of the field is that word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from xuncha_site.gate.found import Found
from xuncha_site.gate.model import words
from xuncha_site.gate.tables import FOLDER, table
from xuncha_site.problems import Code

# Words joined by the signs of an address or a file's name, or two of them beginning with capitals.
_RUN = re.compile(
    r"(?:(?<![A-Za-z&%\\@])|(?<=[@&]))[A-Za-z]{2,24}"
    r"(?:(?:[-_.]|(?<=[A-Za-z]) (?=[A-Z]))"
    r"(?!(?:html?|md|pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|webp|zip|rar|ya?ml|csv|txt)\b)"
    r"[A-Za-z]{1,24}){0,9}(?![A-Za-z@])"
)
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# A field, or a folder, that asks for a person; "@" and "&" before a name do so too.
_ASKED = re.compile(
    r"(?:author|editor|reviewer|owner|user(?:name)?|by|contact|person|people|staff|member|translator|operator|"
    r"作者|编辑|审核|校对|记录|录入|整理|责任人|联系人|当事人|经办人?|姓名|署名|户主|复核人?|承办人?)s?"
    r"[\"']?\s?[:：/=\s]\s?[\"'&@]?$|[&@]$",
    re.IGNORECASE,
)
WHY = "拼音写的姓名"
_ADDRESS = re.compile(r"[/:=_.\-@&\"'#(\[|]")
_ADDRESS_BEHIND = re.compile(rf"\d{{0,8}}{_ADDRESS.pattern}")
_PERSONAL = frozenset({Code.CITIZEN_ID, Code.MOBILE_NUMBER, Code.BANK_CARD})
_BESIDE = 3  # signs between a name and the number of a person
_ENOUGH = -0.3
_RARE = -1.2  # a surname that says little
# Beginnings of topics as well: 五 (wu), 六 (liu); 某 (mou) and 第 (di) are no surnames there.
_NUMERALS = frozenset({"wu", "liu"})
_HIDDEN = frozenset({"mou", "di"})


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    weight: float


def romanised_in(text: str, numbers: Sequence[Found]) -> Iterator[Found]:
    """Names in pinyin; right before or behind a number of a person, less is asked of them."""
    edges = [edge for n in numbers if n.code in _PERSONAL for edge in (n.start, n.end)]
    for run in _RUN.finditer(text):
        if text.endswith("://", 0, run.start()):  # the name of a host
            continue
        asked = 4.0 * (_ASKED.search(text, max(0, run.start() - 24), run.start()) is not None)
        near = any(
            abs(edge - side) <= _BESIDE for edge in edges for side in (run.start(), run.end())
        )
        joined = _ADDRESS.search(text[max(0, run.start() - 2) : run.start()] + run.group())
        joined = joined or _ADDRESS_BEHIND.match(text, run.end())
        plain = run.group().islower() and not joined
        # A word of another language in a sentence, not a part of an address or the like.
        more = asked or 2.0 * near or -1.5 * plain
        for name in _chosen(_candidates(run.group()), more):
            start = run.start() + name.start
            yield Found(Code.PERSON_NAME, start, run.start() + name.end, WHY)


def _chosen(names: Iterator[_Name], more: float) -> list[_Name]:
    """Those that weigh enough, the heavier of two that overlap."""
    chosen: list[_Name] = []
    for one in sorted(names, key=lambda n: (-n.weight, n.start - n.end)):
        apart = all(one.end <= other.start or other.end <= one.start for other in chosen)
        if one.weight + more >= _ENOUGH and apart:
            chosen.append(one)
    return chosen


def _candidates(run: str) -> Iterator[_Name]:
    parts = list(_PART.finditer(run))
    letters = [part.group().lower() for part in parts]
    for first in range(len(parts)):
        for size in range(1, min(3, len(parts) - first) + 1):
            weight = _weight(letters[first : first + size])
            if weight is not None:
                several = parts[first : first + size]
                weight += _placed(run, several) - _with_neighbours(letters, first, size)
                yield _Name(several[0].start(), several[-1].end(), weight)


def _placed(run: str, several: Sequence[re.Match[str]]) -> float:
    """What the place of a candidate and how it is written say for a name."""
    start, end = several[0].start(), several[-1].end()
    short = len(several) == 1 and len(_syllables(several[0].group().lower())) == 2
    weight = -0.5 * short if start else 0.5
    if start == 0 and end == len(run):
        weight = 0.5 if short else 1.5
    if all(part.group()[0].isupper() and len(part.group()) > 1 for part in several):
        weight += len(several) / 2
    elif len(several) > 1 and run[several[0].end()] in "._":  # topics are joined by hyphens
        weight += 1.2
    return weight


def _with_neighbours(letters: Sequence[str], first: int, size: int) -> float:
    """What speaks against it: its edge makes a word with the part beside it."""
    against = 0.0
    if first and _is_word(letters[first - 1] + letters[first]):
        against += 2
    last = first + size - 1
    if last + 1 < len(letters) and _is_word(letters[last] + letters[last + 1]):
        against += 2
    return against


def _weight(parts: Sequence[str]) -> float | None:
    """What speaks for a name in one to three parts; None where they cannot be one."""
    whole = "".join(parts)
    if whole in _topics() or any(part in table("topics")["英文"] for part in parts):
        return None
    if len(parts) == 1:
        return max(_splits(whole), default=None)
    given = "".join(parts[1:])
    found = [_named(parts[0], given, apart=True)]
    if len(parts) == 2 and (turned := _named(parts[1], parts[0], apart=True)) is not None:
        found.append(turned - 1.5)
    if len(parts) == 3 and not all(part in _table() for part in parts):
        return None
    weights = [one for one in found if one is not None]
    return max(weights) + 1 - 2 * _is_word(whole) if weights else None


def _splits(word: str) -> Iterator[float]:
    """A surname and a given name in one: zhangjianguo."""
    for size in range(2, min(9, len(word))):
        weight = _named(word[:size], word[size:])
        if weight is not None:
            short = len(_syllables(word[size:])) == 1
            yield weight + (-1.2 if short else 0.5) - 2.5 * _is_word(word)


def _named(surname: str, given: str, *, apart: bool = False) -> float | None:
    own = None if surname in _HIDDEN else _table().get(surname, (None, 0.0))[0]
    if own is None:
        own = 2.0 if surname in _double() else None
    syllables = _syllables(given)
    if own is None or not syllables or len(syllables) > 2:
        return None
    # Apart from what follows it, a syllable is more often a surname than within a text.
    weight = min(max(own, 0.0) if apart and own > _RARE else own, 2.5)
    weight += sum(_table()[syllable][1] for syllable in syllables)
    if surname in _NUMERALS:
        weight -= 2 if len(syllables) == 1 else 0.5
    return weight - 1.5 * (given in _topics())


def _syllables(word: str) -> tuple[str, ...]:
    """The syllables of a word of one or two; the likelier way where there are several."""
    if word in _table():
        return (word,)
    ways = [
        (word[:cut], word[cut:])
        for cut in range(1, len(word))
        if word[:cut] in _table() and word[cut:] in _table()
    ]
    return max(ways, key=lambda way: sum(_table()[one][1] for one in way), default=())


@cache
def _table() -> dict[str, tuple[float | None, float]]:
    """How much each syllable speaks for a surname (None: it is none), and for a given name."""
    lines = (FOLDER / "syllables.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {one: (None if own == "-" else float(own), float(given)) for one, own, given in rows}


@cache
def _double() -> frozenset[str]:
    return _spelt(table("surnames")["复姓"])


@cache
def _topics() -> frozenset[str]:
    return _spelt(table("topics")["词语"])


def pinyin(text: str) -> list[str]:
    """The syllables of a text without tones; what is no Chinese stays as it is, in one piece."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (as in lexicon: its tables are large)

    return list(lazy_pinyin(text))


def _spelt(given: Iterable[str]) -> frozenset[str]:
    return frozenset("".join(pinyin(word)) for word in given)


@cache
def _toneless(syllable: str) -> str:
    from pypinyin.contrib.tone_convert import to_normal  # noqa: PLC0415 (in the same way)

    return to_normal(syllable).replace("ü", "v")


@cache
def _words() -> frozenset[str]:
    """Words of the language in pinyin: of phrases as they are read, of others by each character."""
    from pypinyin.phrases_dict import phrases_dict  # noqa: PLC0415 (in the same way)
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 (in the same way)

    phrases = (
        "".join(_toneless(one[0]) for one in readings)
        for word, readings in phrases_dict.items()
        if len(word) < 5
    )
    signs = {chr(sign): _toneless(said.partition(",")[0]) for sign, said in pinyin_dict.items()}
    others = (
        "".join(signs.get(sign, "?") for sign in word) for word in words() if 1 < len(word) < 5
    )
    return frozenset((*phrases, *others))


def _is_word(letters: str) -> bool:
    return letters in _topics() or letters in _words()
