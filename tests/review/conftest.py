"""A finished report, its evidence, and the pages over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from evidencecheck.domain.report import Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.review.app import create_app
from evidencecheck.review.handed_in import Submissions
from evidencecheck.review.library import Library, Outs
from evidencecheck.review.uploading import Uploading
from evidencecheck.running.check import Checker
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book
from evidencecheck.running.submission import Request
from tests.running.conftest import DAY, FIRM, write_pdf

TOKEN = "a-token-for-tests"  # noqa: S105
REQUEST = Request("tianjin", FIRM, date=DAY)
MARKUP = "<img src=x onerror=alert(1)>"
Check = Callable[..., Report]
ORIGIN = {"origin": "http://127.0.0.1"}


@dataclass(frozen=True)
class Checked:
    """A submission and its report."""

    evidence: Path
    out: Path


@pytest.fixture(scope="session")
def book() -> RuleBook:
    return load_book()


@pytest.fixture(scope="session")
def options(tmp_path_factory: pytest.TempPathFactory) -> Options:
    return Options(ocr="none", workers=1, cache_folder=tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def check(book: RuleBook, options: Options) -> Iterator[Check]:
    """Checks a folder into an OUT folder."""
    with Checker(book, load_extractor(book), options) as checker:
        yield lambda evidence, out, asked=REQUEST: checker.check(evidence, asked, out)


def write_evidence(folder: Path) -> None:
    """An expired certificate, a plan that is in order, and a file whose name is markup."""
    write_pdf(
        folder / "1.1 承诺书.pdf",
        "零碳工厂承诺书",
        f"承诺单位:{FIRM}",
        "本公司郑重承诺于2035年前建成零碳工厂。",
        "日期:2026年1月5日",
    )
    write_pdf(
        folder / "零碳工厂试点方案.pdf",
        "零碳工厂试点方案",
        f"编制单位:{FIRM}",
        "总体目标:2035年前建成零碳工厂。",
    )
    write_certificate(folder, "2025-02-28")
    write_pdf(
        folder / f"{MARKUP}.pdf",
        "环境管理体系认证证书",
        f"获证组织:{FIRM}",
        f"证书编号:{MARKUP}",
        "发证日期:2022-03-01",
        "有效期至:2025-02-28",
    )


def write_certificate(folder: Path, until: str) -> None:
    """A certificate of quality management that holds until a day."""
    write_pdf(
        folder / "1.2 管理制度" / "质量管理体系证书.pdf",
        "质量管理体系认证证书",
        f"获证组织:{FIRM}",
        "证书编号:00122Q30001R0M",
        "认证依据:GB/T 19001-2016",
        "发证日期:2022-03-01",
        f"有效期至:{until}",
        "认证机构:某国认证中心有限公司",
    )


@pytest.fixture(scope="session")
def once(check: Check, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """Checked once for all tests, which leave it as it is."""
    home = tmp_path_factory.mktemp("review")
    made = Checked(home / "evidence", home / "out")
    write_evidence(made.evidence)
    check(made.evidence, made.out)
    return made


@pytest.fixture
def checked(once: Checked, tmp_path: Path) -> Checked:
    """The same for a test that decides or changes something."""
    made = Checked(tmp_path / "evidence", tmp_path / "out")
    shutil.copytree(once.evidence, made.evidence)
    shutil.copytree(once.out, made.out)
    return made


def client_of(app: object) -> TestClient:
    """A browser that opened the address that was printed."""
    client = TestClient(app, base_url="http://127.0.0.1", headers=ORIGIN)  # type: ignore[arg-type]
    client.get("/", params={"token": TOKEN})
    return client


@pytest.fixture
def client(checked: Checked, book: RuleBook) -> Iterator[TestClient]:
    """The reviewers' page of one report."""
    library = Library(Outs(checked.out))
    yield client_of(create_app(library, book, TOKEN, "zh"))
    library.close()


@pytest.fixture
def served(book: RuleBook, options: Options, tmp_path: Path) -> Iterator[Served]:
    """The upload page."""
    submissions = Submissions(tmp_path / "root")
    library = Library(submissions)
    uploading = Uploading(submissions, library, book, options, rules=None, lang="zh")
    yield Served(submissions, client_of(create_app(library, book, TOKEN, "zh", uploading)))
    uploading.close()
    library.close()


@dataclass(frozen=True)
class Served:
    """The upload page and where it keeps what is handed in."""

    submissions: Submissions
    client: TestClient
