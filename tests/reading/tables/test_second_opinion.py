"""Ruled tables of digital pages, held against those that pdfplumber, read otherwise, finds."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pdfplumber
import pymupdf
import pytest

from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.tables.ruled import ruled_tables
from evidencecheck.reading.text_layer import read_text_layer

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "development"
PAGES = (
    ("clean", "数据质量控制计划.pdf", 1),
    ("clean", "产品碳足迹报告.pdf", 5),
    ("clean", "能效对标报告.pdf", 2),
    ("clean", "管理手册（质量环境职业健康安全）.pdf", 3),
    ("clean", "2025年绿电交易结算凭证.pdf", 1),
)


def folded(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split())


@pytest.mark.parametrize(("case", "name", "number"), PAGES)
def test_both_find_the_same_cells(case: str, name: str, number: int) -> None:
    (path,) = (FIXTURES / case).rglob(name)
    with pymupdf.open(path) as document, pdfplumber.open(path) as other:
        stored = StoredPage(document[number - 1])
        ours = ruled_tables(stored, read_text_layer(stored))
        theirs = other.pages[number - 1].extract_tables()
        mine = {folded(c.text) for t in ours for row in t.rows for c in row} - {""}
        found = {folded(c) for t in theirs for row in t for c in row} - {""}
    assert len(mine & found) >= 0.9 * len(mine | found)
