"""score: a sheet that was filled in, read back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from evidencecheck.audit import FILE_NAME, Trail
from evidencecheck.cli import run
from evidencecheck.domain.decision import Word
from evidencecheck.reports.scores import scores_schema
from tests.running.conftest import FIRM, decide, write_pdf

Fill = Callable[..., Path]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of a check of one expired certificate."""
    root = tmp_path_factory.mktemp("checked")
    write_pdf(root / "in" / "质量管理体系证书.pdf", "质量管理体系认证证书", f"获证组织:{FIRM}",
              "认证依据:GB/T 19001-2016", "有效期至:2025-02-28")  # fmt: skip
    arguments = ["check", str(root / "in"), "--system", "tianjin", "--applicant", FIRM,
                 "--date", "2026-03-31", "--out", str(root / "out"), "--quiet",
                 "--ocr", "none", "--workers", "1", "--no-cache"]  # fmt: skip
    assert run(arguments) == 1
    return root / "out"


@pytest.fixture
def out(checked: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(checked, tmp_path / "out"))


@pytest.fixture
def fill(out: Path, tmp_path: Path) -> Fill:
    """Fill in the sheet of the results: for each row what ``entry`` says of id and maximum."""

    def filled(
        entry: Callable[[str, Any], str | float],
        column: str = "评审分",
        change: Callable[[str], str] = str,
    ) -> Path:
        rows = CalamineWorkbook.from_path(out / "scoresheet.xlsx").get_sheet_by_index(0)
        body = rows.to_python(skip_empty_area=False)
        head = next(n for n, row in enumerate(body) if column in row)
        path = tmp_path / "filled.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for n, row in enumerate(body):
                cells = dict(zip(map(str, body[head]), row, strict=True))
                if n > head:
                    cells[column] = entry(str(cells["编号"]), cells["分值"])
                for m, value in enumerate(cells.values() if n >= head else row):
                    if value != "":
                        sheet.write(n, m, change(value) if isinstance(value, str) else value)
        return path

    return filled


def best(name: str, most: Any) -> str | float:
    return most if most != "" else "符合"


def test_a_filled_in_sheet_is_added_up_and_recorded(
    out: Path, fill: Fill, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = fill(best)
    assert run(["score", str(out), "--sheet", str(sheet)]) == 1
    printed = capsys.readouterr().out
    assert "得分 100 / 100" in printed
    assert "暂定：" in printed
    assert "证据缺失而计分或认定符合" in printed
    assert "application_conditions.all_met" in printed

    data = json.loads((out / "scores.json").read_bytes())
    jsonschema.validate(data, scores_schema(), cls=jsonschema.Draft202012Validator)
    assert (data["total"], data["by"], data["provisional"]) == (100, "reviewer", True)
    assert data["applicant"]["name"] == FIRM
    row = next(r for r in data["rows"] if r["indicator"] == "tianjin.1.2.3")
    assert [r["code"] for r in row["remarks"]] == ["on-suspicious", "undecided"]
    assert data["grades"][0]["status"] == "open"

    assert run(["audit", "verify", str(out)]) == 0
    (out / "scores.json").write_bytes((out / "scores.json").read_bytes() + b" ")
    assert run(["audit", "verify", str(out)]) == 1
    assert "scores.json is not the one that the last score wrote" in capsys.readouterr().out


def test_decisions_make_it_final(out: Path, fill: Fill, capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads((out / "report.json").read_bytes())
    suspicious = [i for i in report["indicators"] if i["flag"] == "suspicious"]
    assert suspicious
    said = decide(out / FILE_NAME)
    with Trail(out / FILE_NAME) as trail:
        for entry in suspicious:
            trail.decide(
                indicator=entry["id"], word=Word.REJECTED, reason="证书过期", reviewer="乙",
                at=datetime.fromisoformat(said.at), evidence_digest=entry["evidence_digest"],
            )  # fmt: skip
    sheet = fill(best)
    conditions = "application_conditions.all_met=是"
    assert run(["score", str(out), "--sheet", str(sheet), "--value", conditions]) == 1
    printed = capsys.readouterr().out
    assert "暂定" not in printed
    assert "“零碳”工厂试点：达到" in printed
    assert "证据已被评审人否定" in printed
    data = json.loads((out / "scores.json").read_bytes())
    assert data["values"] == {"application_conditions.all_met": True}
    row = next(r for r in data["rows"] if r["indicator"] == suspicious[0]["id"])
    assert [(d["word"], d["stale"]) for d in row["decisions"]] == [("rejected", False)]
    first = next(r for r in data["rows"] if r["indicator"] == said.indicator)
    assert [d["stale"] for d in first["decisions"]] == [True]


def test_an_english_sheet_and_the_own_scores(
    out: Path, fill: Fill, capsys: pytest.CaptureFixture[str]
) -> None:
    titles = {"编号": "Id", "自评分": "Own score", "评审分": "Reviewer's score", "符合": "Met"}

    def english(text: str) -> str:
        return titles.get(text, text.replace("申报企业", "Applicant"))

    sheet = fill(best, "自评分", english)
    assert run(["score", str(out), "--sheet", str(sheet), "--lang", "en"]) == 1
    printed = capsys.readouterr().out
    assert "counted by the applicant's own scores" in printed
    assert "score 100 / 100" in printed


def test_the_sheet_in_out_is_the_one_that_is_read(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["score", str(out), "--quiet"]) == 1
    assert capsys.readouterr().out == ""
    data = json.loads((out / "scores.json").read_bytes())
    assert (data["total"], data["sheet"]["name"]) == (0, "scoresheet.xlsx")
    assert all(row["counted"] is None for row in data["rows"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.replace(FIRM, "别的示例有限公司"), "别的示例有限公司"),
        (lambda t: t.replace("tianjin.", "wuxi."), "another system"),
        (lambda t: t.replace("申报企业", ""), "whose it is"),
        (lambda t: t.replace("自评分", "分"), "no sheet with the columns"),
    ],
)
def test_a_wrong_sheet_is_one_plain_line(
    out: Path,
    fill: Fill,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[str], str],
    words: str,
) -> None:
    before = (out / FILE_NAME).read_bytes()
    sheet = fill(best, change=change)
    assert run(["score", str(out), "--sheet", str(sheet), "--lang", "en"]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1
    assert not (out / "scores.json").exists()
    assert (out / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--sheet", "nothing.xlsx"], "No such file"),
        (["--sheet", "{out}/report.json"], "cannot be read"),
        (["--value", "offset_ratio=5"], "tianjin asks for: application_conditions.all_met"),
        (["--value", "application_conditions.all_met=5"], "should be yes or no"),
    ],
)
def test_wrong_usage_is_one_plain_line(
    out: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    given = [a.replace("{out}", str(out)) for a in arguments]
    assert run(["score", str(out), *given, "--lang", "en"]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


def test_a_trail_that_was_edited_is_not_scored_on(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (out / "report.json").write_bytes((out / "report.json").read_bytes() + b" ")
    assert run(["score", str(out), "--lang", "en"]) == 2
    assert "not as it was written" in capsys.readouterr().err
    (out / "report.json").unlink()
    assert run(["score", str(out), "--lang", "en"]) == 2
    assert "no report.json in it" in capsys.readouterr().err
