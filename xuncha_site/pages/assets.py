"""Style sheet and script: the theme's parts joined into one file each, named by their content."""

from __future__ import annotations

import hashlib
from pathlib import Path

SHEET, SCRIPT = "css", "js"


def joined(folders: list[Path], ending: str, extra: str = "", part: str = "") -> tuple[str, str]:
    """(address, text) of all files ``<ending>/*.<ending>`` of the theme, in order of their names.

    ``extra`` is put behind them. With ``part`` it is those of a folder below, which some pages ask
    for besides. A file in an earlier folder stands for one of the same name in a
    later folder.
    """
    parts: dict[str, Path] = {}
    for folder in reversed(folders):
        parts.update({path.name: path for path in (folder / ending / part).glob(f"*.{ending}")})
    text = "\n".join(parts[name].read_text(encoding="utf-8") for name in sorted(parts)) + extra
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"assets/{part or 'site'}.{digest}.{ending}", text


def running_head(name: str, *, teaching: bool) -> str:
    """A rule that gives printed pages their running head. The name is text, whatever it holds."""
    text = "".join(f"\\{ord(character):x} " for character in name)
    demo = "".join(f"\\{ord(character):x} " for character in " · 教学示例") if teaching else ""
    return f':root,:root.is-demo{{--run-head:"{text}{demo}"}}\n'
