"""JSON Schema of a type, from its declarations, so that editors complete keys and values.

An editor's YAML reader turns ``2024`` into a number where ours keeps the text, so wherever text
may look like a number or a truth value the schema admits those too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from xuncha_site.records.base import Declared, DeclaredField, fields_of, types
from xuncha_site.records.consistency import may_be_unverified
from xuncha_site.records.fields import (
    DATE_FORM,
    ID_FORM,
    NUMBER_FORM,
    REFERENCE_FORM,
    ROW_ID_FORM,
    Kind,
)
from xuncha_site.records.jurisdiction import Jurisdiction
from xuncha_site.records.settings import Settings

DRAFT = "http://json-schema.org/draft-07/schema#"
EDITOR_FOLDER = ".vscode"
_PLAIN = ["string", "number", "boolean"]
_PATTERNS = {
    Kind.DATE: DATE_FORM.pattern,
    Kind.NUMBER: NUMBER_FORM.pattern,
    Kind.WHOLE: r"0|[1-9]\d{0,8}",
    Kind.ROW_ID: ROW_ID_FORM.pattern,
    Kind.REFERENCE: REFERENCE_FORM.pattern,
    Kind.ADDRESS: r"https?://[^\s\"'<>\\^`{|}]+",
}
# The same bounds for what editors read as a number.
_BOUNDS: dict[Kind, dict[str, int]] = {
    Kind.DATE: {"minimum": 1000, "maximum": 2999, "multipleOf": 1},
    Kind.NUMBER: {"minimum": 0},
    Kind.WHOLE: {"minimum": 0, "maximum": 999_999_999, "multipleOf": 1},
}


def schema(model: type[Declared], title: str) -> dict[str, Any]:
    """The schema of a file that holds one group of the given model."""
    return {"$schema": DRAFT, "title": title, **_group(model)}


def editor_files(folder: str) -> dict[str, str]:
    """The files that let an editor complete keys: {path below ``folder``: JSON text}.

    One schema a type, and ``settings.json``, which says for VS Code what each is for.
    """
    files: dict[str, Any] = {}
    uses: dict[str, str] = {}
    for name, model, title, held in _files():
        files[f"schema/{name}.json"] = schema(model, title)
        uses[f"./{folder}/schema/{name}.json"] = f"data/{held}"
    files["settings.json"] = {"yaml.schemas": uses}
    return {
        name: json.dumps(value, ensure_ascii=False, indent=2) + "\n"
        for name, value in files.items()
    }


def _files() -> Iterator[tuple[str, type[Declared], str, str]]:
    """(name, model, title, files below ``data/``) of everything that is kept as YAML."""
    for kind in types():
        yield kind.folder, kind, kind.name, kind.file or f"{kind.folder}/**/*.yml"
    yield "site", Settings, "站点设置", "site.yml"
    yield "jurisdiction", Jurisdiction, "本地名录", "jurisdiction.yml"


def _group(model: type[Declared]) -> dict[str, Any]:
    declared = fields_of(model)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.label for field in declared if field.required],
        "properties": {field.label: _field(field, model) for field in declared},
    }


def _field(field: DeclaredField, model: type[Declared]) -> dict[str, Any]:
    value = _value(field)
    if field.kind is Kind.FIELD_NAME:
        value = {"enum": may_be_unverified(model)}
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
        bounds = _BOUNDS.get(field.kind)
        read_as = ["string", "number"] if bounds else _PLAIN
        if field.kind is Kind.ADDRESS:
            read_as = ["string"]
        return {"type": read_as, "pattern": f"^(?:{pattern})$", **(bounds or {})}
    return {"type": _PLAIN, "pattern": r"\S"}
