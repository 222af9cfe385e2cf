"""What a reader of a finished file takes in: the texts of a page, an index or an export."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

# A page: what stands between tags, and in attributes that are shown, read out or followed.
_PAGE = re.compile(
    r"<(?:script|style)\b[^>]*>.*?</(?:script|style)>|<!--(?P<comment>.*?)-->"
    r"|<(?P<tag>[a-zA-Z/!][^>]*)>|(?P<text>[^<]+)",
    re.DOTALL | re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\b(?:alt|title|content|aria-label|placeholder|value|href|src|data-[\w-]+)="
    r"(?:\"([^\"]*)\"|'([^']*)')"
)
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"' + r"|'((?:[^'\\\n]|\\.)*)'|`([^`]*)`")
_CELL = re.compile(r'[^",\n]+')  # a line of a cell: what stands beside it was written elsewhere
_SAYING = re.compile(r"[\\\d@\u4e00-\u9fff]")
_LINE_END = re.compile(r"\\[nrt]")
# From how many on a string of words, each of so many characters, is a table and no sentence; and
# how many characters stand in their order by no chance.
_WORDS, _LENGTHS, _SIGNS = 20, range(2, 11), 20
_INLINE = re.compile(r"</?(?:b|code|del|em|i|ins|mark|s|strong|sub|sup|u|wbr)\b", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]{2}|&#|%[0-9A-Fa-f]{2}|\\u")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a file, and where in the file each of its characters stands."""

    text: str
    places: Sequence[int]


def texts_of(text: str, ending: str) -> Iterator[Piece]:
    """The texts of a file that may hold a name."""
    if ending in (".html", ".xml", ".svg"):
        pieces = _of_page(text)
    elif ending in (".js", ".json", ".webmanifest"):
        pieces = (line for match in _STRING.finditer(text) for line in _lines(match))
    elif ending == ".csv":
        pieces = (_group(match, 0) for match in _CELL.finditer(text))
    else:
        pieces = (_group(match, 0) for match in re.finditer(r"[^\n]+", text))
    return (piece for piece in pieces if _HAN.search(piece.text))


def without_signs(text: str, ending: str) -> str:
    """A script with its strings of mere letters and signs blanked, all else at its place.

    The postings of an index are such. No number or account is written without figure, @ or word.
    """
    if ending != ".js":
        return text
    return _QUOTED.sub(_blanked, text)


def _blanked(match: re.Match[str]) -> str:
    return match.group() if _SAYING.search(match.group()) else " " * len(match.group())


def _group(match: re.Match[str], group: int | str) -> Piece:
    return Piece(match.group(group), range(match.start(group), match.end(group)))


def _lines(match: re.Match[str]) -> Iterator[Piece]:
    """The lines of a string of a script, but for those that are no text."""
    piece = _group(match, match.lastindex or 1)
    start = 0
    for end in (*_LINE_END.finditer(piece.text), None):
        line = piece.text[start : end.start() if end else None]
        if not _is_inventory(line):
            yield Piece(line, piece.places[start : start + len(line)])
        start = end.end() if end else 0


def _is_inventory(text: str) -> bool:
    """Whether a string is a table of words, or of characters in their order, as an index has them.

    What stands side by side in it says nothing; each was judged in the text that it is taken from.
    """
    words = text.split(" ")
    if len(words) >= _WORDS:
        return all(len(word) in _LENGTHS for word in words)
    return len(text) >= _SIGNS and all(one < other for one, other in pairwise(text))


def _of_page(text: str) -> Iterator[Piece]:
    """Texts of a page. What goes on within a sentence, emphasised, is read in one."""
    running: list[Piece] = []
    for match in _PAGE.finditer(text):
        if match["text"] is not None:
            running.append(_group(match, "text"))
            continue
        tag = match["tag"]
        if tag is not None and _INLINE.match(match.group()):
            continue
        yield from _joined(running)
        running = []
        if match["comment"] is not None:
            yield _group(match, "comment")
        for shown in _SHOWN.finditer(tag or ""):
            number = 1 if shown.group(1) is not None else 2
            first = match.start("tag") + shown.start(number)
            yield Piece(shown.group(number), range(first, first + len(shown.group(number))))
    yield from _joined(running)


def _joined(running: list[Piece]) -> Iterator[Piece]:
    if len(running) == 1:
        yield running[0]
    elif running:
        places = [place for piece in running for place in piece.places]
        yield Piece("".join(piece.text for piece in running), places)
