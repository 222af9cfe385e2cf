"""JSON Schema of what the data interface hands out, from the declarations."""

from __future__ import annotations

from typing import Any

from xuncha_site.exchange.values import (
    ADDRESS,
    ID,
    IN_USE,
    REVISED,
    STATE,
    WITHDRAWN,
    shown_fields,
)
from xuncha_site.records.base import Declared, DeclaredField, Record, fields_of
from xuncha_site.records.fields import DATE_FORM, REFERENCE_FORM, Kind
from xuncha_site.records.parts import part_models

DRAFT = "http://json-schema.org/draft-07/schema#"
VERSION = 1
_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_PATTERNS = {Kind.DATE: DATE_FORM.pattern, Kind.REFERENCE: REFERENCE_FORM.pattern}


def document_schema(title: str, item: dict[str, Any]) -> dict[str, Any]:
    """The schema of a whole file whose items are each like ``item``."""
    return {
        "$schema": DRAFT,
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "required": ["schema_version", "items"],
        "properties": {
            "schema_version": {"const": VERSION},
            STATE: {"const": WITHDRAWN, "description": "整个文件已经撤回时才有"},
            "items": {"type": "array", "items": item},
        },
    }


def record_schema(kind: type[Record]) -> dict[str, Any]:
    """The schema of one record. A withdrawn one has lost its body, so it has fewer keys."""
    fields = shown_fields(kind)
    properties: dict[str, Any] = {
        ID: _TEXT,
        ADDRESS: _TEXT,
        STATE: {"enum": [IN_USE, WITHDRAWN]},
        REVISED: _group({"首次": _DAY, "最近": _DAY}, ["首次", "最近"]),
        **{field.label: _field(field) for field in fields},
    }
    whole = {"properties": {STATE: {"const": IN_USE}}}
    return {
        **_group(properties, [ID, ADDRESS, STATE, "标题"]),
        "if": whole,
        "then": {"required": _required(fields)},
        "else": {"required": ["撤回"]},
    }


def part_schema(kind: type[Record]) -> dict[str, Any]:
    """The schema of one row that stands for itself."""
    *above, own = part_models(kind)
    belongs = [kind.part_of] if kind.part_of else []
    inherited = {f.label: _field(f) for f in fields_of(kind) if f.uses.inherited}
    names = [*belongs, *(model.called for model in above)]
    properties = {ADDRESS: _TEXT, **dict.fromkeys(names, _TEXT), **inherited}
    properties |= {field.label: _field(field) for field in shown_fields(own)}
    return _group(properties, [ADDRESS, *names, *_required(shown_fields(own))])


def _group(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": properties,
    }


def _required(fields: tuple[DeclaredField, ...]) -> list[str]:
    """What is always there. A reference is not: what it names may be hidden from an audience."""
    return [field.label for field in fields if field.required and field.kind is not Kind.REFERENCE]


def _declared(model: type[Declared]) -> dict[str, Any]:
    fields = shown_fields(model)
    return _group({field.label: _field(field) for field in fields}, _required(fields))


def _field(field: DeclaredField) -> dict[str, Any]:
    value = _value(field)
    if field.many:
        value = {"type": "array", "minItems": 1, "items": value}
    return {**value, "description": field.description}


def _value(field: DeclaredField) -> dict[str, Any]:
    if field.model is not None:
        return _declared(field.model)
    if field.kind is Kind.CHOICE:
        return {"enum": list(field.choices)}
    if field.kind is Kind.FLAG:
        return {"type": "boolean"}
    if field.kind in _PATTERNS:
        return {"type": "string", "pattern": f"^(?:{_PATTERNS[field.kind]})$"}
    return _TEXT
