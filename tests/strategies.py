"""Texts, bytes and files that nobody would think of."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from xuncha_site.source import CONTROL

# What every text field must give back as it was written.
AWKWARD = (
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "](javascript:alert(1))",
    "\"'`",
    "a\u2028b\u2029c",
    "\u202eabc\u202c",
    "&amp;&lt;",
    "no",
    "on",
    "~",
    "null",
    "1.10",
    "2024-03",
    "12:30",
    "0x1F",
    "=1+1",
    "- a",
    "a: b",
    "a：b",
    "# a",
    "!tag",
    "&a",
    "*a",
    "%a",
    "@a",
    "|",
    ">",
    "\\",
    "\\n",
    "甲\u3000乙",
    "\u200b甲",
    "😀",
    "𠮷",
)


def _may_stand(text: str) -> bool:
    return not CONTROL.search(text)


def texts(*, max_size: int = 40) -> st.SearchStrategy[str]:
    """Any text without control characters, which every file refuses."""
    plain = st.text(st.characters(exclude_categories=["Cs"]), max_size=max_size)
    return (plain | st.sampled_from(AWKWARD)).filter(_may_stand)


def in_double_quotes(text: str) -> str:
    """A text as a YAML value, as a program would write it."""
    return json.dumps(text, ensure_ascii=False)


# Pieces that bring a random file close to the faults that editors make.
_PIECES = st.sampled_from(
    [
        "标题", "摘要", ":", ": ", "：", "\n", "\n  ", "\n- ", "\n  - ", "\t", "\n\t", '"', "'",
        "[", "]", "{", "}", "|", "|\n  ", ">", "&a ", "*a", "!!str ", "!", "---\n", "...\n",
        "# ", "<<", "<<<<<<< HEAD\n", "=======\n", ">>>>>>> a\n", "%", "@", "`", ",", "，", "2024",
        "公开", "\r\n", "\r", "\ufeff", "\u2028", "\x85", "\x00", "\x08", "? ", "~", "\\",
    ]
)  # fmt: skip
_BYTES = st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"\xc4\xe3\xba\xc3", b"\x80", b"\xed\xa0\x80"])

near_files: st.SearchStrategy[bytes] = st.lists(
    _PIECES.map(str.encode) | st.text(max_size=4).map(lambda t: t.encode("utf-8", "replace")),
    max_size=40,
).map(b"".join)

any_file: st.SearchStrategy[bytes] = (
    st.binary(max_size=200) | near_files | st.tuples(near_files, _BYTES, near_files).map(b"".join)
)
