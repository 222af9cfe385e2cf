"""Files that are published as they are: what they say, and what their properties tell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Folder
from PIL import ExifTags, Image
from pypdf import PdfWriter

from xuncha_site.gate import AnonymityGate
from xuncha_site.problems import Code

Make = Callable[..., Folder]


def picture(ending: str = "jpeg", **exif: str) -> bytes:
    out = io.BytesIO()
    made = Image.new("RGB", (2, 2))
    tags = made.getexif()
    for name, value in exif.items():
        if name == "gps":
            tags.get_ifd(ExifTags.IFD.GPSInfo)[1] = value
        else:
            tags[{v: k for k, v in ExifTags.TAGS.items()}[name]] = value
    made.save(out, ending, exif=tags)
    return out.getvalue()


def pdf(**properties: str) -> bytes:
    out = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    writer.add_metadata({f"/{name}": value for name, value in properties.items()})
    writer.write(out)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(text: str = "<w:t>自查表</w:t>", creator: str = "", comment: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("docProps/core.xml", f"<p><creator>{creator}</creator></p>")
        package.writestr("word/document.xml", f"<w:d {W}><w:p><w:r>{text}</w:r></w:p></w:d>")
        if comment:
            package.writestr(
                "word/comments.xml",
                f'<w:c {W}><w:comment w:author="{comment}"><w:p/></w:comment></w:c>',
            )
    return out.getvalue()


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, raw in members.items():
            package.writestr(name.replace("_", "."), raw)
    return out.getvalue()


NAME = "管理员李建国没有登记。"
FOUND = {
    "coordinates in a picture": ("a.jpg", picture(gps="N"), Code.FILE_PROPERTY),
    "the artist of a picture": ("a.jpg", picture(Artist="li"), Code.FILE_PROPERTY),
    "a description of a picture": (
        "a.jpg",
        picture(ImageDescription="phone 13800138000"),
        Code.MOBILE_NUMBER,
    ),
    "the author of a PDF": ("a.pdf", pdf(Author="李建国"), Code.FILE_PROPERTY),
    "the title of a PDF": ("a.pdf", pdf(Title=NAME), Code.PERSON_NAME),
    "the creator of a document": ("a.docx", docx(creator="李建国"), Code.FILE_PROPERTY),
    "who commented on a document": ("a.docx", docx(comment="李建国"), Code.FILE_PROPERTY),
    "the text of a document": ("a.docx", docx(f"<w:t>{NAME}</w:t>"), Code.PERSON_NAME),
    "a name parted by a typeface": (
        "a.docx",
        docx("<w:t>管理员李</w:t></w:r><w:r><w:t>建国没有登记。</w:t>"),
        Code.PERSON_NAME,
    ),
    "a mark of classification": ("a.docx", docx("<w:t>机密★5年</w:t>"), Code.CLASSIFIED),
    "a table": ("a.csv", f"a,b\n1,{NAME}\n".encode(), Code.PERSON_NAME),
    "a file in an archive": ("a.zip", packed(b_docx=docx(creator="李")), Code.FILE_PROPERTY),
    "a name in an archive": ("a.zip", packed(a_txt=NAME.encode()), Code.PERSON_NAME),
    "a paper by its name": ("谈话记录.docx", docx(), Code.WORKING_PAPER),
    "no document": ("a.docx", b"PK nothing", Code.UNREADABLE_FILE),
    "no picture": ("a.png", b"\x89PNG nothing", Code.UNREADABLE_FILE),
    "no PDF": ("a.pdf", b"%PDF-1.7 nothing", Code.UNREADABLE_FILE),
}


@pytest.mark.parametrize("what", FOUND)
def test_what_a_file_tells_is_found(what: str, library_folder: Make) -> None:
    name, raw, code = FOUND[what]
    folder = library_folder({f"content/files/{name}": raw})
    problems = AnonymityGate().check_sources(folder.open())
    assert {(p.code, p.where.file) for p in problems} == {(code, f"content/files/{name}")}
    assert all("李建国" not in f"{p.fault}{p.mend}" for p in problems)


CLEAN = {
    "a.jpg": picture(),
    "a.png": picture("png"),
    "a.pdf": pdf(),
    "a.docx": docx(),
    "a.zip": packed(a_txt="没有姓名。".encode()),
}


@pytest.mark.parametrize("name", CLEAN)
def test_a_file_that_tells_nothing_passes(name: str, library_folder: Make) -> None:
    folder = library_folder({f"content/files/{name}": CLEAN[name]})
    assert AnonymityGate().check_sources(folder.open()) == []


def test_an_archive_in_an_archive_in_an_archive_is_not_trusted(library_folder: Make) -> None:
    raw = packed(a_zip=packed(b_zip=packed(c_txt=b"x")))
    folder = library_folder({"content/files/a.zip": raw})
    (problem,) = AnonymityGate().check_sources(folder.open())
    assert problem.code is Code.UNREADABLE_FILE


def test_a_binary_file_that_only_the_output_holds_is_judged(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(creator="李建国"))
    (problem,) = AnonymityGate().check_output(tmp_path)
    assert problem.code is Code.FILE_PROPERTY
