"""Names of persons: how a string is made, what the model makes of it, and where it stands.

A candidate is a surname with one or two characters behind it. All signs for it or against it are
put together; ``odds`` tells by them how likely it is a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xuncha_site.gate import context
from xuncha_site.gate.foreign import foreign_in
from xuncha_site.gate.found import Found
from xuncha_site.gate.lexicon import is_word
from xuncha_site.gate.naming import commonness, made_like_name, may_be_name, surname_at
from xuncha_site.gate.odds import odds
from xuncha_site.gate.tables import table
from xuncha_site.gate.tagger import Word, Words
from xuncha_site.problems import Code

_BODY = re.compile("[办室科股站局委组队](?:[、，。；）]|$)")  # behind 党建, in a list of bodies
_LABEL = re.compile(r"\S[：:] ?$")
_NAMING = frozenset({"PER", "LOC", "ORG", "nz"})
_JOINED = frozenset("、与和及同跟")
# Kinds of words told apart beside a name; all others count as one.
_TAGS = {"vd": "v", "ad": "d", "vn": "n", "nz": "n", "q": "m", "an": "a", "TIME": "t", "s": "f"}
_TAGS |= {tag: tag for tag in "vndpcumrtfa"} | dict.fromkeys(_NAMING, "名")
# Where the steps lie: of how much characters are those of a name, of how near the model is to one.
_MADE = (0, 4, 8, 11, 15)
_COMMON = (1, 4, 6, 8, 10, 12)
_WORD_NEAR = (-8.0, -4.0, -1.0)
_WORD_MADE = (-3, 1, 5, 9)
_PLAIN = 11  # from which step of the first on even what a dictionary lists is more likely a name
_NEAR = (-10.0, -6.0, -3.0, -1.0, -0.001)
# How much a place says by itself; all others before or behind say something.
_BEFORE = dict.fromkeys(("称谓", "职业", "亲属", "问人", "题号"), "强")
_BEFORE |= {"动词": "动", "泛称": "泛", "字": "弱", "了": "弱", "词中": "弱"}
_BEHIND = dict.fromkeys(("强", "属人", "案", "身份", "等人", "证号", "称谓"), "强")
_BEHIND |= dict.fromkeys(("句尾", "停", "顿号", "冒号", "括开", "括合", "格"), "停")
_BEHIND |= {"动词": "谓"}
_GOES_ON = dict.fromkeys("vdp", "谓")
# The odds from which on a candidate is a name: even for what no word is in; a word must be
# likelier, for a gate that stops plain prose is switched off.
_NEEDED, _NEEDED_OF_WORD = -0.2, 0.2
_IDIOM, _SHORT = 4, 2  # characters
_KINDS = "名头尾体谓"  # of ``_kind``
_FAR = -20.0  # what is farther from the model's reading says no more
_BESIDE = 2.0  # what it counts that a name found is joined to it


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a name; and all signs of it, each with how strong it is."""

    start: int
    end: int
    signs: dict[str, float]

    @property
    def needed(self) -> float:
        """The logarithm of the odds from which on it is taken for a name."""
        return _NEEDED if _kind(self.signs) == "名" else _NEEDED_OF_WORD


def people_in(sentence: str, words: Words) -> Iterator[Found]:
    """Every name of a person in a sentence, given the model's words of it."""
    found = list(candidates(sentence, words))
    likely = odds([one.signs for one in found])
    scored = sorted(
        (
            (score - one.needed, one.start, one.end)
            for one, score in zip(found, likely, strict=True)
        ),
        key=lambda one: (one[1] - one[2] - one[0], one[1]),  # of two alike, the longer
    )
    chosen = list(foreign_in(sentence, words))
    _choose(chosen, scored, sentence, joined=False)
    _choose(chosen, scored, sentence, joined=True)
    for start, end in sorted(chosen):
        yield Found(Code.PERSON_NAME, start, end, "姓名")


def _choose(
    chosen: list[tuple[int, int]],
    scored: Sequence[tuple[float, int, int]],
    sentence: str,
    *,
    joined: bool,
) -> None:
    """Take the best of those that overlap; or of those that a name taken is joined to: 甲与乙."""
    needed = -_BESIDE if joined else 0.0
    for score, start, end in scored:
        if score < needed:
            continue
        apart = all(end <= first or last <= start for first, last in chosen)
        if apart and (not joined or _beside(chosen, sentence, start, end)):
            chosen.append((start, end))


def _beside(chosen: Sequence[tuple[int, int]], sentence: str, start: int, end: int) -> bool:
    return any(
        (last == start - 1 and sentence[last] in _JOINED)
        or (first == end + 1 and sentence[end] in _JOINED)
        for first, last in chosen
    )


def candidates(sentence: str, words: Words) -> Iterator[Candidate]:
    """All that may be names in a sentence."""
    around = _Around(sentence, words)
    for start in range(len(sentence) - 1):
        size = surname_at(sentence, start)
        for length in (size + 2, size + 1) if size else ():
            name = sentence[start : start + length]
            end = start + length
            if len(name) != length or _is_part(sentence, start, end) or _is_done(sentence, end):
                continue
            if may_be_name(name, size) and not _is_cut(sentence, start, end):
                yield Candidate(start, end, around.signs(start, name, size))


def _is_part(sentence: str, start: int, end: int) -> bool:
    """Whether it is a part of a longer whole: a post, a body, an idiom (青黄 in 青黄不接)."""
    terms = table("terms")["全部"]
    wholes = (
        sentence[first : first + _IDIOM]
        for first in range(max(0, end - _IDIOM), start + 1)
        if first + _IDIOM <= len(sentence)
    )
    return (
        _in_role(sentence, start, end)
        or (_BODY.match(sentence, end) is not None and is_word(sentence[start:end]))
        or any(whole in terms or is_word(whole) for whole in wholes)
    )


def _is_cut(sentence: str, start: int, end: int) -> bool:
    """Whether it is a piece of a phrase: 于情 in 于情于理, 古语云 before a quotation."""
    name = sentence[start:end]
    if len(name) == _SHORT:
        return name[0] in (sentence[end : end + 1], sentence[max(0, start - 2) : start][:1])
    quoted = name[-1] in "云曰道说" and sentence[end : end + 1] in ("：", ":")
    return quoted and is_word(name[:2])


def _in_role(sentence: str, start: int, end: int) -> bool:
    """Whether what stands there is a part of what people are by post: 危改 in 危改户, 原文书."""
    roles = table("roles")["全部"]
    return sentence[start : start + 2] in roles or any(
        first + size >= end and sentence[first : first + size] in roles
        for first in (start, start + 1)
        for size in range(2, 7)
    )


def _is_done(sentence: str, end: int) -> bool:
    """Whether what ends there is a verb, as only verbs go on so: 钱进了账, 钱进没进账."""
    last, one, two = sentence[end - 1], sentence[end : end + 1], sentence[end + 1 : end + 2]
    asked = one in ("没", "不") and two == last
    return asked or (one in ("了", "着") and not is_word(one + two))


class _Around:
    """A sentence with its words, in which candidates are looked at."""

    def __init__(self, sentence: str, words: Words) -> None:
        self._sentence = sentence
        self._short = words.short
        self._starts = {word.start: word for word in words}
        self._ends = {word.end: word for word in words}
        self._cut = _cut_places(sentence, words)

    def signs(self, start: int, name: str, size: int) -> dict[str, float]:
        """All signs of a candidate."""
        end = start + len(name)
        short = self._short[start][len(name)]
        following = self._beside(self._starts, end, len(self._sentence))
        before, behind = context.before(self._sentence, start), context.behind(self._sentence, end)
        found: dict[str, float] = {
            f"前·{before}": 1,
            f"后·{behind}": 1,
            f"前词·{self._beside(self._ends, start, 0)}": 1,
            f"后词·{following}": 1,
            f"前字·{self._sign_before(start)}": 1,
            f"后字·{self._sentence[end : end + 1].strip()}": 1,
            f"首·{name[0]}": 1,
            f"末·{name[-1]}": 1,
        }
        if size == 2 or len(name) == size + 1:
            found["复姓" if size == 2 else "单名"] = 1
        word = self._as_word(start, name, size)
        kind = _kind(word)
        found |= {
            "种": _KINDS.index(kind),
            "长": len(name),
            "近": max(short, _FAR),
            "像": made_like_name(name, size),
            "常": commonness(name),
        }
        found |= word | _string(name, size, kind, short)
        if self._sentence.count(name) > 1:
            found[f"再现·{kind}"] = 1
        lead, level = (
            _BEFORE.get(before, "中"),
            _BEHIND.get(behind) or _GOES_ON.get(following, "弱"),
        )
        place, what = f"{lead}·{level}", "词" if kind in "体谓" else "串"
        found[f"位·{kind}·{place}"] = 1
        found |= {f"前位·{what}·{before}·{level}": 1, f"后位·{what}·{lead}·{behind}": 1}
        if kind not in "体谓" and name[0] in table("surnames")["少见"]:
            found |= {"少见姓": 1, f"少见姓·{place}": 1}
        if row := context.listed(self._sentence, start, end):
            found[f"并列·{kind}·{row}"] = 1
        if kind in "体谓":
            found |= {f"词前·{before}": 1, f"词后·{behind}": 1}
        return found

    def _sign_before(self, start: int) -> str:
        """The character before a place; of a colon, with the last one of what it is put behind."""
        left = self._sentence[max(0, start - 3) : start]
        label = _LABEL.search(left)
        return label.group().strip() if label else left[-1:].strip()

    def _as_word(self, start: int, name: str, size: int) -> dict[str, float]:
        """How much of a candidate is an ordinary word."""
        word = self._starts.get(start)
        whole = word is not None and word.end == start + len(name)
        tag = _TAGS.get(word.tag, "他") if word else "他"
        likely = made_like_name(name, size) >= _PLAIN and not commonness(name)
        if is_word(name) and likely:
            return {"收词": 1}
        if is_word(name) or commonness(name):
            return {"词": 1.0} | ({f"词性·{tag}": 1.0} if whole else {})
        if whole and word and word.tag not in _NAMING:
            return {"整词": 1, f"整词·{tag}": 1}
        end = start + len(name)
        found = {sign: 1.0 for sign, at in (("断前", start), ("断后", end)) if at in self._cut}
        if word and size == word.end - start:  # the surname stands alone: 向 + 公司
            found[f"姓·{tag}"] = 1.0
        if size == 1 and len(name) == 3:
            parts = {"词头": name[:2], "词尾": name[1:]}
            for sign, part in parts.items():
                if is_word(part) or commonness(part):
                    found |= {sign: 1.0, f"{sign}·{_grade(commonness(part), _COMMON)}": 1.0}
        return found

    def _beside(self, at: dict[int, Word], place: int, edge: int) -> str:
        """The kind of word that ends before a candidate, or begins behind it."""
        word = at.get(place)
        if word is None:
            return "边" if place == edge else "断"
        return _TAGS.get(word.tag, "他")


def _string(name: str, size: int, kind: str, short: float) -> dict[str, float]:
    """How a string speaks by itself: a word by how common it is, else by its characters."""
    if kind in "体谓":
        near = _grade(short, _WORD_NEAR)
        like = _grade(made_like_name(name, size), _WORD_MADE)
        return {
            f"词·{kind}·{_grade(commonness(name), _COMMON)}·{near}": 1,
            f"词字·{kind}·{like}": 1,
        }
    made = _grade(made_like_name(name, size), _MADE)
    return {f"字·{made}·{_grade(short, _NEAR)}": 1, f"模型·{kind}": max(short, -12.0)}


def _kind(signs: Mapping[str, float]) -> str:
    """Whether a candidate is an ordinary word (a noun or not), has one within, or is none."""
    if "词" in signs or "整词" in signs:
        doing = any(f"{what}·{tag}" in signs for what in ("词性", "整词") for tag in "vdpcurmf")
        return "谓" if doing else "体"
    if signs.keys() & {"词头", "断后"}:
        return "头"
    return "尾" if signs.keys() & {"词尾", "断前"} else "名"


def _grade(value: float, steps: Sequence[float]) -> int:
    return sum(value >= step for step in steps)


def _cut_places(sentence: str, words: Sequence[Word]) -> set[int]:
    """Places within ordinary words: few names begin or end there."""
    return {
        place
        for word in words
        if word.end - word.start > 1
        and word.tag not in _NAMING
        and is_word(sentence[word.start : word.end])
        for place in range(word.start + 1, word.end)
    }
