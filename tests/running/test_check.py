"""One submission from folder to OUT."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
import xlsxwriter

from evidencecheck.audit import FILE_NAME, Trail, decisions, verify
from evidencecheck.domain.files import FileStatus
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.report import Report
from evidencecheck.running.check import Checker
from evidencecheck.running.errors import UsageError
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.options import Options
from evidencecheck.running.pool import ReadingPool
from evidencecheck.running.setup import load_book
from evidencecheck.running.submission import Request
from tests.reading.signing import SIGNER, signed
from tests.running.conftest import FIRM, decide, write_pdf

Ask = Callable[..., Request]


def flag(report: Report, indicator: str) -> Flag:
    return next(r.flag for r in report.indicators if r.indicator.id == f"tianjin.{indicator}")


def test_a_submission_is_flagged(checker: Checker, submission: Path, request_: Ask) -> None:
    report = checker.check(submission, request_())
    assert len(report.indicators) == 46
    assert flag(report, "1.1.1") is Flag.SUPPORTED
    assert flag(report, "1.2.3") is Flag.SUSPICIOUS
    assert flag(report, "1.3.1") is Flag.MISSING


def test_out_holds_everything_and_the_trail_verifies(
    checker: Checker, submission: Path, request_: Ask, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    checker.check(submission, request_(), out)
    names = {"report.json", "report.html", "scoresheet.xlsx", "correction-notice.docx", FILE_NAME}
    assert {p.name for p in out.iterdir() if not p.name.startswith(".")} == names
    verdict = verify(out / FILE_NAME, report=out / "report.json")
    assert verdict.ok, verdict.reason
    data = json.loads((out / "report.json").read_bytes())
    assert [f["path"] for f in data["files"]] == [
        "1.1 承诺书.pdf",
        "1.2 管理制度/质量管理体系证书.pdf",
    ]


def test_text_that_the_page_does_not_show_is_suspicious(
    checker: Checker, submission: Path, request_: Ask
) -> None:
    path = submission / "1.2 管理制度/质量管理体系证书.pdf"
    with pymupdf.open(path) as document:
        (place,) = document[0].search_for("2025-02-28")
        around = pymupdf.Rect(place.x0 - 2, place.y0 - 4, place.x1 + 4, place.y1 + 4)
        document[0].draw_rect(around, color=(1, 1, 1), fill=(1, 1, 1))
        document.saveIncr()
    report = checker.check(submission, request_())
    (certificate,) = (e for e in report.documents if e.document.file.endswith("证书.pdf"))
    told = [f for f in certificate.findings if f.code == "A706"]
    assert [dict(f.params)["layer"] for f in told] == ["2025-02-28"]


def test_digital_signatures_reach_the_report(
    checker: Checker, submission: Path, request_: Ask, tmp_path: Path
) -> None:
    letter = submission / "1.1 承诺书.pdf"
    letter.write_bytes(signed(tmp_path / "signed.pdf", letter).read_bytes())
    out = tmp_path / "out"
    report = checker.check(submission, request_(), out)
    assert {f.path: [s.holds for s in f.signatures] for f in report.files}[letter.name] == [True]
    data = json.loads((out / "report.json").read_bytes())
    (found,) = next(f["signatures"] for f in data["files"] if f["path"] == letter.name)
    assert (found["signer"], found["intact"], found["trusted"]) == (SIGNER, True, None)


def test_twice_the_same_gives_the_same_bytes(
    checker: Checker, submission: Path, request_: Ask, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        checker.check(submission, request_(), tmp_path / name)
    first, second = ((tmp_path / n / "report.json").read_bytes() for n in ("a", "b"))
    assert first == second


def test_decisions_survive_a_second_run(
    checker: Checker, submission: Path, request_: Ask, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    checker.check(submission, request_(), out)
    said = decide(out / FILE_NAME)
    with Trail(out / FILE_NAME):
        # Somebody has it open, so that its log lies beside it.
        other = decide(out / FILE_NAME, "乙")
        checker.check(submission, request_(), out)
    assert decisions(out / FILE_NAME) == (said, other)
    verdict = verify(out / FILE_NAME, report=out / "report.json")
    assert (verdict.ok, verdict.reason) == (True, "")
    assert [p.name for p in out.glob(f"{FILE_NAME}*")] == [FILE_NAME]


def test_a_second_run_into_the_same_out_carries_the_trail_on(
    checker: Checker, submission: Path, request_: Ask, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    checker.check(submission, request_(), out)
    one = verify(out / FILE_NAME).events
    checker.check(submission, request_(), out)
    two = verify(out / FILE_NAME)
    assert two.ok
    assert two.events == 2 * one


def test_a_zip_is_read_like_its_folder(
    checker: Checker, submission: Path, request_: Ask, tmp_path: Path
) -> None:
    archive = tmp_path / "材料.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(submission.rglob("*.pdf")):
            packed.write(path, path.relative_to(submission).as_posix())
    report = checker.check(archive, request_())
    assert flag(report, "1.1.1") is Flag.SUPPORTED
    assert report.files[0].path == "材料.zip/1.1 承诺书.pdf"


def test_a_single_file(checker: Checker, submission: Path, request_: Ask) -> None:
    report = checker.check(submission / "1.1 承诺书.pdf", request_())
    assert [f.path for f in report.files] == ["1.1 承诺书.pdf"]
    assert flag(report, "1.1.1") is Flag.SUPPORTED


def test_a_bad_file_is_a_finding(checker: Checker, submission: Path, request_: Ask) -> None:
    (submission / "1.3 试点方案.pdf").write_bytes(b"%PDF-1.7 nothing else")
    report = checker.check(submission, request_())
    assert flag(report, "1.3.1") is Flag.SUSPICIOUS
    assert flag(report, "1.1.1") is Flag.SUPPORTED


def test_a_file_that_takes_too_long_is_a_finding(
    submission: Path, request_: Ask, options: Options
) -> None:
    with xlsxwriter.Workbook(submission / "大表.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        for row in range(3000):
            sheet.write_row(row, 0, [f"第{row}行 第{column}列的内容" for column in range(20)])
    book = load_book()
    hurried = replace(options, cache=False, limits=Limits(file_seconds=0.3, page_seconds=0))
    with Checker(book, load_extractor(book), hurried) as checker:
        report = checker.check(submission, request_())
    found = {f.path: [x.code for x in f.findings] for f in report.files}
    assert found["大表.xlsx"] == ["F101"]
    assert found["1.1 承诺书.pdf"] == []
    late = next(f for f in report.files if f.path == "大表.xlsx")
    assert "not read within" in dict(late.findings[0].params)["reason"]


def test_what_was_read_once_is_not_read_again(
    checker: Checker, submission: Path, request_: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    checker.check(submission, request_())

    def refused(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(ReadingPool, "_schedule", refused)
    assert flag(checker.check(submission, request_()), "1.1.1") is Flag.SUPPORTED
    (submission / "新.pdf").write_bytes(b"%PDF-1.7 new")
    with pytest.raises(AssertionError, match="read again"):
        checker.check(submission, request_())


def test_the_applicant_s_own_file(checker: Checker, submission: Path) -> None:
    (submission / "applicant.yaml").write_text(
        f"name: {FIRM}\nsystem: tianjin\ndate: 2025-01-31\n", encoding="utf-8"
    )
    report = checker.check(submission, Request())
    assert report.submission.applicant.name == FIRM
    assert report.years == (2022, 2023, 2024)
    entry = next(f for f in report.files if f.path == "applicant.yaml")
    assert (entry.status, [f.code for f in entry.findings]) == (FileStatus.SKIPPED, ["F104"])


def test_options_win_over_the_applicant_s_file(
    checker: Checker, submission: Path, request_: Ask
) -> None:
    (submission / "applicant.yaml").write_text("name: 别家\ntier: x\n", encoding="utf-8")
    with pytest.raises(UsageError, match="--tier x"):
        checker.check(submission, request_())
    (submission / "applicant.yaml").write_text("name: 别家\n", encoding="utf-8")
    assert checker.check(submission, request_()).submission.applicant.name == FIRM


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"system": "nowhere"}, "--system nowhere: unknown; there are: "),
        ({"system": ""}, "no system"),
        ({"applicant": " "}, "no applicant"),
        ({"tier": "zero"}, "--tier zero: unknown; tianjin has no tiers"),
        ({"credit_code": "91350100M000100Y44"}, "check digit"),
    ],
)
def test_wrong_usage_is_one_plain_line(
    checker: Checker,
    submission: Path,
    request_: Ask,
    tmp_path: Path,
    changes: dict[str, str],
    said: str,
) -> None:
    with pytest.raises(UsageError, match=said) as error:
        checker.check(submission, request_(**changes), tmp_path / "out")
    assert "\n" not in str(error.value)
    assert not (tmp_path / "out").exists()


def test_a_missing_folder(checker: Checker, request_: Ask, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        checker.check(tmp_path / "nowhere", request_(), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_applicant_s_file_that_is_broken(
    checker: Checker, submission: Path, request_: Ask
) -> None:
    (submission / "applicant.yaml").write_text("name: [", encoding="utf-8")
    with pytest.raises(UsageError, match=r"applicant\.yaml"):
        checker.check(submission, request_())
    (submission / "applicant.yaml").write_text("nmae: x", encoding="utf-8")
    with pytest.raises(UsageError, match="nmae"):
        checker.check(submission, request_())


def test_out_that_holds_other_things_is_left_alone(
    checker: Checker, submission: Path, request_: Ask, tmp_path: Path
) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    (out / "letter.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds other files"):
        checker.check(submission, request_(), out)
    assert [p.name for p in out.iterdir()] == ["letter.txt"]


def test_out_under_a_file_cannot_be_written(
    checker: Checker, submission: Path, request_: Ask, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        checker.check(submission, request_(), tmp_path / "file" / "out")


def test_nothing_half_written_when_writing_fails(
    checker: Checker,
    submission: Path,
    request_: Ask,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("evidencecheck.running.check.write_reports", broken)
    with pytest.raises(UsageError, match="No space left"):
        checker.check(submission, request_(), tmp_path / "out")
    assert not list(tmp_path.glob("*out*"))
    assert not list(tmp_path.glob(".out*"))


def test_a_renamed_copy_is_told(checker: Checker, submission: Path, request_: Ask) -> None:
    original = submission / "1.1 承诺书.pdf"
    (submission / "副本.pdf").write_bytes(original.read_bytes())
    report = checker.check(submission, request_())
    assert [f.code for f in report.files[-1].findings] == ["F105"]


def test_a_blank_page_is_a_finding(checker: Checker, submission: Path, request_: Ask) -> None:
    write_pdf(submission / "空白.pdf", "")
    report = checker.check(submission, request_())
    entry = next(f for f in report.files if f.path == "空白.pdf")
    assert [f.code for f in entry.findings] == ["F103"]


def test_what_others_put_into_out_stays(
    checker: Checker, submission: Path, request_: Ask, tmp_path: Path
) -> None:
    out, told = tmp_path / "out", []
    checker.check(submission, request_(), out, tell=told.append)
    (out / "评审意见").mkdir()
    (out / "评审意见" / "意见.docx").write_bytes(b"mine")
    (out / "信.txt").write_text("mine", encoding="utf-8")
    (out / "链接").symlink_to("nowhere")
    before = (out / "信.txt").stat().st_mtime_ns
    checker.check(submission, request_(), out, tell=told.append)
    assert (out / "评审意见" / "意见.docx").read_bytes() == b"mine"
    assert (out / "信.txt").read_text(encoding="utf-8") == "mine"
    assert (out / "信.txt").stat().st_mtime_ns == before
    assert (out / "链接").is_symlink()
    assert not list(out.glob("scoresheet-*.xlsx"))
    assert told == []
    assert verify(out / FILE_NAME, report=out / "report.json").ok


def test_a_sheet_that_was_filled_in_is_kept_beside_the_new_one(
    checker: Checker, submission: Path, request_: Ask, tmp_path: Path
) -> None:
    out, told = tmp_path / "out", []
    checker.check(submission, request_(), out)
    clean = (out / "scoresheet.xlsx").read_bytes()
    for number in (1, 2):
        (out / "scoresheet.xlsx").write_bytes(f"filled in {number}".encode())
        checker.check(submission, request_(), out, tell=told.append)
    assert (out / "scoresheet.xlsx").read_bytes() == clean
    assert (out / "scoresheet-1.xlsx").read_bytes() == b"filled in 1"
    assert (out / "scoresheet-2.xlsx").read_bytes() == b"filled in 2"
    assert [line.split()[-1] for line in told] == ["scoresheet-1.xlsx", "scoresheet-2.xlsx"]


def test_a_run_broken_off_while_it_writes_leaves_out_as_it_was(
    checker: Checker,
    submission: Path,
    request_: Ask,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "out"
    checker.check(submission, request_(), out)
    (out / "scoresheet.xlsx").write_bytes(b"filled in")
    (out / "信.txt").write_text("mine", encoding="utf-8")
    held = {p.name: p.read_bytes() for p in out.iterdir()}
    rename = Path.rename

    def ended(self: Path, target: Path) -> Path:
        if target == out and self.name.startswith(".out."):
            raise SystemExit(143)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", ended)
    with pytest.raises(SystemExit):
        checker.check(submission, request_(), out)
    assert {p.name: p.read_bytes() for p in out.iterdir()} == held
    assert not list(tmp_path.glob(".out*"))


def test_out_within_the_submission_is_refused(
    checker: Checker, submission: Path, request_: Ask, tmp_path: Path
) -> None:
    before = sorted(submission.rglob("*"))
    for out in (submission / "结果" / "out", submission, tmp_path / "x" / ".." / submission.name):
        with pytest.raises(UsageError, match="lies in the folder"):
            checker.check(submission, request_(), out)
    assert sorted(submission.rglob("*")) == before
    beside = submission / "out"
    checker.check(submission / "1.1 承诺书.pdf", request_(), beside)
    assert (beside / "report.json").is_file()
    checker.check(submission, request_(), tmp_path / f"{submission.name}-结果")


def test_an_indicator_that_the_system_does_not_have(
    checker: Checker, submission: Path, request_: Ask
) -> None:
    sheet = submission / "applicant.yaml"
    text = "not_applicable: [{{indicator: {}, reason: 无}}]\n"
    near = "tianjin.1.1.1"
    for given, said in (("tianjin.1.1.1x", near), ("1.1.1", near), ("zzz", "systems show tianjin")):
        sheet.write_text(text.format(given), encoding="utf-8")
        with pytest.raises(UsageError, match=f"no indicator {given}; .*{said}"):
            checker.check(submission, request_())
    sheet.write_text(text.format(near), encoding="utf-8")
    report = checker.check(submission, request_())
    assert [n.indicator for n in report.submission.not_applicable] == [near]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: x\n\nnmae: x", "applicant.yaml:3: unknown key nmae; did you mean name?"),
        ("zzzz: 1", "applicant.yaml:1: unknown key zzzz; there are: name, "),
        ("name: x\ndate: 今天", "applicant.yaml:2: date should be a date (YYYY-MM-DD)"),
        ("name: x\naliases: 甲", "applicant.yaml:2: aliases should be a list"),
        ("name: 12", "applicant.yaml:1: name should be a text; put quotes around it"),
        ("- x", "applicant.yaml:1: should be keys with values"),
        (
            "name: x\nnot_applicable:\n- reason: x",
            "applicant.yaml:3: not_applicable.1.indicator is",
        ),
    ],
)
def test_faults_of_the_applicant_s_file_have_a_line_and_a_remedy(
    checker: Checker, submission: Path, request_: Ask, text: str, said: str
) -> None:
    (submission / "applicant.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        checker.check(submission, request_())
    assert str(error.value).startswith(said)
