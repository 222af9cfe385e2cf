"""YAML as editors' language servers read it, to hold against what our own reader says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar

import yaml

from xuncha_site.records.base import Declared, types
from xuncha_site.records.jurisdiction import Jurisdiction
from xuncha_site.records.settings import Settings


class _CoreSchema(yaml.SafeLoader):
    """The core schema of YAML 1.2: neither dates, nor ``no`` as a truth value, nor 12:30."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for _tag, _form, _first in (
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "float",
        (
            r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
            r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
        ),
        "-+.0123456789",
    ),
):
    _CoreSchema.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_form})\Z"), [*_first, ""]
    )


def _number(loader: _CoreSchema, node: yaml.ScalarNode) -> float:
    text = loader.construct_scalar(node)
    if text.startswith(("0x", "0o")):
        return int(text, 0)
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))


for _tag in ("int", "float"):
    _CoreSchema.add_constructor(f"tag:yaml.org,2002:{_tag}", _number)


def as_editors_read(text: str) -> Any:
    """The values of a file. Raises ``yaml.YAMLError`` where editors show a fault of their own."""
    return _CoreSchema(text).get_single_data()


def model_of(path: Path, root: Path) -> type[Declared] | None:
    """What a file of a library is checked against; None for a file that is no record."""
    if path.name == "site.yml":
        return Settings
    if path.name == "jurisdiction.yml":
        return Jurisdiction
    first = path.relative_to(root / "data").parts[0]
    return next((kind for kind in types() if first in (kind.folder, kind.file)), None)
