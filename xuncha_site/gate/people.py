"""Names of persons: by what stands around them, together with what the model says.

A candidate is a surname with one or two characters behind it. It scores by what stands before it
(a post, a preposition, the beginning of a clause), by what stands behind it (a verb that persons
do, a post, a particle) and by the model's word there; a candidate that is an ordinary word, or
begins with one, needs more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from xuncha_site.gate import context
from xuncha_site.gate.found import Found
from xuncha_site.gate.lexicon import is_word
from xuncha_site.gate.tables import table
from xuncha_site.gate.tagger import Word
from xuncha_site.problems import Code

# Never part of a given name.
_NO_NAME = frozenset(
    "的了着过在是和与及或其该这那被把将从向对以而且但并也都就又再很更最个们某等吗呢吧啊么什"
    "何些已曾未不没无非每各另于即则由给让使叫请找据按照经因为所亿份条项件户次名位岁号款%"
)
# What bodies, posts and things end in.
_NO_END = frozenset("部科办委会室组处股课费款账案店局院校所副第用有里起好率词井")
_NO_END_OF_PHRASE = frozenset("方员人户家队厂站点段量商者")
_MASKED = re.compile(r"某|[×xX＊*○〇□]|[一-鿿][甲乙丙丁戊己庚辛壬癸]\d?$")
_JOINED = frozenset("、与和及同跟")
_PASSING = frozenset({"v", "vd", "d", "p", "ad", "c", "u"})
_DOING = frozenset({"v", "vd", "vn", "d", "p", "ad", "c", "u", "r", "t", "TIME", "m", "q"})
_NAMING = frozenset({"PER", "LOC", "ORG", "nz"})


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    before: int  # what stands before it speaks for a name: 0 to 2
    behind: int  # what stands behind it does
    model: int  # the model does
    wordlike: int  # 0 no word; 1 begins or ends with one; 2 is one
    usual: bool  # its characters are those of given names
    short: bool  # one character behind a single surname
    noun: bool  # nothing that is done, nor how
    again: bool  # stands more than once in the sentence

    @property
    def score(self) -> int:
        return self.before + self.behind + max(self.model, int(self.again))

    @property
    def holds(self) -> bool:
        if self.wordlike == 2:
            needed = 3 if self.model == 2 or (self.before == 2 and self.usual and self.noun) else 4
            return self.score >= needed and self.behind > 0
        if self.model == 2:
            return self.score >= (3 if self.usual else 4)
        strong = max(self.before, self.behind, 2 * self.again) >= 2
        if self.wordlike == 1:
            return self.score >= 3 and strong and self.usual
        return self.score >= (3 if self.usual and (strong or not self.short) else 4)


def people_in(sentence: str, tags: Sequence[Word]) -> Iterator[Found]:
    """Every name of a person in a sentence, given the model's words of it."""
    candidates = _candidates(sentence, tags)
    found = _chosen([one for one in candidates if one.holds])
    found += _joined(sentence, candidates, found)
    for start, end in sorted({*((c.start, c.end) for c in found), *_foreign(sentence, tags)}):
        yield Found(Code.PERSON_NAME, start, end, "姓名")


def _candidates(sentence: str, tags: Sequence[Word]) -> list[_Candidate]:
    at = {word.start: word for word in tags}
    cut = _cut_words(sentence, tags)
    found = []
    for place in range(len(sentence) - 1):
        size = _surname_at(sentence, place)
        if not size or place in cut:
            continue
        for length in (size + 2, size + 1):
            end = place + length
            name = sentence[place:end]
            if len(name) == length and end not in cut and _may_be_name(name, size):
                found.append(_weighed(sentence, place, end, size, at))
    return found


def _cut_words(sentence: str, tags: Sequence[Word]) -> set[int]:
    """Places within ordinary words: no name begins or ends there."""
    return {
        place
        for word in tags
        if word.end - word.start > 1
        and word.tag not in ("PER", "LOC", "ORG", "nz")
        and is_word(sentence[word.start : word.end])
        for place in range(word.start + 1, word.end)
    }


def _weighed(sentence: str, start: int, end: int, size: int, at: dict[int, Word]) -> _Candidate:
    name = sentence[start:end]
    model = _by_model(start, end, at)
    before, behind = (
        context.before(sentence, start, end, named=model > 0),
        context.behind(sentence, start, end),
    )
    edges = at.keys() | {word.end for word in at.values()}
    if behind == 0 and end in at and at[end].tag in _PASSING:
        behind = 1
    if before == 1 and start not in edges and model < 2:
        before = 0
    if sentence[start] in table("surnames")["少见"] and model < 2:
        before -= 2
    usual = name[-1] in table("given")["用字"] and name[size] in table("given")["全部"]
    short = size == 1 and len(name) == 2
    word = at.get(start)
    if name[-1] in _NO_END_OF_PHRASE and model < 2:
        usual = False
    wordlike = _wordlike(name, size, word, end, model)
    noun = word is None or word.tag not in _DOING
    again = len(name) > 2 and sentence.count(name) > 1
    return _Candidate(start, end, before, behind, model, wordlike, usual, short, noun, again)


def _wordlike(name: str, size: int, word: Word | None, end: int, model: int) -> int:
    whole = word is not None and word.end == end
    if is_word(name) or (whole and word is not None and word.tag not in _NAMING):
        return 2 if is_word(name) or len(name) == 2 else int(word is not None and word.tag != "n")
    if whole or model:
        return 0
    return int(size == 1 and len(name) == 3 and (is_word(name[:2]) or is_word(name[1:])))


def _by_model(start: int, end: int, at: dict[int, Word]) -> int:
    word = at.get(start)
    if word is None:
        return 0
    if word.tag == "PER":
        return 2 if word.end == end else int(word.end in (end - 1, end + 1))
    return int(word.end == end and end - start > 2 and word.tag in ("n", "nz", "LOC", "ORG"))


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    known = table("surnames")
    return frozenset(known["常见"] | known["少见"]), frozenset(known["复姓"])


def _surname_at(sentence: str, place: int) -> int:
    single, double = _surnames()
    if sentence[place : place + 2] in double:
        return 2
    return int(sentence[place] in single)


def _may_be_name(name: str, size: int) -> bool:
    given = name[size:]
    return (
        all("\u4e00" <= sign <= "\u9fff" and sign not in _NO_NAME for sign in given)
        and given[-1] not in _NO_END
        and not {name, name[:2]} & _vetoes()
        and not _MASKED.search(name)
    )


@cache
def _vetoes() -> frozenset[str]:
    return table("vetoes")["全部"]


def _chosen(candidates: list[_Candidate]) -> list[_Candidate]:
    """Of those that overlap, the one with more to say for it, then the longer."""
    chosen: list[_Candidate] = []
    for one in sorted(candidates, key=lambda c: (-c.score, c.wordlike, c.start - c.end, c.start)):
        if not any(one.start < other.end and other.start < one.end for other in chosen):
            chosen.append(one)
    return chosen


def _joined(
    sentence: str, candidates: list[_Candidate], found: list[_Candidate]
) -> list[_Candidate]:
    """Candidates that one word joins to a name that has been found: 甲与乙."""
    ends = {name.end for name in found}
    starts = {name.start for name in found}
    more = []
    for one in candidates:
        left = one.start - 1 in ends and sentence[one.start - 1] in _JOINED and one.behind
        right = one.end + 1 in starts and sentence[one.end] in _JOINED and one.before
        apart = not any(one.start < f.end and f.start < one.end for f in found)
        likely = one.model or not one.wordlike or (one.noun and one.before and one.behind)
        if (left or right) and apart and one.usual and likely:
            more.append(one)
    return _chosen(more)


_FOREIGN = re.compile(r"([\u4e00-\u9fff]{2,6})[·•‧・]([\u4e00-\u9fff]{2,8})")


def _foreign(sentence: str, tags: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Names of two parts with a point between them, as minorities write them (阿依古丽·买买提)."""
    for match in _FOREIGN.finditer(sentence):
        point = match.end(1)
        start = _last_role(sentence, match.start(), point)
        end = _first_follower(sentence, point + 3, match.end())
        near = any(w.tag == "PER" and w.start < end and start < w.end for w in tags)
        if near or start > match.start() or end < match.end():
            yield start, end


def _last_role(sentence: str, first: int, point: int) -> int:
    for start in range(point - 2, first - 7, -1):
        if start >= 2 and context.before(sentence, start, point) == 2 and start >= first:
            return start
    return first


def _first_follower(sentence: str, first: int, last: int) -> int:
    return next(
        (end for end in range(first, last) if context.behind(sentence, first, end) == 2), last
    )
