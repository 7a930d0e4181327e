"""Which engines there are, without loading one."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from evidencecheck.domain.geometry import Box
from evidencecheck.reading.ocr import interface, models
from evidencecheck.reading.ocr.interface import EngineMissing, OcrLine, load_engine, probe

HEAVY = ("rapidocr", "paddleocr", "paddlex", "openvino", "onnxruntime")


def test_probe_names_every_engine_with_its_versions() -> None:
    states = {state.name: state for state in probe()}
    assert tuple(states) == interface.ENGINES
    assert states["rapidocr"].available
    assert dict(states["rapidocr"].versions)["rapidocr"].startswith("3.10")


def test_probe_imports_no_engine() -> None:
    code = (
        "import sys; from evidencecheck.reading.ocr.interface import probe; probe();"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_an_engine_that_is_not_installed_says_what_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    from evidencecheck.reading.ocr import paddle

    monkeypatch.setattr(interface, "installed", lambda package: package != "paddleocr")
    monkeypatch.setattr(paddle, "installed", lambda package: package != "paddleocr")
    with pytest.raises(EngineMissing, match=r"pip install 'evidencecheck\[paddle\]'") as raised:
        load_engine("paddleocr")
    assert "opencv-python-headless" in raised.value.remedy
    state = next(state for state in probe() if state.name == "paddleocr")
    assert not state.available
    assert "paddleocr" in state.detail
    assert state.remedy == raised.value.remedy


def test_an_engine_without_its_model_is_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise models.ModelMissing(f"the model {name} is gone")

    monkeypatch.setattr(interface, "locate", absent)
    state = probe()[0]
    assert not state.available
    assert "is gone" in state.detail


def test_an_unknown_engine_is_refused_with_the_choices() -> None:
    with pytest.raises(EngineMissing, match="rapidocr, paddleocr, none"):
        load_engine("tesseract")


def test_the_null_engine_reads_nothing() -> None:
    page = np.zeros((50, 80, 3), np.uint8)
    with load_engine("none") as engine:
        assert engine.read(page) == ()
        assert engine.recognise([page, page]) == [("", 0.0), ("", 0.0)]
        assert engine.versions() == {}


def test_the_box_of_a_line_is_in_fractions_and_on_the_page() -> None:
    line = OcrLine("x", ((-5, 10), (50, 12), (50, 30), (-5, 28)), 0.9)
    assert line.box(100, 40) == Box(0.0, 0.25, 0.5, 0.75)
