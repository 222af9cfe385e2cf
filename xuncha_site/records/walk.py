"""Walking a record, and the file that it was read from, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xuncha_site.records.base import Declared, DeclaredField, Row, fields_by_label, groups_in
from xuncha_site.source import Mapping, Node, Scalar
from xuncha_site.source import Sequence as SequenceNode

Path = tuple[str | int, ...]


def absent(node: Node) -> bool:
    return isinstance(node, Scalar) and node.absent


def plain(node: Node) -> Any:
    """The plain values of a node: text, lists, dicts. A key with nothing behind it is left out."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.values.items() if not absent(value)}


def node_at(mapping: Mapping, path: Path) -> Node:
    """The node at a path of keys and list positions, or the nearest one above it."""
    node: Node = mapping
    for step in path:
        if isinstance(node, Mapping) and step in node.values:
            node = node.values[str(step)]
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node


@dataclass(slots=True)
class Value:
    """One value as written in a file, together with its declaration and its place."""

    declared: DeclaredField
    path: Path
    node: Scalar


def values_of(model: type[Declared], mapping: Mapping, path: Path = ()) -> list[Value]:
    """Every scalar value that is written for a declared field, valid or not, as it stands."""
    found: list[Value] = []
    _collect(model, mapping, path, found)
    return found


def _collect(model: type[Declared], mapping: Mapping, path: Path, found: list[Value]) -> None:
    declared_fields = fields_by_label(model)
    for label, node in mapping.values.items():
        declared = declared_fields.get(label)
        if declared is None:
            continue
        here = (*path, label)
        if declared.many and isinstance(node, SequenceNode):
            for index, item in enumerate(node.items):
                _collect_one(declared, item, (*here, index), found)
        else:
            _collect_one(declared, node, here, found)


def _collect_one(declared: DeclaredField, node: Node, path: Path, found: list[Value]) -> None:
    if isinstance(node, Scalar):
        if not node.absent:
            found.append(Value(declared, path, node))
    elif isinstance(node, Mapping) and declared.model is not None:
        _collect(declared.model, node, path, found)


def groups_of(record: Declared, path: Path = ()) -> Iterator[tuple[Path, Declared]]:
    """A record and every group in it, at any depth, with the path of keys to each."""
    yield path, record
    for declared in groups_in(type(record)):
        value = getattr(record, declared.attribute)
        here = (*path, declared.label)
        pairs = (
            [((*here, n), item) for n, item in enumerate(value)]
            if declared.many
            else [(here, value)]
        )
        for where, item in pairs:
            if item is not None:
                yield from groups_of(item, where)


def sound_groups(
    model: type[Declared], mapping: Mapping, faulty: list[Path], path: Path = ()
) -> Iterator[tuple[Path, Declared]]:
    """The groups of a file, at any depth, that hold none of the faulty values.

    What is wrong between their fields can be told in the same run as the faulty values elsewhere.
    """
    if not any(fault[: len(path)] == path for fault in faulty):
        yield from groups_of(model.model_validate(plain(mapping)), path)
        return
    for declared in groups_in(model):
        node = mapping.values.get(declared.label)
        here = (*path, declared.label)
        several = isinstance(node, SequenceNode)
        for number, item in enumerate(node.items if isinstance(node, SequenceNode) else [node]):
            if isinstance(item, Mapping) and declared.model is not None:
                where = (*here, number) if several else here
                yield from sound_groups(declared.model, item, faulty, where)


def rows_of(record: Declared) -> Iterator[Row]:
    """Every row of a record, at any depth, in the order in which it is written."""
    return (group for _, group in groups_of(record) if isinstance(group, Row))
