"""The kinds of value that a field may hold, and how a field is declared.

A field is declared once, as ``title: Text = declare("标题", "…")``. Validation, error texts, JSON
Schema, the form of ``xuncha new``, list pages and facets are all read off that declaration.
Values arrive as text exactly as written in the YAML (see ``source``): ``no``, ``2024-03`` and
``1.10`` stay text, and each kind below decides what it accepts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

REQUIRED: Any = ...


class Kind(StrEnum):
    """What a value is, and with it how it is checked, described and rendered."""

    TEXT = "text"  # literal: printed as written
    PROSE = "prose"  # paragraphs, lists, emphasis, links to records
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"
    WHOLE = "whole"
    NUMBER = "number"
    REFERENCE = "reference"
    ROW_ID = "row-id"
    FIELD_NAME = "field-name"
    ADDRESS = "address"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class RefersTo:
    """Marks a field that names another record: ``id``, or ``id#编号`` for one of its rows.

    ``folder`` is the folder of the type; for a type kept in one file it is the file's stem and
    the value is the row's 编号 alone. ``rows`` narrows it to rows of some names: 聚焦、类别.
    """

    folder: str
    rows: str = ""


class Searched(StrEnum):
    """In which part of the search index a value stands: how much a hit there counts."""

    TITLE = "标题"
    KEYWORD = "关键词"
    CATEGORY = "类别"
    BODY = "正文"
    NOT = "不搜"


@dataclass(frozen=True, slots=True)
class Uses:
    """What else a declared field is for, besides standing on the record's page."""

    facet: bool = False  # readers may filter lists by it
    badge: bool = False  # stands above the title, in lists too
    listed: bool = False  # stands in the line below a list entry
    trainers: bool = False  # withheld from every reader
    acyclic: bool = False  # must never lead back to the record itself
    inherited: bool = False  # exports of the record's rows carry it too
    searched: Searched | None = None  # None: words stand in the body, all else is not searched
    sought: bool = False  # readers search for its key, too
    columns: tuple[str, ...] = ()  # headings that offices' spreadsheets give it, our own first
    example: Any = None  # what ``xuncha new`` writes
    shown: str = ""  # what readers see it called, where its key is too short to say
    otherwise: str = ""  # how to write what this field cannot hold, in another key


def declare(
    label: str,
    description: str = "",
    *,
    default: Any = REQUIRED,
    least: int | None = None,
    facet: bool = False,
    badge: bool = False,
    listed: bool = False,
    trainers: bool = False,
    acyclic: bool = False,
    inherited: bool = False,
    searched: Searched | None = None,
    sought: bool = False,
    columns: tuple[str, ...] = (),
    example: Any = None,
    shown: str = "",
    otherwise: str = "",
) -> Any:
    """Declare a field: its Chinese key, its help text and all that is derived from it.

    A field without ``default`` must be written. ``least`` is the smallest length of a list.
    ``columns`` are other headings of the field in ledgers; its key is one without being named.
    ``shown`` is what readers see it called. ``otherwise`` ends the mend of a wrong value: which
    key takes it instead.
    """
    uses = Uses(
        facet=facet,
        badge=badge,
        listed=listed,
        trainers=trainers,
        acyclic=acyclic,
        inherited=inherited,
        searched=searched,
        sought=sought,
        columns=columns,
        example=example,
        shown=shown,
        otherwise=otherwise,
    )
    extra: Callable[[dict[str, Any]], None] = _Holder(uses)
    return Field(
        default, alias=label, description=description, min_length=least, json_schema_extra=extra
    )


class _Holder:
    """Carries ``Uses`` through pydantic, which keeps an opaque callable untouched."""

    def __init__(self, uses: Uses) -> None:
        self.uses = uses

    def __call__(self, _: dict[str, Any]) -> None:
        """Add nothing to pydantic's own schema, which is not used."""


def uses_of(extra: object) -> Uses:
    """Return what ``declare`` was told, given the field's ``json_schema_extra``."""
    return extra.uses if isinstance(extra, _Holder) else Uses()


def _not_empty(value: str) -> str:
    stripped = value.strip()
    if not stripped:
        raise PydanticCustomError("empty_value", "empty")
    return stripped


DATE_FORM = re.compile(r"([12]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def is_date(value: str) -> bool:
    """Whether a text is a day, a month or a year of the calendar, in its one form."""
    return _date_fault(value) == ""


def _date_fault(value: str) -> str:
    match = DATE_FORM.fullmatch(value)
    if not match:
        return "form"
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return "calendar"
    return ""


def _date(value: str) -> str:
    fault = _date_fault(value)
    if fault:
        raise PydanticCustomError("bad_date", fault)
    return value


def _whole(value: str) -> str:
    if not re.fullmatch(r"0|[1-9]\d{0,8}", value, re.ASCII):
        raise PydanticCustomError("bad_number", "whole")
    return value


NUMBER_FORM = re.compile(r"(?:0|[1-9]\d{0,11})(?:\.\d{1,4})?", re.ASCII)


def _number(value: str) -> str:
    if not NUMBER_FORM.fullmatch(value):
        raise PydanticCustomError("bad_number", "number")
    return value


def _flag(value: str) -> bool:
    if value not in ("是", "否"):
        raise PydanticCustomError("unknown_flag", "flag")
    return value == "是"


ROW_ID_FORM = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,38}[A-Za-z0-9])?", re.ASCII)


def _row_id(value: str) -> str:
    if not ROW_ID_FORM.fullmatch(value):
        raise PydanticCustomError("bad_row_id", "row id")
    return value


ID_FORM = re.compile(r"[a-z0-9-]{3,40}", re.ASCII)
PATH_FORM = re.compile(r"[a-z0-9-]{1,40}(?:/[a-z0-9-]{1,40})*", re.ASCII)


def _record_id(value: str) -> str:
    if not ID_FORM.fullmatch(value):
        raise PydanticCustomError("bad_record_id", "record id")
    return value


REFERENCE_FORM = re.compile(r"[^\s#]+(?:#[^\s#]+)?")


def _reference(value: str) -> str:
    if not REFERENCE_FORM.fullmatch(value):
        raise PydanticCustomError("bad_reference", "reference")
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s\"'<>\\^`{|}]+", value):
        raise PydanticCustomError("bad_address", "address")
    return value


_Text = Annotated[str, AfterValidator(_not_empty)]
Text = Annotated[_Text, Kind.TEXT]
Prose = Annotated[_Text, Kind.PROSE]
Date = Annotated[str, AfterValidator(_date), Kind.DATE]
Whole = Annotated[str, AfterValidator(_whole), Kind.WHOLE]
Number = Annotated[str, AfterValidator(_number), Kind.NUMBER]
Flag = Annotated[bool, BeforeValidator(_flag), Kind.FLAG]
RowId = Annotated[str, AfterValidator(_row_id), Kind.ROW_ID]
RecordId = Annotated[str, AfterValidator(_record_id), Kind.ROW_ID]
FieldName = Annotated[_Text, Kind.FIELD_NAME]
WebAddress = Annotated[str, AfterValidator(_address), Kind.ADDRESS]
Reference = Annotated[str, AfterValidator(_reference), Kind.REFERENCE]
