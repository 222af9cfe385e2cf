"""Markdown files: front matter (页首) and body, both with positions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xuncha_site.problems import Code, Problem
from xuncha_site.source.parse import parse
from xuncha_site.source.slips import conflicts
from xuncha_site.source.text import Source
from xuncha_site.source.values import Mapping

FRONT_MATTER = re.compile(
    r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file: its front matter (页首), the text that it was read from, and its body."""

    mapping: Mapping
    head: Source
    body: Source


def document(source: Source) -> tuple[Document | None, list[Problem]]:
    """Split a Markdown text into front matter and body, both with positions.

    A page without, or with a broken, front matter gives None and the problem.
    """
    match = FRONT_MATTER.match(source.text)
    if not match and any(conflicts(source)):
        return None, list(conflicts(source))
    if not match:
        opened = source.text.startswith("---")
        fault = "页首没有写完：缺第二个“---”" if opened else "没有页首"
        problem = Problem(
            Code.FRONT_MATTER,
            source.place(),
            fault,
            "文件开头写“---”一行，接着写“标题: …”等，再写“---”一行。",
        )
        return None, [problem]
    head = Source(source.file, match.group(1), source.start_line + 1)
    lines = source.text.count("\n", 0, match.end())
    body = Source(source.file, source.text[match.end() :], source.start_line + lines)
    mapping, problems = parse(head)
    if mapping is None and not re.search(r"^\s*[^\s#]", head.text, re.MULTILINE):
        mend = "在两行“---”之间写“标题: …”。"
        return None, [Problem(Code.FRONT_MATTER, source.place(), "页首是空的", mend)]
    problems += conflicts(body)
    return (Document(mapping, head, body) if mapping else None), problems
