"""In Chinese no sentence of the program is English; in English none of its labels is Chinese."""

from __future__ import annotations

import html
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from evidencecheck.cli import run
from tests.running.conftest import FIRM, write_pdf

READ_TEXT = ("--ocr", "none", "--workers", "1", "--no-cache", "--date", "2026-03-31")
SLOW = {"libzip__manyfiles-zip.zip", "libzip__bigzero-zip.zip"}
"""Seconds each, and they say nothing that the others do not."""

ENGLISH = re.compile(r"\b[A-Za-z]?[a-z']+ (?:[a-z']+ )*[a-z']{2,}\b|\b\w+(?:Error|Exception)\b")
"""Two words of prose in a row, or the name of an exception. Names, codes and units are neither."""
CHINESE = re.compile(r"[\u3400-\u9fff]")


def make(folder: Path) -> None:
    """Files of every fate that can be made here."""
    write_pdf(folder / "质量管理体系证书.pdf", "质量管理体系认证证书", f"获证组织:{FIRM}",
              "有效期至:2025-02-28")  # fmt: skip
    (folder / "空.pdf").write_bytes(b"")
    (folder / "说明.pdf").write_bytes("只是文字".encode())
    (folder / "损坏.pdf").write_bytes(b"%PDF-1.7\nnothing of it")
    (folder / "程序.exe").write_bytes(b"MZ" + bytes(600))
    (folder / "未知.bin").write_bytes(bytes(range(256)))
    (folder / "图纸.dwg").write_bytes(b"AC1032" + bytes(600))
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "~$说明.docx").write_bytes(b"x" * 54)
    (folder / "损坏.docx").write_bytes(b"PK\3\4" + b"nothing of it")
    (folder / "损坏.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"nothing of it")
    (folder / "链接.pdf").symlink_to(folder / "空.pdf")
    with zipfile.ZipFile(folder / "空.zip", "w"):
        pass
    with zipfile.ZipFile(folder / "炸弹.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("零.pdf", bytes(24 * 1024 * 1024))


def shown(out: Path) -> str:
    """All words of the reports, without what stands in the evidence or in the rules."""
    page = (out / "report.html").read_text(encoding="utf-8")
    page = re.sub(r"(?s)<(style|script)>.*?</\1>", " ", page)
    texts = [html.unescape(re.sub(r"(?s)<[^>]*>", "\n", page))]
    sheets = CalamineWorkbook.from_path(out / "scoresheet.xlsx")
    for name in sheets.sheet_names:
        for row in sheets.get_sheet_by_name(name).to_python():
            texts.extend(str(cell) for cell in row)
    return "\n".join(texts)


def without_evidence(text: str, out: Path) -> str:
    """``text`` without file names, quotes, values and the words of the indicator system."""
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    known = {f["path"] for f in report["files"]} | {out.as_posix()}
    for entry in report["documents"]:
        known |= {str(f["value"]) for f in entry["fields"].values()}
        known |= {f["quote"] for f in entry["fields"].values()}
    for entry in (*report["documents"], *report["indicators"], *report["files"]):
        known |= {f["quote"] for f in entry["findings"] if f["quote"]}
    for entry in report["indicators"]:
        known |= {entry["requirement"], entry["evidence_basis"] or ""}
    for piece in sorted(filter(None, known), key=len, reverse=True):
        text = text.replace(piece, " ")
    return text


def check(folder: Path, out: Path, lang: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What ``check`` prints and writes."""
    run(["check", str(folder), "--system", "tianjin", "--applicant", FIRM, "--out", str(out),
         "--lang", lang, *READ_TEXT])  # fmt: skip
    printed = capsys.readouterr()
    return without_evidence(printed.out + shown(out), out).replace("audit verify", "")


def test_no_english_sentence_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    make(folder)
    said = check(folder, tmp_path / "out", "zh", capsys)
    assert "内容却是纯文本" in said
    assert "原大小的 200 倍" in said
    assert ENGLISH.findall(said) == []


def test_no_english_sentence_about_hostile_files(
    hostile_samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    shutil.copytree(hostile_samples, folder, ignore=lambda *_: SLOW)
    said = check(folder, tmp_path / "out", "zh", capsys)
    assert "内容损坏，无法解析" in said
    # Lines without Chinese are the samples' own: their first words and titles.
    ours = "\n".join(line for line in said.splitlines() if CHINESE.search(line))
    assert ENGLISH.findall(ours) == []


def test_no_chinese_label_in_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    make(folder)
    said = check(folder, tmp_path / "out", "en", capsys)
    assert "what to do next" in said.lower()
    for label in ("证据核查报告", "判定", "审计记录", "文件无法读取", "下一步", "没有可对应的文档"):
        assert label not in said


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["explain", "V999"], "没有该问题代码", "unknown finding code"),
        (["systems", "show", "atlantis"], "没有该体系", "unknown system"),
        (["inspect", "/nowhere.pdf"], "没有这个文件", "No such file"),
    ],
)
def test_refusals_in_both_languages(
    arguments: list[str], zh: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert zh in capsys.readouterr().err
    assert run([*arguments, "--lang=en"]) == 2
    assert en in capsys.readouterr().err
