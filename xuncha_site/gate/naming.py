"""How a name of a person is made: a surname, and characters that given names are made of."""

from __future__ import annotations

import re
from functools import cache

from xuncha_site.gate.lexicon import is_word
from xuncha_site.gate.tables import steps, table

# Never part of a given name.
_NO_NAME = frozenset(
    "的了着过在是及或该这那被把将对而但也都又很更最个们某等吗呢吧啊么什"
    "些已没每各另即则给让使叫请找据按因所份件项户次岁号款%"
)
# What bodies, posts and things end in; behind a word, what bodies may end in: 后勤科.
_NO_END = frozenset("姓部办委室组股课费款账案店局院校所副第用率词井")
_BODIES = frozenset("科站队处厅")
_MASKED = re.compile("[某×xX＊*○〇□]")
NUMBERED = frozenset("甲乙丙丁戊己庚辛壬癸")  # behind a surname or a word, no given name
_RARE = -6  # the step of a character that no table has
_TERM = 6  # how common words of the field are at least
_DOUBLE = 9  # that of a surname of two characters


def surname_at(sentence: str, place: int) -> int:
    """How many characters the surname has that begins at a place; 0 where none does."""
    single, double = _surnames()
    if sentence[place : place + 2] in double:
        return 2
    return int(sentence[place] in single)


def may_be_name(name: str, size: int) -> bool:
    """Whether it can be a name at all, its surname having so many characters."""
    given = name[size:]
    return (
        all("\u4e00" <= sign <= "\u9fff" and sign not in _NO_NAME for sign in given)
        and given[-1] not in _NO_END
        and not (given[-1] in NUMBERED and (len(given) == 1 or is_word(name[:-1])))
        and not (given[-1] in _BODIES and is_word(name[:-1]))
        and name not in table("roles")["全部"]
        and not _MASKED.search(name)
    )


def made_like_name(name: str, size: int) -> int:
    """How much likelier such characters are in a name than elsewhere: logarithm to the base 2."""
    surname = _DOUBLE if size == 2 else steps("signs", "姓").get(name[0], _RARE)
    given = steps("signs", "名")
    return surname + sum(given.get(sign, _RARE) for sign in name[size:])


def commonness(word: str) -> int:
    """How common a string is as an ordinary word: each step is twice as often; 0 for no word."""
    least = _TERM if word in table("terms")["全部"] else 0
    return max(least, steps("words").get(word, 0))


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    known = table("surnames")
    return frozenset(known["常见"] | known["少见"]), frozenset(known["复姓"])
