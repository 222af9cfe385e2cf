"""JSON Schema of a type, from its declarations, so that editors complete keys and values.

An editor's YAML reader turns ``2024`` into a number where ours keeps the text, so wherever text
may look like a number or a truth value the schema admits those too.
"""

from __future__ import annotations

from typing import Any

from xuncha_site.records.base import Declared, DeclaredField, fields_of
from xuncha_site.records.fields import (
    DATE_FORM,
    ID_FORM,
    NUMBER_FORM,
    REFERENCE_FORM,
    ROW_ID_FORM,
    Kind,
)

DRAFT = "http://json-schema.org/draft-07/schema#"
_PLAIN = ["string", "number", "boolean"]
_PATTERNS = {
    Kind.DATE: DATE_FORM.pattern,
    Kind.NUMBER: NUMBER_FORM.pattern,
    Kind.WHOLE: r"0|[1-9]\d{0,8}",
    Kind.ROW_ID: ROW_ID_FORM.pattern,
    Kind.REFERENCE: REFERENCE_FORM.pattern,
    Kind.ADDRESS: r"https?://[^\s\"'<>\\^`{|}]+",
}


def schema(model: type[Declared], title: str) -> dict[str, Any]:
    """The schema of a file that holds one group of the given model."""
    return {"$schema": DRAFT, "title": title, **_group(model)}


def _group(model: type[Declared]) -> dict[str, Any]:
    declared = fields_of(model)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.label for field in declared if field.required],
        "properties": {field.label: _field(field) for field in declared},
    }


def _field(field: DeclaredField) -> dict[str, Any]:
    value = _value(field)
    if field.many:
        value = {"type": "array", "items": value}
        if field.least:
            value["minItems"] = field.least
    if not field.required:
        # An optional key with nothing behind it counts as not written.
        value = {"anyOf": [value, {"type": "null"}]}
    return {"title": field.label, "description": field.description, **value}


def _value(field: DeclaredField) -> dict[str, Any]:
    if field.model is not None:
        return _group(field.model)
    if field.kind is Kind.CHOICE:
        return {"enum": list(field.choices)}
    if field.kind is Kind.FLAG:
        return {"enum": ["是", "否"]}
    if field.kind in _PATTERNS:
        # Record ids are the narrower form of row ids; both are declared as the same kind.
        pattern = ID_FORM.pattern if field.attribute == "former_ids" else _PATTERNS[field.kind]
        return {"type": ["string", "number"], "pattern": f"^(?:{pattern})$"}
    return {"type": _PLAIN, "pattern": r"\S"}
