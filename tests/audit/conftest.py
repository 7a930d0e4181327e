"""A small report, a large one, and trails of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from saying import AT, decided_on, scored

from evidencecheck.audit import FILE_NAME, Trail, Versions
from evidencecheck.domain.decision import Word
from evidencecheck.domain.document import Citation, Document, Field, StandardRef
from evidencecheck.domain.files import FileStatus
from evidencecheck.domain.finding import Finding, Flag, Level
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.report import (
    DocumentEntry,
    FileEntry,
    IndicatorResult,
    Report,
    SlotResult,
)
from evidencecheck.domain.rule import Source
from evidencecheck.domain.submission import Applicant, NotApplicable, Submission
from evidencecheck.domain.systems import Indicator, Kind, RulePack, Slot

VERSIONS = Versions(
    program="0.1.0", rules="a" * 64, models={"rec.onnx": "b" * 64}, ocr="none", python="3.11.7"
)

MakeReport = Callable[..., Report]
Record = Callable[..., str]


def _citation(file: str, quote: str) -> Citation:
    return Citation(file, 1, Box(0.1, 0.1 + 0.2, 1 / 3, 2 / 3), quote)


def _document(number: int, file: str) -> Document:
    return Document(
        id=f"d{number}",
        file=file,
        first_page=1,
        last_page=3,
        type="ghg-report",
        confidence=0.98765,
        title=_citation(file, "温室气体排放报告"),
        fields=(
            Field("holder", "某某有限公司", "某某有限公司", _citation(file, "名称:某某"), 0.99),
            Field("years", (2023, 2024), "2023-2024", _citation(file, "报告期"), 1.0),
            Field(
                "standards",
                (StandardRef("GB/T 32150", edition="2015"),),
                "GB/T 32150-2015",
                _citation(file, "依据"),
                0.9,
            ),
            Field("total_emissions", 1234.5678, "1 234.5678", _citation(file, "合计"), 0.8),
        ),
    )


def _indicator(number: int, documents: tuple[str, ...], finding: Finding) -> IndicatorResult:
    slot = Slot(id=f"x.{number}/1", text="温室气体排放报告", accepts=("ghg-report",))
    indicator = Indicator(
        id=f"x.{number}",
        kind=Kind.SCORED,
        level1="碳排放监测核算",
        level2="组织碳排放",
        requirement="编制温室气体排放报告。",
        evidence_basis="温室气体排放报告。",
        source=Source(file="003", line=number),
        slots=(slot,),
    )
    results = (SlotResult(slot, Flag.SUPPORTED, documents),)
    return IndicatorResult(indicator, Flag.SUSPICIOUS, results, (finding,))


@pytest.fixture
def make_report() -> MakeReport:
    """A report of as many indicators, and of as many documents in a file each."""

    def make(indicators: int = 2, documents: int = 2, prefix: str = "资料") -> Report:
        paths = [f"{prefix}/{n}.pdf" for n in range(1, documents + 1)]
        entries = [_document(n, path) for n, path in enumerate(paths, start=1)]
        share = max(1, documents // indicators)
        finding = Finding(
            "V201",
            Level.SUSPICIOUS,
            params=(("until", "2025-01-01"),),
            document="d1",
            file=paths[0],
            citations=(_citation(paths[0], "有效期至2025年1月1日"),),
        )
        results = [
            _indicator(n, tuple(d.id for d in entries[(n - 1) * share : n * share]), finding)
            for n in range(1, indicators + 1)
        ]
        return Report(
            pack=RulePack(
                id="x",
                name="某系统",
                edition="2025",
                source=Source(file="003", line=1),
                sections=(),
            ),
            submission=Submission(
                Applicant("某某有限公司", aliases=("旧名",), established=date(2019, 5, 1)),
                date(2026, 3, 31),
                not_applicable=(NotApplicable("x.9", "无此工序"),),
            ),
            years=(2023, 2024, 2025),
            indicators=tuple(results),
            documents=tuple(DocumentEntry(d, ()) for d in entries),
            files=tuple(
                FileEntry(path, f"{n:064x}", 1000 + n, "application/pdf", 3, FileStatus.READ, ())
                for n, path in enumerate(paths, start=1)
            ),
        )

    return make


@pytest.fixture
def record(make_report: MakeReport) -> Record:
    """Append one run to the trail at a path, in an opening of its own; gives its head."""

    def append(path: Path, run_id: str = "r1", report: Report | None = None, **kw: Any) -> str:
        arguments = {"at": AT, "versions": VERSIONS, "report_digest": "c" * 64} | kw
        with Trail(path) as trail:
            return trail.record(report or make_report(), run_id=run_id, **arguments)

    return append


@pytest.fixture
def three_runs(tmp_path: Path, make_report: MakeReport, record: Record) -> tuple[Path, list[str]]:
    """A trail of the runs r1, r2 and r3 (of 2, 3 and 4 documents), and their heads."""
    path = tmp_path / FILE_NAME
    heads = [record(path, f"r{n}", make_report(documents=n + 1)) for n in (1, 2, 3)]
    return path, heads


@pytest.fixture
def decided(three_runs: tuple[Path, list[str]], record: Record) -> tuple[Path, str]:
    """Three runs, decisions, scores, a run more and a decision on it; and the head."""
    path, _ = three_runs
    decided_on(path)
    decided_on(path, reviewer="乙", word=Word.NOT_APPLICABLE, reason="无", until="2026-12-31")
    decided_on(path, word=Word.OTHER_DOCUMENT, documents=(("资料/1.pdf", 1, 2),))
    scored(path)
    record(path, "r4")
    decided_on(path, indicator="x.2", word=Word.REJECTED, reason="过期")
    return path, scored(path)
