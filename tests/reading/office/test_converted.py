"""Old Word and PowerPoint files: converted where LibreOffice is installed, else told."""

from __future__ import annotations

import os
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import docx as python_docx
import pytest
from office_files import picture_of
from tests.ole_files import ole
from tests.reading.one_file import Read

from evidencecheck.domain.files import FileStatus, MediaType
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import PASTED
from evidencecheck.intake.programs import office_program
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office import converted

with_office = pytest.mark.skipif(not office_program(), reason="LibreOffice is not installed")


def old(path: Path, form: str) -> bytes:
    """The file, saved by LibreOffice in an old format."""
    profile = (path.parent / "profile").as_uri()
    subprocess.run(  # noqa: S603
        [office_program(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", form,
         "--outdir", str(path.parent), str(path)],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return path.with_suffix(f".{form}").read_bytes()


def word(path: Path) -> Path:
    document = python_docx.Document()
    document.add_heading("温室气体核查声明", 0)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "证书编号", "A-001"
    (path.parent / "p.jpg").write_bytes(picture_of(400, 300))
    document.add_picture(str(path.parent / "p.jpg"))
    document.save(str(path))
    return path


@with_office
@pytest.mark.parametrize(("form", "media"), [("doc", MediaType.DOC), ("rtf", MediaType.RTF)])
def test_old_word_files_are_read_as_new_ones(tmp_path: Path, form: str, media: MediaType) -> None:
    read = Read(tmp_path, media)
    found = read(old(word(tmp_path / "a.docx"), form))
    first, pasted = found.pages
    assert [s.text for s in first.spans] == ["温室气体核查声明", "证书编号", "A-001"]
    assert [[c.text for c in row] for t in first.tables for row in t.rows] == [
        ["证书编号", "A-001"]
    ]
    assert pasted.label == f"{PASTED}0"
    assert None not in (read.jpeg(1), read.jpeg(2))


@with_office
def test_old_presentations_too(tmp_path: Path) -> None:
    flat = tmp_path / "a.fodp"
    flat.write_text(PRESENTATION, encoding="utf-8")
    try:
        data = old(flat, "ppt")
    except FileNotFoundError:
        pytest.skip("LibreOffice is installed without Impress")
    read = Read(tmp_path, MediaType.PPT)
    assert read.texts(data) == ["零碳工厂汇报"]
    assert read.jpeg() is not None


PRESENTATION = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body>
<office:presentation><draw:page><draw:frame svg:width="20cm" svg:height="3cm" svg:x="2cm"
 svg:y="2cm"><draw:text-box><text:p>零碳工厂汇报</text:p></draw:text-box></draw:frame></draw:page>
</office:presentation></office:body></office:document>"""
"""A presentation in flat OpenDocument, which LibreOffice takes."""


@pytest.mark.parametrize(
    ("media", "name", "data"),
    [
        (MediaType.DOC, "doc", ole({"WordDocument": struct.pack("<HH", 0xA5EC, 0xC1) + bytes(60)})),
        (MediaType.RTF, "rtf", b"{\\rtf1 x}"),
        (MediaType.PPT, "ppt", ole({"Current User": bytes(40), "PowerPoint Document": b"x"})),
    ],
)
def test_without_the_program_the_format_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, media: MediaType, name: str, data: bytes
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    read = Read(tmp_path, media)
    assert read(data).status is FileStatus.SKIPPED
    assert read.said() == [("F104", name, None)]


@pytest.mark.parametrize(
    ("media", "data"),
    [
        (
            MediaType.DOC,
            ole({"WordDocument": struct.pack("<HHLHH", 0xA5EC, 0xC1, 0, 0, 0x100) + bytes(60)}),
        ),
        (
            MediaType.PPT,
            ole({"Current User": bytes(12) + struct.pack("<L", 0xF3D1C4DF) + bytes(20)}),
        ),
    ],
)
def test_encrypted_files_say_so(tmp_path: Path, media: MediaType, data: bytes) -> None:
    found = Read(tmp_path, media)(data)
    assert (found.status, found.problems[0].code) == (FileStatus.UNREADABLE, "F102")


@pytest.mark.parametrize("data", [b"", b"oops", ole({"Other": b"x"}), ole({"WordDocument": b"x"})])
def test_broken_containers_say_so(tmp_path: Path, data: bytes) -> None:
    found = Read(tmp_path, MediaType.DOC)(data)
    assert (found.status, found.problems[0].code) == (FileStatus.UNREADABLE, "F101")


@with_office
def test_what_it_cannot_convert_is_told(tmp_path: Path) -> None:
    data = ole({"WordDocument": struct.pack("<HH", 0xA5EC, 0xC1) + os.urandom(9000)})
    found = Read(tmp_path, MediaType.DOC)(data)
    assert found.status is FileStatus.UNREADABLE or not any(p.spans for p in found.pages)


# ---------------------------------------------------------------------- the program's manners


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for LibreOffice that starts another process and never ends."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {tmp_path}/child\nsleep 600\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "scratch").mkdir()
    return tmp_path


@pytest.mark.skipif(os.name != "posix", reason="process groups as POSIX has them")
def test_it_is_ended_in_time_with_all_that_it_started(slow: Path) -> None:
    (slow / "a.rtf").write_bytes(b"{\\rtf1 x}")
    with pytest.raises(ReadError) as error:
        converted.read_rtf(slow / "a.rtf", Limits(convert_seconds=1.0))
    assert error.value.problem.params == (("reason", "not converted by LibreOffice within 1 s"),)
    child = int((slow / "child").read_text())
    assert _is_gone(child)
    assert list((slow / "scratch").iterdir()) == []


def _is_gone(process: int) -> bool:
    """Whether a process that was killed ends within a few seconds."""
    status = Path(f"/proc/{process}/status")
    for _ in range(50):
        try:
            if "Z (zombie)" in status.read_text():
                return True
        except OSError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(os.name != "posix", reason="a program as a shell script")
def test_a_part_of_it_that_is_not_installed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'Error: no export filter for x found, aborting.' >&2\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    read = Read(tmp_path, MediaType.PPT)
    assert read(ole({"Current User": bytes(40)})).status is FileStatus.SKIPPED
    assert read.said() == [("F104", "ppt", None)]


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A picture on a web server of this machine, and what was asked of it."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(picture_of(200, 200, "PNG"))

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            return None

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/x.png", paths
    server.shutdown()
    server.server_close()


@with_office
def test_nothing_is_fetched(tmp_path: Path, asked: tuple[str, list[str]]) -> None:
    address, paths = asked
    document = python_docx.Document()
    document.add_paragraph("正文")
    document.save(str(tmp_path / "a.docx"))
    linked(tmp_path / "a.docx", address)
    data = old(tmp_path / "a.docx", "doc")
    assert paths, "LibreOffice, left to itself, fetches the picture"
    paths.clear()
    read = Read(tmp_path, MediaType.DOC)
    assert read.texts(data) == ["正文"]
    assert paths == []


def linked(path: Path, address: str) -> None:
    """Put a picture that lies elsewhere into a Word file."""
    document = python_docx.Document(str(path))
    (path.parent / "p.png").write_bytes(picture_of(100, 100, "PNG"))
    document.add_picture(str(path.parent / "p.png"))
    blip = document.element.body.xpath(".//a:blip")[0]
    space = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    relation = document.part.relate_to(address, f"{space[1:-1]}/image", is_external=True)
    del blip.attrib[f"{space}embed"]
    blip.set(f"{space}link", relation)
    document.save(str(path))
