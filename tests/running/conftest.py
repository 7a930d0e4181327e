"""Small submissions of PDFs with a text layer, checked without recognition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pymupdf
import pytest

from evidencecheck.audit import Trail
from evidencecheck.domain.decision import Decision, Word
from evidencecheck.running.check import Checker
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book
from evidencecheck.running.submission import Request

FIRM = "青河示例机械有限公司"
DAY = date(2026, 3, 31)


def write_pdf(path: Path, title: str, *lines: str) -> Path:
    """A page with a large title and lines below it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((150, 100), title, fontsize=22, fontname="china-s")
        for number, line in enumerate(lines):
            page.insert_text((70, 160 + 24 * number), line, fontsize=11, fontname="china-s")
        document.save(path)
    return path


def decide(trail: Path, reviewer: str = "甲") -> Decision:
    """A reviewer's word in the trail of a result folder."""
    with Trail(trail) as opened:
        return opened.decide(
            indicator="tianjin.1.1.1",
            word=Word.ACCEPTED,
            reason="",
            reviewer=reviewer,
            at=datetime(2026, 4, 1, tzinfo=UTC),
            evidence_digest="a" * 64,
        )


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    """Two documents that support and one that is expired."""
    folder = tmp_path / "申报材料"
    write_pdf(
        folder / "1.1 承诺书.pdf",
        "零碳工厂承诺书",
        f"承诺单位:{FIRM}",
        "本公司郑重承诺于2035年前建成零碳工厂。",
        "日期:2026年1月5日",
    )
    write_pdf(
        folder / "1.2 管理制度/质量管理体系证书.pdf",
        "质量管理体系认证证书",
        f"获证组织:{FIRM}",
        "证书编号:00122Q30001R0M",
        "认证依据:GB/T 19001-2016",
        "发证日期:2022-03-01",
        "有效期至:2025-02-28",
        "认证机构:某国认证中心有限公司",
    )
    return folder


@pytest.fixture(scope="session")
def options(tmp_path_factory: pytest.TempPathFactory) -> Options:
    """One process, text layers only, a cache of its own."""
    return Options(ocr="none", workers=1, cache_folder=tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def checker(options: Options) -> Iterator[Checker]:
    """One checker for all tests: its reading process is started once."""
    book = load_book()
    with Checker(book, load_extractor(book), options) as made:
        yield made


@pytest.fixture
def request_() -> Callable[..., Request]:
    """A request for FIRM on DAY."""

    def made(**changes: object) -> Request:
        known = {"system": "tianjin", "applicant": FIRM, "date": DAY}
        return Request(**{**known, **changes})  # type: ignore[arg-type]

    return made
