"""Style sheet and scripts: the theme's parts joined into one file each, named by their content."""

from __future__ import annotations

import hashlib
from pathlib import Path

# Folder of the theme → (name, ending) of the file that its parts make.
SHEET, SCRIPT, TOOLS, SEARCH = "css", "js", "tools", "search"
_FILES = {
    SHEET: ("site", "css"),
    SCRIPT: ("site", "js"),
    TOOLS: ("tools", "js"),
    SEARCH: ("search", "js"),
}


def joined(folders: list[Path], part: str, extra: str = "") -> tuple[str, str]:
    """(address, text) of all files in the folder ``part`` of the theme, in order of their names.

    ``extra`` is put behind them. A file in an earlier folder stands for one of the same name in a
    later folder.
    """
    name, ending = _FILES[part]
    parts: dict[str, Path] = {}
    for folder in reversed(folders):
        parts.update({path.name: path for path in (folder / part).glob(f"*.{ending}")})
    text = "\n".join(parts[file].read_text(encoding="utf-8") for file in sorted(parts)) + extra
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"assets/{name}.{digest}.{ending}", text


def running_head(name: str, *, teaching: bool) -> str:
    """A rule that gives printed pages their running head. The name is text, whatever it holds."""
    text = "".join(f"\\{ord(character):x} " for character in name)
    demo = "".join(f"\\{ord(character):x} " for character in " · 教学示例") if teaching else ""
    return f':root,:root.is-demo{{--run-head:"{text}{demo}"}}\n'
