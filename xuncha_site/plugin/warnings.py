"""MkDocs' own warnings, counted by ourselves: they are faults, whatever ``strict`` says."""

from __future__ import annotations

import logging

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
            Problem(
                Code.HOST_WARNING,
                Place(config_file),
                f"MkDocs 提醒：{message}",
                "按提醒改正 mkdocs.yml 或 content/ 里的文件。",
            )
            for message in self.messages
        ]
