"""Files that are published as they are: their texts, and what their properties tell.

A file that cannot be read cannot be judged, and stops the build.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from xuncha_site.problems import Code, Place, Problem

_IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
_OFFICE = frozenset({".docx", ".xlsx", ".pptx"})
_TEXTS = frozenset({".txt", ".csv", ".md", ".json", ".xml", ".html"})
_MOST = 50_000_000  # bytes unpacked from one file
_PERSONAL = frozenset(
    ("creator", "lastModifiedBy", "manager", "company", "author", "lastmodifiedby", "managers")
)
_NOBODY = frozenset(
    {"", "python-docx", "openpyxl", "wps", "microsoft office user", "admin", "user"}
)


@dataclass(slots=True)
class Inside:
    """What a file holds: running text, and properties that name a person or a place."""

    texts: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)


class UnreadableError(Exception):
    """A file that cannot be read as what its name says."""


def inside(name: str, raw: bytes, depth: int = 0) -> Inside:
    """Read a file of ``content/``. Raises ``UnreadableError``."""
    ending = Path(name).suffix.lower()
    found = Inside()
    try:
        if ending in _IMAGES:
            _image(raw, found)
        elif ending == ".pdf":
            _pdf(raw, found)
        elif ending in _OFFICE:
            _office(raw, found)
        elif ending == ".zip":
            _archive(raw, found, depth)
        elif ending in _TEXTS:
            found.texts.append(raw.decode("utf-8-sig"))
    except UnreadableError:
        raise
    except Exception as error:  # whatever a library raises over a broken file
        raise UnreadableError("内容不完整，或者与扩展名不符") from error
    return found


def _image(raw: bytes, found: Inside) -> None:
    from PIL import ExifTags, Image  # noqa: PLC0415 (heavy: only where there are pictures)

    with Image.open(io.BytesIO(raw)) as picture:
        picture.verify()
    with Image.open(io.BytesIO(raw)) as picture:
        exif = picture.getexif()
        for tag, value in exif.items():
            label = ExifTags.TAGS.get(tag, str(tag))
            if label in (
                "Artist",
                "XPAuthor",
                "CameraOwnerName",
                "BodySerialNumber",
                "HostComputer",
            ):
                found.properties[label] = str(value)
            elif label in ("ImageDescription", "UserComment", "XPComment", "XPTitle", "Copyright"):
                found.texts.append(str(value))
        if exif.get_ifd(ExifTags.IFD.GPSInfo):
            found.properties["GPSInfo"] = "拍摄位置"
        notes = {str(key): text for key, text in picture.info.items() if isinstance(text, str)}
        for label, said in notes.items():
            if label.lower() in _PERSONAL:
                found.properties[label] = said
            else:
                found.texts.append(said)


def _pdf(raw: bytes, found: Inside) -> None:
    from pypdf import PdfReader  # noqa: PLC0415 (heavy, in the same way)

    reader = PdfReader(io.BytesIO(raw))
    if reader.is_encrypted:
        raise UnreadableError("文件加了密码")
    for label, value in (reader.metadata or {}).items():
        if label.strip("/").lower() == "author":
            found.properties["Author"] = str(value)
        elif label.strip("/").lower() in ("title", "subject", "keywords"):
            found.texts.append(str(value))
    found.texts += [page.extract_text() or "" for page in reader.pages]


def _office(raw: bytes, found: Inside) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for name in _members(package):
            if not name.endswith(".xml"):
                continue
            tree = ET.fromstring(_unpacked(package, name))  # noqa: S314 (sizes are bounded)
            if name.startswith("docProps/"):
                for node in tree.iter():
                    label = node.tag.rpartition("}")[2]
                    if label in ("creator", "lastModifiedBy", "Manager", "Company"):
                        found.properties[label] = node.text or ""
                    elif node.text and node.text.strip():
                        found.texts.append(node.text)
            elif not name.startswith("[Content") and "/theme/" not in name and "/_rels" not in name:
                found.texts += _paragraphs(tree)
                found.properties |= _authors(tree)


def _paragraphs(tree: ET.Element) -> list[str]:
    """Runs of one paragraph are read in one: a name may be parted by a change of typeface."""
    blocks = [n for n in tree.iter() if n.tag.rpartition("}")[2] in ("p", "si", "c", "comment")]
    texts = ("".join(text or "" for text in block.itertext()) for block in blocks)
    return [text for text in texts if text.strip()]


def _authors(tree: ET.Element) -> dict[str, str]:
    """Who commented or changed, as office software notes it at each place."""
    names = {
        value
        for node in tree.iter()
        for label, value in node.attrib.items()
        if label.rpartition("}")[2] in ("author", "userName") and value
    }
    return {"author": "、".join(sorted(names))} if names else {}


def _archive(raw: bytes, found: Inside, depth: int) -> None:
    if depth > 1:
        raise UnreadableError("压缩包套得太深")
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for name in _members(package):
            if name.endswith("/"):
                continue
            within = inside(name, _unpacked(package, name), depth + 1)
            found.texts += [name, *within.texts]
            found.properties |= {f"{name} {key}": text for key, text in within.properties.items()}


def _members(package: zipfile.ZipFile) -> list[str]:
    if sum(member.file_size for member in package.infolist()) > _MOST:
        raise UnreadableError("解开以后太大")
    return sorted(package.namelist())


def _unpacked(package: zipfile.ZipFile, name: str) -> bytes:
    return package.read(name)


def problems_of_properties(name: str, properties: dict[str, str]) -> Iterator[Problem]:
    """What the properties of a file tell of who made it, and where."""
    for label, value in sorted(properties.items()):
        if re.sub(r"\s", "", value).lower() in _NOBODY:
            continue
        kind = "拍摄位置" if label.endswith("GPSInfo") else "作者一类的内容"
        fault = f"文件属性里有{kind}（{label}）"
        mend = "清除文件的属性再放进来：在文件的“属性—详细信息”里选“删除属性和个人信息”。"
        yield Problem(Code.FILE_PROPERTY, Place(name), fault, mend)


def unreadable(name: str, reason: str) -> Problem:
    """The problem of an attachment that cannot be judged."""
    fault = f"附件读不出来，不能检查：{' '.join(reason.split())[:80]}"
    return Problem(
        Code.UNREADABLE_FILE, Place(name), fault, "换成能打开、没有加密的文件，或者移走。"
    )
