"""What stands before and behind a place where a name may be, sorted into kinds.

How much each kind says for a name or against it, ``odds`` tells.
"""

from __future__ import annotations

import re

from xuncha_site.gate.lexicon import is_word
from xuncha_site.gate.naming import made_like_name, may_be_name, surname_at
from xuncha_site.gate.tables import table

_MARKUP = " *_`~"
_HEADING = re.compile(r"(?:^|\s)[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]\s*$")
_LABEL = re.compile(r"([^\s，。；：:|（）()*\-#“”]{1,12})[*_` ]*[：:]$")
_ASKS = re.compile(
    "姓名|户名|名字|名单|记录|主持|列席|出席|参加|参会|缺席|抄送|签名|签字|署名|落款|经办|审核|审批|承办|汇报|发言|"
    "(?i:author|name|reviewer|contact|editor|owner|by)$"
)
_TERM = re.compile(r"案(?=[。，、：；\s”）)\]]|[件发警通情涉]|$)")
_TITLE = re.compile(r"[^，。；、：\s《》]{0,16}案(?:例|件|通报|剖析|警示录)?[\s\"”）)\]]*$")
_COUNTED = re.compile(r"(?:[两二三四五六七八九十\d]{1,3}|多)(?:名|户|位|人)")
_RANK = re.compile(
    r"[（(](?:[正副]?[科处厅县]级|[男女]|\d{2}岁|另案|化名|\d{11}|时任|[现原系]|身份|以下)"
)
_IDENTITY = re.compile(
    r"[（(，,\s|]{0,2}(?:公民)?身份证?号?码?[:：为]?\d{6}|[（(|\s，]{1,2}\d{17}[\dX]"
)
_MANY = re.compile(r"等(?:\d|[一二三四五六七八九十两几数多]|人)")
_LIKELY = -4  # from which step on what stands in a row may be a name
_ROW = frozenset("、和与及")
_MASKED = re.compile(r"(?:某[甲乙丙丁戊某\d]?|[×xX*]{1,2})$")
_BEFORE = {
    "：:": "标题",
    "、": "顿号",
    "|\t/=_@,": "格",
    "-#>": "行首",
    "“‘\"'《〈（([【": "括开",
    "”’）)]】》": "括合",
    "，。；;!?！？": "逗号",
}
_BEHIND = {
    "，。；;!?！？\n": "停",
    "、": "顿号",
    "：:": "冒号",
    "（([": "括开",
    "|\t/=_@.<-,": "格",
    "”’）)]】》": "括合",
}


def before(sentence: str, start: int) -> str:
    """What stands before a place: a post, a verb, a label, a comma and so on."""
    if _HEADING.search(sentence[:start]):
        return "题号"
    left = sentence[:start].rstrip(_MARKUP)
    if not left:
        return "句首"
    last = left[-1]
    if last in "：:":
        label = _LABEL.search(left)
        return "问人" if label and (_is_role(label[1]) or _ASKS.search(label[1])) else "标签"
    for signs, kind in _BEFORE.items():
        if last in signs:
            return kind
    if not _is_han(last):
        return "他符"
    return _before_word(left)


def _before_word(left: str) -> str:
    known = table("prepositions")
    roles = table("roles")
    ends = (left[-size:] for size in range(6, 1, -1))
    if role := next((end for end in ends if end in roles["全部"]), None):
        return "泛称" if role in roles["泛称"] else "称谓"
    if _is_kin(left):
        return "亲属"
    for size in (4, 3, 2):
        if left[-size:] in known["对人"]:
            return "动词"
    if _is_role(left):
        return "职业"
    if left[-1] in known["介词"]:
        return "介词" if not is_word(left[-2:]) else "词中"
    return left[-1] if left[-1] in "的了" else "字"


def behind(sentence: str, end: int) -> str:
    """What stands behind a place: a verb of persons, a post, a full stop and so on."""
    if _IDENTITY.match(sentence, end):
        return "证号"
    right = sentence[end : end + 12].lstrip(_MARKUP)
    if not right:
        return "句尾"
    if _COUNTED.match(right):
        return "等人"
    if _RANK.match(right):
        return "身份"
    for signs, kind in _BEHIND.items():
        if right[0] in signs:
            return kind
    if not _is_han(right[0]):
        return "他符"
    return "案" if _TITLE.match(sentence, end) else _behind_word(right)


def _behind_word(right: str) -> str:
    known = table("followers")
    if _TERM.match(right):
        return "案"
    if _MANY.match(right):
        return "等人"
    starts = [right[:size] for size in range(6, 1, -1)]
    if any(word in known["属人"] for word in starts):
        return "属人"
    if any(word in table("roles")["全部"] for word in starts):
        return "称谓"
    for part in ("强", "动词"):
        if any(word in known[part] for word in starts):
            return part
    if right[0] in "家户之" and not is_word(right[:2]):
        return "属人"
    return "虚词" if right[0] in known["弱"] and not is_word(right[:2]) else "字"


def listed(sentence: str, start: int, end: int) -> str:
    """Whether what it stands in a row with may be names too: 是, 否, or nothing without a row."""
    beside = []
    if start > 1 and sentence[start - 1] in _ROW:
        beside.append(
            _MASKED.search(sentence[: start - 1]) is not None or _name_ends(sentence, start - 1)
        )
    if end + 1 < len(sentence) and sentence[end] in _ROW:
        beside.append(_name_begins(sentence, end + 1))
    return ("是" if all(beside) else "否") if beside else ""


def _name_ends(sentence: str, end: int) -> bool:
    return any(end >= size and _may_be(sentence[end - size : end]) for size in (2, 3, 4))


def _name_begins(sentence: str, start: int) -> bool:
    masked = sentence[start + 1 : start + 2] in ("某", "×")
    return masked or any(_may_be(sentence[start : start + size]) for size in (2, 3, 4))


def _may_be(name: str) -> bool:
    size = surname_at(name, 0) if len(name) > 1 else 0
    made = size and len(name) - size in (1, 2) and may_be_name(name, size)
    return bool(made and made_like_name(name, size) >= _LIKELY)


def _is_role(text: str) -> bool:
    """Whether a text ends in what a person is by post or work: 营业员, 承租人, 牛贩子."""
    ends = any(text[-size:] in table("roles")["全部"] for size in range(2, 7))
    return ends or (
        text[-1] in table("ends")["词尾"]
        and text[-2:] not in table("ends")["不是人"]
        and (is_word(text[-2:]) or is_word(text[-3:]))
    )


def _is_kin(text: str) -> bool:
    return text[-1] in table("ends")["亲属字"] and (text[-2:-1] in "其之" or is_word(text[-2:]))


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"
