"""The wheel carries everything the program needs, and works where there is no checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
import yaml

from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "evidencecheck"
NOT_SHIPPED = {".py", ".pyc"}
# Isolated from the directory it is started in and from the environment, the wheel before the
# installed checkout.
_PROGRAM = """
import sys
sys.path.insert(0, {wheel!r})
if __name__ == "__main__":
    import evidencecheck
    from evidencecheck.cli import run
    from evidencecheck.reading.ocr.models import models_folder
    from evidencecheck.rulebook import locate
    for place in (evidencecheck.__file__, locate(), models_folder()):
        if not str(place).startswith({wheel!r}):
            sys.exit(f"{{place}} is not in the wheel")
    sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    built = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def members(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel laid out as in site-packages, and a program that starts it."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    program = _PROGRAM.format(wheel=str(folder / "site"))
    (folder / "program.py").write_text(program, encoding="utf-8")
    return folder


def _data(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in NOT_SHIPPED:
            yield path.relative_to(folder).as_posix()


def _run(unpacked: Path, away: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-I", "-X", "utf8", str(unpacked / "program.py"), *arguments],
        cwd=away,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("folder", ["rules", "models"])
def test_rules_and_models_are_in_it(members: set[str], folder: str) -> None:
    wanted = {f"evidencecheck/_data/{folder}/{name}" for name in _data(ROOT / folder)}
    assert len(wanted) > 3
    assert wanted - members == set()


def test_every_model_of_the_manifest_that_no_package_brings_is_in_it(members: set[str]) -> None:
    entries = yaml.safe_load((ROOT / "models" / "manifest.yaml").read_text(encoding="utf-8"))
    own = {f"evidencecheck/_data/models/{e['file']}" for e in entries if not e["package"]}
    assert own
    assert own - members == set()


def test_the_package_data_are_in_it(members: set[str]) -> None:
    wanted = {f"evidencecheck/{name}" for name in _data(PACKAGE) if "_data/" not in name}
    named = {"report.schema.json", "scores.schema.json", "report.html.j2", "words.yaml", "py.typed"}
    assert named <= {name.rsplit("/", 1)[-1] for name in wanted}
    assert wanted - members == set()


def test_every_module_is_in_it(members: set[str]) -> None:
    modules = {f"evidencecheck/{p.relative_to(PACKAGE).as_posix()}" for p in PACKAGE.rglob("*.py")}
    assert modules - members == set()


def test_nothing_but_the_program_is_in_it(members: set[str]) -> None:
    tops = {name.split("/")[0] for name in members}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"evidencecheck"}
    assert [name for name in members if "__pycache__" in name] == []


def test_the_licence_is_in_it(members: set[str]) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in members)


def test_installed_it_finds_its_rules(unpacked: Path, tmp_path: Path) -> None:
    listed = _run(unpacked, tmp_path, "systems", "list")
    assert listed.returncode == 0, listed.stderr
    assert "tianjin" in listed.stdout


def test_installed_it_checks_a_submission(unpacked: Path, tmp_path: Path) -> None:
    evidence = tmp_path / "evidence"
    evidence.mkdir()
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((180, 100), "营业执照", fontname="china-s", fontsize=24)
        page.insert_text((80, 200), "名称:青河示例机械有限公司", fontname="china-s")
        document.save(evidence / "营业执照.pdf")
    done = _run(
        unpacked, tmp_path,
        "check", "evidence", "--system", "tianjin", "--applicant", "青河示例机械有限公司",
        "--date", "2026-03-31", "--out", "out", "--no-cache", "--ocr", "none",
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert {"report.json", "report.html", "scoresheet.xlsx"} <= {
        p.name for p in (tmp_path / "out").iterdir()
    }
