"""The JSON Schema and the checker say the same, as far as a schema can."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from test_faulty_sites import FAULTY, NAMES, build, code_of

from records.editors import as_editors_read, model_of
from records.valid import files_of
from xuncha_site.records.base import Declared, types
from xuncha_site.records.guide import Guide
from xuncha_site.records.schema import schema
from xuncha_site.records.settings import Settings
from xuncha_site.records.validate import validate
from xuncha_site.source import Source, parse

MODELS = [*types(), Settings, Guide]


# --- whatever the checker accepts, the schema accepts


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@settings(max_examples=40)
@given(data=st.data())
def test_every_record_that_is_valid_is_valid_to_editors(
    model: type[Declared], data: st.DataObject
) -> None:
    text = data.draw(files_of(model))
    source = Source("a.yml", text)
    mapping, problems = parse(source)
    assert mapping is not None, problems
    assert not problems
    record, problems = validate(model, mapping, source)
    # A new rule between fields needs its place among the repairs of ``records.valid``.
    assert record is not None, problems

    errors = Draft7Validator(schema(model, "")).iter_errors(as_editors_read(text))

    assert not [f"{list(error.absolute_path)}: {error.message[:200]}" for error in errors]


# --- whatever a schema can see, it refuses with the checker

# Faults of one value by itself, or of the keys of one group.
SEEN = frozenset(
    {
        *("unknown-key", "missing-key", "wrong-type", "empty-value", "unknown-value"),
        *("bad-date", "bad-number", "bad-value", "too-few"),
    }
)
NO_YAML = "no YAML at all: editors tell of it themselves"
NO_TEXT = "the file cannot be read as text"
LINES = "YAML allows it, and it is gone once the values are read"
OTHERS = "takes the other files, or the history"
BETWEEN = "lies between values, or between rows"
WORDS = "takes the words inside a text"
NAMES_OF_FILES = "lies in the name or the place of a file"
NO_RECORD = "is not in a record"

# Folders, or whole codes, whose fault no schema can see, with the reason.
UNSEEN = {
    # one folder of a code that is seen otherwise
    "bad-date--calendar": "a pattern does not know how long a month is",
    "missing-key--frequency": BETWEEN,
    # the text of a file
    "not-utf8": NO_TEXT,
    "unreadable-file": NO_TEXT,
    "symlink-outside": NO_TEXT,
    "control-character": WORDS,
    "file-limit": "a schema counts neither bytes nor depth",
    "merge-conflict": NO_YAML,
    "tab-character": NO_YAML,
    "full-width-colon": NO_YAML,
    "bad-indentation": NO_YAML,
    "bad-syntax": NO_YAML,
    "several-documents": NO_YAML,
    "anchor-or-alias": LINES,
    "yaml-tag": LINES,
    "comment-in-value": LINES,
    "link-in-text": WORDS,
    "duplicate-key": LINES,
    "front-matter": NO_RECORD,
    # the fields of a record
    "date-order": BETWEEN,
    "missing-date": BETWEEN,
    "missing-evidence": BETWEEN,
    "sum-mismatch": BETWEEN,
    "rate-mismatch": BETWEEN,
    "wrong-unit": BETWEEN,
    "figure-form": BETWEEN,
    "duplicate-row-id": BETWEEN,
    "retired-row-id": BETWEEN,
    # the library as a whole
    "unknown-folder": NAMES_OF_FILES,
    "stray-file": NAMES_OF_FILES,
    "unsafe-file": NAMES_OF_FILES,
    "missing-file": NAMES_OF_FILES,
    "unsafe-id": NAMES_OF_FILES,
    "duplicate-id": NAMES_OF_FILES,
    "same-address": NAMES_OF_FILES,
    "reused-id": OTHERS,
    "dangling-reference": OTHERS,
    "wrong-row": OTHERS,
    "hidden-reference": OTHERS,
    "replacement-cycle": OTHERS,
    "dead-link": NO_RECORD,
    "unsafe-link": NO_RECORD,
    "lost-address": OTHERS,
    "bad-address-line": NO_RECORD,
    "stale-as-of": OTHERS,
    "outdated-basis": OTHERS,
    "review-due": OTHERS,
    "no-history": OTHERS,
    "citizen-id": WORDS,
    "mobile-number": WORDS,
    "bank-card": WORDS,
    **dict.fromkeys(
        (
            *("landline", "credit-code", "number-plate", "passport-number", "email-address"),
            *("chat-account", "coordinates", "birth-date", "case-number", "home-address"),
            *("person-name", "known-name", "place-name", "company-name", "body-name"),
            *("classified", "void-waiver"),
        ),
        WORDS,
    ),
    "working-paper": NAMES_OF_FILES,
    "file-property": NO_RECORD,
    "no-names-key": NO_RECORD,
    "not-reviewed": BETWEEN,
    "few-persons": OTHERS,
    "host-warning": NO_RECORD,
}


def unseen(name: str) -> str | None:
    """The key of the table that covers a folder."""
    return next((key for key in (name, code_of(name)) if key in UNSEEN), None)


def told_of(name: str) -> set[str]:
    """The files that a faulty library is told of."""
    golden = (FAULTY / name / "expected.txt").read_text(encoding="utf-8")
    return set(re.findall(r"^(\S+?):\d+:\d+ ", golden, re.MULTILINE))


def refused_by_the_schema(root: Path, file: str) -> bool:
    """Whether an editor underlines something in a record because of its schema."""
    path = root / file
    model = model_of(path, root) if file.startswith("data/") and path.suffix == ".yml" else None
    if model is None:
        return False
    values = as_editors_read(path.read_text(encoding="utf-8"))
    return not Draft7Validator(schema(model, "")).is_valid(values)


@pytest.mark.parametrize("name", [name for name in NAMES if unseen(name) is None])
def test_a_fault_that_a_schema_can_see_is_refused_by_both(name: str, tmp_path: Path) -> None:
    assert code_of(name) in SEEN, f"{name}: add its code to SEEN, or to UNSEEN with the reason"
    root = build(name, tmp_path / "library").path
    for file in told_of(name):
        model = model_of(root / file, root)
        assert model is not None
        source = Source(file, (root / file).read_text(encoding="utf-8"))
        mapping, _ = parse(source)
        assert mapping is None or validate(model, mapping, source)[0] is None
        assert refused_by_the_schema(root, file), file


@pytest.mark.parametrize("key", UNSEEN)
def test_a_fault_that_a_schema_cannot_see_is_not_refused_by_it(key: str, tmp_path: Path) -> None:
    """Or the table is out of date. Some folders of a code hold a second fault that is seen."""
    assert key not in SEEN
    names = [name for name in NAMES if unseen(name) == key]
    assert names, f"no folder has the code {key}"
    for name in names:
        root = build(name, tmp_path / name).path
        try:
            seen = any(refused_by_the_schema(root, file) for file in told_of(name))
        except (OSError, ValueError, yaml.YAMLError):
            seen = False
        if not seen:
            return
    raise AssertionError(f"the schema sees {key}: strike it off UNSEEN")
