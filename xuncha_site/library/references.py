"""What refers to what: every reference names something that is there and may be shown."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from posixpath import normpath, relpath
from urllib.parse import unquote

from xuncha_site.library.addresses import ALWAYS_THERE
from xuncha_site.library.entry import Entry, How, Mention
from xuncha_site.library.load import CONTENT, Loaded
from xuncha_site.markup import anchors
from xuncha_site.problems import Code, Problem
from xuncha_site.records.base import Visibility, fields_of

_WIDTH = {Visibility.PUBLIC: 0, Visibility.INTERNAL: 1, Visibility.DRAFT: 2}
_OUTSIDE = ("http://", "https://", "mailto:")
_SUGGESTIONS = 3


def find(entries: dict[str, Entry], key: str, row: str = "") -> tuple[Entry, str] | None:
    """What a key and a row name, or None.

    ``<file type>/<row>`` names a row of a type that is kept in one file.
    """
    entry = entries.get(key)
    if entry is not None:
        return (entry, row) if not row or row in entry.rows else None
    folder, _, name = key.rpartition("/")
    entry = entries.get(folder)
    return (entry, name) if entry and not row and name in entry.rows else None


def find_seen(entries: dict[str, Entry], key: str, row: str = "") -> tuple[Entry, str] | None:
    """Like ``find``; the whole entry where the row is not among what may be seen."""
    return find(entries, key, row) or find(entries, key)


def check(loaded: Loaded) -> Iterator[Problem]:
    """Every reference that leads nowhere, or where it must not.

    What refers to a file that has faults of its own is not judged: they have been told.
    """
    entries = loaded.entries
    files = {f"{CONTENT}/{name}" for name in loaded.static}
    files |= {file for file in loaded.files.values() if file.startswith(f"{CONTENT}/")}
    files |= {f"{CONTENT}/{address}" for address in ALWAYS_THERE}
    for entry in entries.values():
        for mention in entry.mentions:
            if mention.how is How.PLAIN:
                yield from _plain_link(entries, entry, mention, files)
            else:
                yield from _dangling(loaded, mention)
                yield from _wrong_row(entries, mention)
                yield from _hidden(entries, entry, mention)
    for mention in loaded.faulty_mentions:
        if mention.how is not How.PLAIN:
            yield from _dangling(loaded, mention)
    yield from _cycles(entries)


def _wrong_row(entries: dict[str, Entry], mention: Mention) -> Iterator[Problem]:
    """A reference to a row that is there, but not of the name that the field asks for."""
    found = find(entries, mention.key, mention.row)
    if not found or not mention.rows:
        return
    entry, row_id = found
    row = entry.rows[row_id]
    if row.called not in mention.rows.split("、"):
        right = [other.row_id for other in entry.rows.values() if other.called in mention.rows]
        near = get_close_matches(row_id, right, n=_SUGGESTIONS, cutoff=0.3)
        shown = "；".join(f"{i}（{entry.rows[i].row_name}）" for i in near or right[:_SUGGESTIONS])
        yield Problem(
            Code.WRONG_ROW,
            mention.place,
            f"“{mention.field}”里的“{row_id}”是{row.called}，这里要写{mention.rows}的编号",
            f"改为{mention.rows}的编号，如：{shown}。"
            if shown
            else f"还没有{mention.rows}：删去这个编号，或者先补上{mention.rows}。",
        )


def _hidden(entries: dict[str, Entry], entry: Entry, mention: Mention) -> Iterator[Problem]:
    found = find(entries, mention.key, mention.row)
    if found and mention.how is How.IN_TEXT:
        yield from _hidden_target(found[0], entry, mention)


def _hidden_target(target: Entry, entry: Entry, mention: Mention) -> Iterator[Problem]:
    """Running text cannot leave out what some of its readers may not see."""
    if _WIDTH[target.visibility] > _WIDTH[entry.visibility]:
        yield Problem(
            Code.HIDDEN_REFERENCE,
            mention.place,
            f"正文里链接了“{target.title}”，它的可见范围是{target.visibility}，"
            f"本页是{entry.visibility}",
            "删去这个链接，或者改两边的可见范围。",
        )


def _dangling(loaded: Loaded, mention: Mention) -> Iterator[Problem]:
    entries = loaded.entries
    folder, _, name = mention.key.rpartition("/")
    if find(entries, mention.key, mention.row) or {mention.key, folder} & loaded.faulty:
        return
    target = entries.get(mention.key)
    if target is not None:
        near = get_close_matches(mention.row, target.rows, n=_SUGGESTIONS, cutoff=0.3)
        known = near or list(target.rows)[:_SUGGESTIONS]
        mend = f"“{target.title}”里有：{'、'.join(known)}。"
        if not known:
            mend = "它没有条目，删去 # 及后面。"
        fault = f"“{target.title}”里没有条目“{mention.row}”"
    else:
        in_text = mention.how is How.IN_TEXT
        shown = mention.written.lstrip("/") if in_text else mention.written.rpartition("/")[2]
        mend = _nearest(entries, folder, name, in_text=in_text)
        fault = f"“{mention.field}”里的“{shown}”没有对应的记录"
    yield Problem(Code.DANGLING_REFERENCE, mention.place, fault, mend)


def _nearest(entries: dict[str, Entry], folder: str, name: str, *, in_text: bool) -> str:
    """The nearest ids with their titles; the first ones of the type where none is near."""
    single = entries.get(folder)
    if single is not None and single.rows:
        titles = {row_id: row.row_name for row_id, row in single.rows.items()}
    else:
        titles = {e.id: e.title for e in entries.values() if folder and e.folder == folder}
    prefix = f"{folder}/" if in_text else ""
    near = get_close_matches(name, titles, n=_SUGGESTIONS, cutoff=0.4)
    if not folder:
        # The folder was left out: the id may be right.
        titles = {e.key: e.title for e in entries.values() if e.folder and e.id == name}
        prefix, near = "", sorted(titles)
    if not titles:
        folders = sorted({entry.folder for entry in entries.values() if entry.folder})
        return f"写成“[[文件夹/编号]]”，文件夹是：{'、'.join(folders)}。"
    known = near or sorted(titles)[:_SUGGESTIONS]
    lead = "相近的有" if near else "没有相近的，可以写的有"
    more = "等" if len(titles) > len(known) and not near else ""
    return f"{lead}：{'；'.join(f'{prefix}{i}（{titles[i]}）' for i in known)}{more}。"


def link_target(entry: Entry, written: str) -> tuple[str, str]:
    """The file under the root and the anchor that an ordinary link of a page names."""
    path, _, anchor = written.partition("#")
    if not path:
        return entry.source.file, unquote(anchor)
    folder = entry.source.file.rpartition("/")[0]
    return normpath(f"{folder}/{unquote(path)}"), unquote(anchor)


def is_outside(written: str) -> bool:
    """Whether a link leads to another host by an address that may stand on a page."""
    return written.startswith(_OUTSIDE)


def is_unsafe(written: str) -> bool:
    """Whether a link is neither an address that may stand on a page nor a relative path."""
    has_scheme = ":" in written.partition("/")[0] or written.startswith(("//", "\\"))
    return has_scheme and not is_outside(written)


def _plain_link(
    entries: dict[str, Entry], entry: Entry, mention: Mention, files: set[str]
) -> Iterator[Problem]:
    written = mention.key
    if is_outside(written):
        return
    if is_unsafe(written):
        yield Problem(
            Code.UNSAFE_LINK,
            mention.place,
            f"链接“{written[:40]}”不能用",
            "只用 https://、http://、mailto: 开头的地址，或本站文件的相对路径。",
        )
        return
    file, anchor = link_target(entry, written)
    if file not in files:
        fault = f"链接“{written}”指的文件“{file}”不存在"
        yield Problem(
            Code.DEAD_LINK, mention.place, fault, _nearest_file(entries, entry, file, files)
        )
        return
    target = entries.get(file.removeprefix("content/").removesuffix(".md"))
    if target is None or target.body is None:
        return
    if anchor and anchor not in anchors(target.body.text):
        yield Problem(
            Code.DEAD_LINK,
            mention.place,
            f"“{target.title}”里没有“#{anchor}”这一处",
            "各节从上到下是 #_1、#_2……，改正后面的数字。",
        )
    yield from _hidden_target(target, entry, mention)


def _nearest_file(entries: dict[str, Entry], entry: Entry, file: str, files: set[str]) -> str:
    """Files of nearly the same name, as the page would write them."""
    key = file.removeprefix(f"{CONTENT}/").removesuffix(".html")
    if key in entries:
        return f"写成“[[{key}]]”。"
    names = {name.rpartition("/")[2] for name in files}
    near = get_close_matches(file.rpartition("/")[2], names, n=_SUGGESTIONS, cutoff=0.7)
    folder = entry.source.file.rpartition("/")[0]
    found = sorted(relpath(f, folder) for f in files if f.rpartition("/")[2] in near)
    return f"相近的有：{'、'.join(found)}。" if found else "改正路径，或者删去链接。"


def _cycles(entries: dict[str, Entry]) -> Iterator[Problem]:
    """Entries that replace or succeed themselves, directly or through others, each cycle once."""
    graph: dict[str, dict[str, Mention]] = {}
    for entry in entries.values():
        acyclic = {
            declared.label for declared in fields_of(type(entry.model)) if declared.uses.acyclic
        }
        for mention in entry.mentions:
            if mention.how is How.LISTED and mention.label in acyclic:
                graph.setdefault(entry.key, {})[mention.key] = mention
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            # graphlib names each key after one that it leads to; ours lead the other way.
            cycle = list(reversed(error.args[1]))
            start = cycle.index(min(cycle[:-1]))
            cycle = [*cycle[start:-1], *cycle[: start + 1]]
            yield _cycle(entries, cycle, graph[cycle[0]][cycle[1]])
            del graph[cycle[0]][cycle[1]]
        else:
            return


def _cycle(entries: dict[str, Entry], cycle: list[str], mention: Mention) -> Problem:
    titles = [entries[key].title for key in cycle if key in entries]
    if len(cycle) == 2:
        return Problem(
            Code.REPLACEMENT_CYCLE,
            mention.place,
            f"“{mention.field}”写了它自己",
            "改为被它取代的那一份，或者删去。",
        )
    return Problem(
        Code.REPLACEMENT_CYCLE,
        mention.place,
        f"“{mention.field}”绕成了一圈：{' → '.join(titles)}",
        "查清先后，删去其中一处。",
    )
