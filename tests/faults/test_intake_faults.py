"""Hostile archives and office files: each ends with a status and a reason, in bounded memory."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from evidencecheck.domain.files import FileStatus
from evidencecheck.domain.limits import MIB, Limits
from evidencecheck.intake import collect

PEAK = 512 * MIB
"""Bytes of memory that none of these files may drive the program beyond."""

CHILD = """
import json, re, sys, tempfile
from pathlib import Path
from evidencecheck.domain.files import FileStatus, MediaType
from evidencecheck.domain.limits import Limits
from evidencecheck.intake import collect
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office import read_docx, read_xlsx

READERS = {MediaType.DOCX: read_docx, MediaType.XLSX: read_xlsx}
found = []
with tempfile.TemporaryDirectory() as scratch:
    for file in collect(Path(sys.argv[1]), Path(scratch), Limits()):
        status, problems, pages = file.status, file.problems, 0
        if status is FileStatus.READ and file.media_type in READERS:
            try:
                content = READERS[file.media_type](file.location, Limits())
                pages, problems = len(content.pages), content.problems
            except ReadError as error:
                status, problems = FileStatus.UNREADABLE, (error.problem,)
        found.append((file.path, status, pages, [(p.code, dict(p.params)) for p in problems]))
# The kernel's own count; getrusage begins with the memory of the process that started this one.
status = Path("/proc/self/status")
peak = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) if status.exists() else 0
print(json.dumps({"found": found, "peak": peak * 1024}))
"""

Found = dict[str, tuple[str, int, list[str]]]
"""Status, pages and codes by path."""


def outcome(source: Path) -> Found:
    """Collect and read in a process of its own, whose memory is measured."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", CHILD, str(source)], capture_output=True, check=True, timeout=120
    )
    result = json.loads(done.stdout)
    assert result["peak"] < PEAK
    for path, status, _, problems in result["found"]:
        assert status == "read" or problems, path
        assert all(all(params.values()) for _, params in problems), path
    return {f: (status, pages, [c for c, _ in ps]) for f, status, pages, ps in result["found"]}


# ---------------------------------------------------------------------- samples


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("libzip__bigzero-zip.zip", {"/bigzero.zip/bigzero": ("unreadable", ["F107"])}),
        (
            "libzip__encrypt-aes256.zip",
            {"/encrypted": ("unreadable", ["F102"]), "/plain": ("skipped", ["F104"])},
        ),
        (
            "libzip__filename_duplicate.zip",
            {"/test1": ("skipped", ["F104"]), "/test1 (2)": ("skipped", ["F104"])},
        ),
        ("oletools__encrypted.docx", {"": ("unreadable", ["F102"])}),
        ("oletools__dde-test.xlsx", {"": ("read", [])}),
        ("docling__xlsx_04_inflated.xlsx", {"": ("read", [])}),
        ("pdfplumber__empty.pdf", {"": ("unreadable", ["F103"])}),
    ],
)
def test_hostile_samples_end_with_a_reason(
    hostile_samples: Path, name: str, expected: dict[str, tuple[str, list[str]]]
) -> None:
    found = {
        path.removeprefix(name): (status, codes)
        for path, (status, _, codes) in outcome(hostile_samples / name).items()
    }
    assert found == expected


def test_archives_of_very_many_members_are_not_opened(hostile_samples: Path) -> None:
    found = outcome(hostile_samples / "libzip__manyfiles-zip.zip")
    assert len(found) == 7
    assert {(status, *codes) for status, _, codes in found.values()} == {("unreadable", "F107")}


def test_an_inflated_sheet_has_the_pages_of_its_content(hostile_samples: Path) -> None:
    ((_, pages, _),) = outcome(hostile_samples / "docling__xlsx_04_inflated.xlsx").values()
    assert pages <= 5


def test_every_hostile_sample_is_told_apart_or_left_to_its_reader(
    hostile_samples: Path, tmp_path: Path
) -> None:
    files = collect(hostile_samples, tmp_path, Limits())
    names = {f.path.split("/")[0] for f in files}
    assert names == {p.name for p in hostile_samples.iterdir()}
    for file in files:
        assert file.status is FileStatus.READ or file.problems


# ---------------------------------------------------------------------- made here

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(path: Path, body: str, head: str = "") -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        )


def laughs(path: Path) -> None:
    entities = '<!ENTITY e0 "哈">' + "".join(
        f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10)
    )
    word(path, "<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", f"<!DOCTYPE x [{entities}]>")


def outside(path: Path) -> None:
    word(
        path,
        "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>",
        '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    )


def deep(path: Path) -> None:
    nested = "<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000
    word(path, nested)


def blown_up(path: Path) -> None:
    word(path, "<w:p><w:r><w:t>" + "空" * 10_000_000 + "</w:t></w:r></w:p>")


def corners(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "x")
        sheet.write(1_048_575, 16_383, "x")


def diagonal(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        for i in range(1500):
            sheet.write(i, i, "x")


def small_lies(path: Path) -> None:
    """A workbook whose directory declares ten bytes for a part of many mebibytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", bytes(100 * MIB))
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\1\2")
    for place in (entry + 24, data.rindex(b"PK\3\4") + 22):
        data[place : place + 4] = (10).to_bytes(4, "little")
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("laughs.docx", laughs, "F101"),
        ("outside.docx", outside, "F101"),
        ("deep.docx", deep, "F101"),
        ("blown-up.docx", blown_up, "F107"),
        ("small-lies.xlsx", small_lies, "F107"),
    ],
)
def test_hostile_office_files_end_with_a_reason(
    tmp_path: Path, name: str, make: Callable[[Path], None], code: str
) -> None:
    make(tmp_path / name)
    ((status, _, codes),) = outcome(tmp_path / name).values()
    assert (status, codes) == ("unreadable", [code])


def many_strings(path: Path) -> None:
    """A workbook that declares a trillion strings and formats, and has one."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.add_worksheet().write(0, 0, "x")
    with zipfile.ZipFile(path) as archive:
        members = {n: archive.read(n) for n in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            for word in (b"count", b"uniqueCount"):
                data = data.replace(word + b'="1"', word + b'="999999999999"')
            archive.writestr(name, data)


@pytest.mark.parametrize("make", [corners, diagonal, many_strings])
def test_sheets_take_what_they_hold_and_not_what_they_span_or_declare(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "a.xlsx")
    ((status, pages, _),) = outcome(tmp_path / "a.xlsx").values()
    assert status == "read"
    assert pages > 0


def test_an_archive_that_holds_itself_ends(tmp_path: Path) -> None:
    """A quine would unpack forever; the same shape with a limit to its depth."""
    data = b"%PDF-1.4"
    for _ in range(30):
        with zipfile.ZipFile(tmp_path / "q.zip", "w") as archive:
            archive.writestr("q.zip", data)
        data = (tmp_path / "q.zip").read_bytes()
    ((status, _, codes),) = outcome(tmp_path / "q.zip").values()
    assert (status, codes) == ("unreadable", ["F107"])
