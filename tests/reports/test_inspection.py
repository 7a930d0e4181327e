"""What is said of a file as a whole when it is inspected."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from evidencecheck.domain.files import FileReading, FileStatus, MediaType, SourceFile
from evidencecheck.domain.provenance import Changes, Provenance, Signature
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.inspection import inspection_json, render_inspection

FILE = SourceFile("a.pdf", Path("a.pdf"), "", 1, MediaType.PDF)


def reading(intact: bool | None, changes: Changes) -> FileReading:
    signature = Signature("S1", intact, changes, "某某", signed_at="2025-03-04T10:15:00+08:00")
    stated = Provenance(producer="iText", revisions=2)
    return FileReading("a.pdf", FileStatus.READ, (), (), (signature,), stated)


@pytest.mark.parametrize(
    ("intact", "changes", "says"),
    [
        (True, Changes.NONE, "完好"),
        (True, Changes.ALLOWED, "完好"),
        (True, Changes.OTHER, "签名后有改动"),
        (True, Changes.UNCOVERED, "签名后有改动"),
        (True, Changes.UNKNOWN, "无法验证"),
        (False, Changes.NONE, "验证不通过"),
        (None, Changes.UNKNOWN, "无法验证"),
    ],
)
def test_each_state_has_its_words(
    book: RuleBook, intact: bool | None, changes: Changes, says: str
) -> None:
    out = io.StringIO()
    read = reading(intact, changes)
    render_inspection(Console(file=out, width=200), FILE, read, (), book, "zh")
    assert f"数字签名：某某  {says}  2025-03-04T10:15:00+08:00" in out.getvalue()
    assert "生成程序 iText  保存次数 2" in out.getvalue()


def test_json_holds_what_the_file_states(book: RuleBook) -> None:
    data = json.loads(inspection_json(FILE, reading(True, Changes.NONE), (), book, "en"))
    assert data["provenance"] == {"producer": "iText", "revisions": 2}
    assert data["signatures"][0]["intact"] is True
    assert json.loads(inspection_json(FILE, None, (), book, "en"))["signatures"] == []
