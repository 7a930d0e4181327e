"""Models are named, found and checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencecheck.reading.ocr import models

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder in the place of models/."""
    monkeypatch.setattr(models, "_PLACES", (tmp_path,))
    models.manifest.cache_clear()
    models.model_path.cache_clear()
    yield tmp_path
    models.manifest.cache_clear()
    models.model_path.cache_clear()


def entry(sha256: str, package: str = "") -> str:
    return (
        f"- {{name: m, use: u, package: '{package}', file: m.onnx, origin: o, licence: MIT,"
        f" sha256: {sha256}, bytes: 3}}"
    )


OURS = ("text-detection", "text-recognition", "page-orientation")


@pytest.mark.parametrize("name", OURS)
def test_every_model_of_recognition_is_there_as_the_manifest_names_it(name: str) -> None:
    path = models.model_path(name)
    assert path.stat().st_size == models.manifest()[name].bytes


def test_every_model_kept_in_the_folder_has_its_licence_in_the_readme() -> None:
    readme = (ROOT / "models" / "README.md").read_text(encoding="utf-8")
    for name in OURS:
        assert f"`{name}`" in readme
        assert models.manifest()[name].licence in readme


def test_another_model_under_the_same_name_is_refused(elsewhere: Path) -> None:
    (elsewhere / "manifest.yaml").write_text(entry("0" * 64), encoding="utf-8")
    (elsewhere / "m.onnx").write_bytes(b"abc")
    with pytest.raises(models.ModelChanged, match=r"m \(m\.onnx\)"):
        models.model_path("m")


def test_an_absent_model_is_named(elsewhere: Path) -> None:
    (elsewhere / "manifest.yaml").write_text(entry("0" * 64), encoding="utf-8")
    with pytest.raises(models.ModelMissing, match=r"m\.onnx"):
        models.model_path("m")
    with pytest.raises(models.ModelMissing, match="names no model 'other'"):
        models.locate("other")


def test_an_absent_package_is_named(elsewhere: Path) -> None:
    (elsewhere / "manifest.yaml").write_text(entry("0" * 64, "no_such_package"), encoding="utf-8")
    with pytest.raises(models.ModelMissing, match="no_such_package"):
        models.locate("m")


@pytest.mark.parametrize("text", ["- {name: m}", "a: [", "5"])
def test_a_broken_manifest_is_one_error(elsewhere: Path, text: str) -> None:
    (elsewhere / "manifest.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(models.ModelMissing, match=r"manifest\.yaml cannot be read"):
        models.manifest()


@pytest.mark.usefixtures("elsewhere")
def test_no_manifest_is_an_error() -> None:
    with pytest.raises(models.ModelMissing, match="not installed"):
        models.models_folder()
