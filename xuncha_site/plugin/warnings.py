"""MkDocs' own warnings, counted by ourselves: they are faults, whatever ``strict`` says."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

from xuncha_site.problems import Code, Place, Problem

HOST = logging.getLogger("mkdocs")


class WarningCollector(logging.Handler):
    """Keeps what MkDocs warns of. Attached as soon as the plugin is configured."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def attach(self) -> None:
        """Begin to listen.

        ``--quiet`` makes MkDocs drop warnings before they are counted: its handlers are told to
        be quiet instead.
        """
        self.messages.clear()
        if self not in HOST.handlers:
            HOST.addHandler(self)
        if HOST.level > logging.WARNING:
            for handler in HOST.handlers:
                if handler is not self:
                    handler.setLevel(max(handler.level, HOST.level))
            HOST.setLevel(logging.WARNING)

    def detach(self) -> None:
        HOST.removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno == logging.WARNING:
            self.messages.append(record.getMessage())

    def problems(self, config_file: str) -> list[Problem]:
        """Each warning as a fault of the configuration file."""
        return [
            Problem(Code.HOST_WARNING, Place(config_file), *_in_chinese(message))
            for message in self.messages
        ]


def _in_chinese(message: str) -> tuple[str, str]:
    """The fault and the mend. What MkDocs says is English; we know the commonest of it."""
    unknown = re.search(r"Unrecognised configuration name: (\S+)", message)
    if unknown:
        return f"没有“{unknown[1]}”这项设置", "改正它的写法，或者删去这一行。"
    return f"MkDocs 提醒：{message}", "按提醒改正 mkdocs.yml 或 content/ 里的文件。"


def navigation(config_file: Path) -> Iterator[Problem]:
    """A ``nav:`` in mkdocs.yml: MkDocs would look for pages in it that are not its own."""
    text = config_file.read_text(encoding="utf-8-sig")
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("nav:"):
            yield Problem(
                Code.HOST_WARNING,
                Place(config_file.name, number),
                "这里不用 nav",
                "删去 nav 和它下面的各行；栏目由记录得出，指引的先后写在页首的“顺序”里。",
            )
