"""What YAML holds: texts, lists and groups of keys, each with its position."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)  # frozen would triple the cost of each of some 100 texts a record
class Scalar:
    """A text. ``offset`` counts characters from the start of the file; line and column from 1."""

    text: str
    line: int
    column: int
    offset: int
    plain: bool = True

    @property
    def absent(self) -> bool:
        """``键:`` with nothing behind it, or YAML's words for nothing."""
        return self.plain and self.text in ("", "~", "null")


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """A group of keys. Each key keeps its own position for messages about the key."""

    line: int
    column: int
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping
