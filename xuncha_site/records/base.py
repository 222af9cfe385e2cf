"""What every record has, and how a type of record is declared.

A type is one module with one subclass of ``Record`` that names its folder; ``types()`` finds it.
Everything else the product knows of a type (keys, messages, schema, lists) is derived from the
declared fields through ``fields_of``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, ClassVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

from xuncha_site.problems import Code
from xuncha_site.records.fields import (
    Date,
    FieldName,
    Kind,
    RecordId,
    Reference,
    RefersTo,
    RowId,
    Searched,
    Text,
    Uses,
    declare,
    uses_of,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault between fields: the label it is told at (or a path of labels), and its words."""

    where: str | tuple[str | int, ...]
    code: Code
    fault: str
    mend: str


class Declared(BaseModel):
    """A group of declared fields: a record, a row of one, or a part of one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def faults(self) -> Iterator[Fault]:
        """What is wrong between fields that are each right. Asked once all fields are right."""
        yield from ()


class Row(Declared):
    """A part of a record that can be referred to: ``id#编号``, anchored on its page."""

    called: ClassVar[str] = "条目"  # what kind of row it is, where a record has several
    page_folder: ClassVar[str] = ""  # where its pages stand, set for rows with pages of their own

    row_id: RowId = declare("编号", "本条在记录内的编号，写定后不改、不重用", example="w1")

    @property
    def row_name(self) -> str:
        """What a link to the row shows."""
        return self.row_id


class Visibility(StrEnum):
    """Who may read (可见范围), from the widest to the narrowest."""

    PUBLIC = "公开"
    INTERNAL = "内部"
    DRAFT = "草稿"


class Nature(StrEnum):
    """What a record is made of (性质)."""

    ILLUSTRATIVE = "教学示例"
    PUBLIC_SOURCE = "公开来源"
    ANONYMIZED = "脱敏真实"


class Withdrawal(Declared):
    """Why a record is no longer in use (撤回). Its page stays, without its body."""

    date: Date = declare("日期", "撤回的日期", example="2024-05-01")
    reason: Text = declare("理由", "为什么撤回，一句话", example="内容已由新记录代替")
    successor: Annotated[Reference, RefersTo("")] | None = declare(
        "接替", "接替它的同类记录的编号", default=None
    )


class Waiver(Declared):
    """One span of text that the gate lets through (豁免): who says so, why, until when."""

    text: Text = declare("文", "放行的文字，与正文里完全一样", example="某地名")
    reason: Text = declare("理由", "为什么可以出现", example="上级公开通报原文")
    reviewer: Text = declare("审核人", "谁同意的，写岗位，不写姓名", example="巡察办主任")
    until: Date = declare("有效期至", "到哪一天为止，写成 2024-03-05", example="2025-12-31")
    check: Text | None = declare(
        "核对码", "运行 xuncha check 给出；所在的一句改了就失效", default=None
    )


class Review(Declared):
    """Who has looked at a record before it is published (审核): posts, not names."""

    first: Text = declare("初审", "初审人的岗位", example="巡察组副组长")
    second: Text = declare("复审", "复审人的岗位", example="巡察办综合科科长")
    approval: Text = declare("批准", "批准人的岗位", example="巡察办主任")
    date: Date = declare("日期", "批准的日期", example="2024-05-01")


class Titled(Declared):
    """What records and guidance pages have in common."""

    title: Text = declare(
        "标题", "一行，不加书名号以外的标点", searched=Searched.TITLE, example="标题写在这里"
    )
    summary: Text | None = declare("摘要", "一两句话，说清讲什么", default=None)
    keywords: tuple[Text, ...] = declare(
        "关键词", "读者可能用来查找的词", default=(), searched=Searched.KEYWORD
    )
    date: Date | None = declare("日期", "写成 2024、2024-03 或 2024-03-05", default=None)
    visibility: Visibility = declare(
        "可见范围", "公开：人人可见；内部：只进内部站；草稿：只给编辑看", example="草稿"
    )
    former_ids: tuple[RecordId, ...] = declare(
        "曾用编号", "改过的旧编号，旧地址会自动转到本页", default=()
    )
    waivers: tuple[Waiver, ...] = declare(
        "豁免", "脱敏检查放行的文字，逐处写，不进网站", default=(), trainers=True
    )


class Record(Titled):
    """One file under ``data/``. A subclass with ``folder`` is a type of its own."""

    folder: ClassVar[str] = ""
    name: ClassVar[str] = ""
    place: ClassVar[int] = 99  # position among the sections of the site
    in_menu: ClassVar[bool] = True
    lists_referrers: ClassVar[bool] = True  # its page shows who mentions it
    counter: ClassVar[str] = "个"  # the measure word (量词) of its records
    lede: ClassVar[str] = ""  # one sentence under the title of the type's list
    file: ClassVar[str] = ""  # set for a type kept in one file, such as taxonomy.yml
    of_its_time: ClassVar[bool] = False  # tells of its date: a text in force then is no mistake
    grouped_by: ClassVar[str] = ""  # attribute of the choice or reference that lists go by
    # Rows that stand for themselves in filters and tables, one line each: the attributes that lead
    # to them; the name of their files ("" for that of a type kept in one file); what they call the
    # record that they belong to.
    parts: ClassVar[str] = ""
    parts_file: ClassVar[str] = ""
    part_of: ClassVar[str] = ""

    summary: Text = declare("摘要", "一两句话，说清讲什么", example="用一两句话说清讲什么。")
    date: Date = declare("日期", "写成 2024、2024-03 或 2024-03-05", listed=True, example="2024")
    nature: Nature = declare("性质", "内容从哪里来", facet=True, example="教学示例")
    source: Text = declare(
        "来源", "出自哪里：机关、标题、日期；虚构的写明虚构", example="虚构，供教学使用"
    )
    withdrawn: Withdrawal | None = declare(
        "撤回", "不再使用时填写，正文随即移除", default=None, acyclic=True
    )
    retired_rows: tuple[RowId, ...] = declare(
        "停用编号", "删去的条目用过的编号，不再给别的条目", default=()
    )
    unverified: tuple[FieldName, ...] = declare(
        "待核", "还没有核实的键名，读者看不到这些内容", default=()
    )
    review: Review | None = declare(
        "审核", "谁审过，公开的“脱敏真实”必写，不进网站", default=None, trainers=True
    )

    @classmethod
    def word(cls) -> str:
        """The type's English word, as the command line takes it."""
        return cls.__name__.lower()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.folder:
            _declared_types[cls.folder] = cls


_declared_types: dict[str, type[Record]] = {}


def types() -> tuple[type[Record], ...]:
    """Every declared type of record, in the order of the site's sections.

    Modules of this package are found by being there: a new type needs no registration.
    """
    package = importlib.import_module("xuncha_site.records")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"xuncha_site.records.{module.name}")
    return tuple(sorted(_declared_types.values(), key=lambda kind: (kind.place, kind.folder)))


@dataclass(frozen=True, slots=True)
class DeclaredField:
    """One declared field, as all derived outputs read it."""

    attribute: str
    label: str
    description: str
    required: bool
    kind: Kind
    many: bool
    least: int
    model: type[Declared] | None  # for a group
    refers_to: str | None  # for a reference: folder of the type; "" is the record's own type
    refers_to_rows: str  # for a reference to rows of some names only: those names
    choices: tuple[str, ...]
    uses: Uses

    @property
    def searched(self) -> Searched:
        """The part of the search index that its values stand in."""
        words = self.kind in (Kind.TEXT, Kind.PROSE)
        return self.uses.searched or (Searched.BODY if words else Searched.NOT)

    @property
    def shown(self) -> str:
        """What readers see it called."""
        return self.uses.shown or self.label

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings of its column in spreadsheets, the one that we write first."""
        return tuple(dict.fromkeys((self.label, *self.uses.columns)))


@cache
def fields_of(model: type[Declared]) -> tuple[DeclaredField, ...]:
    """The declared fields of a model, in the order in which they are written."""
    return tuple(_field(name, info) for name, info in model.model_fields.items())


@cache
def fields_by_label(model: type[Declared]) -> dict[str, DeclaredField]:
    """The declared fields of a model by their key."""
    return {declared.label: declared for declared in fields_of(model)}


@cache
def groups_in(model: type[Declared]) -> tuple[DeclaredField, ...]:
    """The declared fields of a model that hold groups."""
    return tuple(declared for declared in fields_of(model) if declared.model is not None)


def _field(attribute: str, info: FieldInfo) -> DeclaredField:
    annotation, metadata = _plain(info.annotation, list(info.metadata))
    many = get_origin(annotation) is tuple
    if many:
        annotation, metadata = _plain(get_args(annotation)[0], [])
    model = annotation if _is(annotation, Declared) else None
    choices = tuple(str(item) for item in annotation) if _is(annotation, StrEnum) else ()
    kind = Kind.GROUP if model else Kind.CHOICE if choices else Kind.TEXT
    for mark in metadata:
        kind = mark if isinstance(mark, Kind) else kind
    refers = next((mark for mark in metadata if isinstance(mark, RefersTo)), None)
    least = next((mark.min_length for mark in info.metadata if hasattr(mark, "min_length")), 0)
    return DeclaredField(
        attribute=attribute,
        label=info.alias or attribute,
        description=info.description or "",
        required=info.is_required(),
        kind=kind,
        many=many,
        least=least,
        model=model,
        refers_to=refers.folder if refers else None,
        refers_to_rows=refers.rows if refers else "",
        choices=choices,
        uses=uses_of(info.json_schema_extra),
    )


def _plain(annotation: Any, metadata: list[Any]) -> tuple[Any, list[Any]]:
    """Strip ``Annotated`` and ``| None`` off a type, collecting what ``Annotated`` carried."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            metadata = [*metadata, *more]
        elif get_origin(annotation) in (Union, UnionType):
            (annotation,) = (arg for arg in get_args(annotation) if arg is not type(None))
        else:
            return annotation, metadata


def _is(annotation: Any, kind: type) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, kind)
