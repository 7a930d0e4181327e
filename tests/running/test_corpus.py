"""The corpus of fingerprints: what it keeps, and what a run makes of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import pytest

from evidencecheck.cli import run
from evidencecheck.domain.report import Report
from evidencecheck.domain.twins import ApplicantPrint, DocumentPrint, TwinKind
from evidencecheck.running.batch import Batch
from evidencecheck.running.check import Checker
from evidencecheck.running.compared import twins_kept
from evidencecheck.running.corpus import Corpus, corpus_path
from evidencecheck.running.errors import UsageError
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book
from evidencecheck.running.submission import Request
from evidencecheck.running.unchanged import still_holds
from tests.reading.test_picture_hash import photo, stored
from tests.running.conftest import DAY, FIRM, write_pdf

OTHER = "白石示例电子有限公司"
REQUEST = Request(system="tianjin", date=DAY)


def printed(name: str, sha: str = "1", code: str = "", year: int = 2026) -> ApplicantPrint:
    paper = DocumentPrint("k", "test-report", sha, own=True, claimed=True, shared=False)
    return ApplicantPrint(name, code, (), "tianjin", year, (paper,))


def certificate(folder: Path, holder: str) -> None:
    write_pdf(
        folder / "质量管理体系证书.pdf",
        "质量管理体系认证证书",
        f"获证组织:{holder}",
        "证书编号:00125Q30001R0M",
        "认证依据:GB/T 19001-2016",
        "发证日期:2025-03-01",
        "有效期至:2028-02-28",
    )


def shared(report: Report) -> set[str]:
    return {f.code for d in report.documents for f in d.findings} & {"F106", "F108", "C603"}


def test_it_holds_no_words_and_only_the_newest(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "c.sqlite")
    corpus.put([printed(FIRM, "1"), printed(OTHER, "2")])
    corpus.put([printed(FIRM, "3"), printed(FIRM, "4", year=2025)])
    kept = {(k.name, k.year): k.documents for k in corpus.state()}
    assert kept == {(FIRM, 2026): 1, (FIRM, 2025): 1, (OTHER, 2026): 1}
    assert {d.sha256 for one in corpus.everyone() for d in one.documents} == {"2", "3", "4"}
    assert corpus.forget(FIRM) == 2
    assert [k.name for k in corpus.state()] == [OTHER]
    assert corpus.clear() == 1
    assert corpus.state() == []


def test_others_are_told_and_the_applicant_itself_is_not(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "c.sqlite")
    assert corpus.twins(printed(FIRM)) == ()
    assert corpus.twins(printed(FIRM, year=2025)) == ()
    assert [(t.kind, t.other) for t in corpus.twins(printed(OTHER))] == [(TwinKind.FILE, FIRM)]


def test_several_may_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"

    def put(number: int) -> None:
        Corpus(path).put([printed(f"第{number}示例有限公司")])

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(put, range(24)))
    assert len(Corpus(path).state()) == 24


def test_what_is_no_corpus_is_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("words of somebody" * 100)
    foreign = tmp_path / "b.sqlite"
    with sqlite3.connect(foreign) as connection:
        connection.execute("create table notes (text)")
    for path in (text, foreign):
        before = path.read_bytes()
        with pytest.raises(UsageError, match="is no corpus of this program"):
            Corpus(path).put([printed(FIRM)])
        assert path.read_bytes() == before


def test_a_batch_holds_its_applicants_against_each_other(
    checker: Checker, options: Options, tmp_path: Path
) -> None:
    root, out = tmp_path / "全部", tmp_path / "out"
    for name in (FIRM, OTHER):
        certificate(root / name, name)
    batch = Batch(checker, load_book(), options)
    rows = batch.run(root, REQUEST, out)
    assert [{s.code for s in r.shared} for r in rows] == [{"C603"}, {"C603"}]
    stamp = (out / FIRM / "report.json").stat().st_mtime_ns
    batch.run(root, REQUEST, out)
    assert (out / FIRM / "report.json").stat().st_mtime_ns == stamp
    assert batch.run(root, REQUEST, tmp_path / "again") == rows


def test_one_photograph_stored_anew_is_found_in_a_batch(
    checker: Checker, options: Options, tmp_path: Path
) -> None:
    root = tmp_path / "全部"
    for name, seed, quality, scale in (
        (FIRM, 1, 90, 1.0),
        (OTHER, 1, 35, 0.6),
        ("丙公司", 2, 90, 1),
    ):
        (root / name).mkdir(parents=True)
        _, data = cv2.imencode(".jpg", stored(photo(seed), quality, scale))
        (root / name / "现场.jpg").write_bytes(data.tobytes())
    rows = Batch(checker, load_book(), options).run(root, REQUEST, tmp_path / "out")
    assert {r.name: {s.code for s in r.shared} for r in rows} == {
        FIRM: {"F106"}, OTHER: {"F106"}, "丙公司": set(),
    }  # fmt: skip


def test_an_unchanged_folder_is_judged_anew_when_a_twin_appears(
    checker: Checker, options: Options, tmp_path: Path
) -> None:
    root, out = tmp_path / "全部", tmp_path / "out"
    certificate(root / FIRM, FIRM)
    batch = Batch(checker, load_book(), options)
    assert not batch.run(root, REQUEST, out)[0].shared
    certificate(root / OTHER, OTHER)
    rows = {r.name: {s.code for s in r.shared} for r in batch.run(root, REQUEST, out)}
    assert rows == {FIRM: {"C603"}, OTHER: {"C603"}}


def test_a_check_is_held_against_a_corpus_and_again_when_that_has_grown(
    checker: Checker, options: Options, tmp_path: Path, request_: Callable[..., Request]
) -> None:
    certificate(tmp_path / "甲", FIRM)
    certificate(tmp_path / "乙", OTHER)
    path, out, book = tmp_path / "c.sqlite", tmp_path / "out", load_book()
    corpus = Corpus(path)

    def holds() -> bool:
        made = still_holds(
            tmp_path / "甲", request_(), out, options=options, rules=book.version, lang="zh",
            twins_of=twins_kept(str(path), options),
        )  # fmt: skip
        return made is not None

    first = checker.check(tmp_path / "甲", request_(), out, twins_of=corpus.twins)
    assert shared(first) == set()
    assert holds()
    other = checker.check(tmp_path / "乙", request_(applicant=OTHER), twins_of=corpus.twins)
    assert shared(other) == {"C603"}
    assert not holds()
    assert shared(checker.check(tmp_path / "甲", request_(), out, twins_of=corpus.twins)) == {
        "C603"
    }
    assert shared(checker.check(tmp_path / "甲", request_())) == set()


def test_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "c.sqlite"
    monkeypatch.setenv("EVIDENCECHECK_CORPUS", str(path))
    assert corpus_path() == path
    Corpus(path).put([printed(FIRM), printed(OTHER)])
    assert run(["corpus", "show", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{path}: 2 submissions\n")
    assert f"{FIRM} (tianjin, 2026): 1 documents" in said
    assert run(["corpus", "forget", FIRM]) == 0
    assert run(["corpus", "forget", FIRM]) == 1
    assert run(["corpus", "clear"]) == 0
    assert Corpus(path).state() == []
