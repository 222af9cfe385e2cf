"""The library's own records as they are, for what is counted in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TypeVar

from conftest import PROJECT

from xuncha_site.library import Entry, KeptFiles
from xuncha_site.library.load import Loaded, load
from xuncha_site.records.base import Record, types
from xuncha_site.records.checklist import Checklist, Item
from xuncha_site.records.taxonomy import Category, Taxonomy

R = TypeVar("R", bound=Record)


@cache
def loaded() -> Loaded:
    """Everything in ``data/`` and ``content/``, as nobody's audience: trainers' parts included."""
    return load(PROJECT, types(), KeptFiles(), lambda _, files: files)


def entries(kind: type[Record]) -> list[Entry]:
    found = [entry for entry in loaded().entries.values() if isinstance(entry.model, kind)]
    return [entry for entry in found if not entry.withdrawn]


def of_kind(kind: type[R]) -> list[R]:
    return [entry.model for entry in entries(kind) if isinstance(entry.model, kind)]


def single(kind: type[R]) -> R:
    (only,) = of_kind(kind)
    return only


def categories() -> list[Category]:
    return [category for focus in single(Taxonomy).focuses for category in focus.categories]


def items(body: str) -> tuple[Item, ...]:
    (checklist,) = [found for found in of_kind(Checklist) if found.body == body]
    return checklist.items


def rows_named(entry: Entry, folder: str) -> set[str]:
    return {mention.written for mention in entry.mentions if mention.key.startswith(f"{folder}/")}


def texts(value: object) -> Iterator[str]:
    """Every text in a dumped model, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts(inner)
