"""RapidOCR with the PP-OCRv6 small models of its own wheel: the default engine.

It runs on OpenVINO, and on ONNX Runtime where OpenVINO cannot be imported. Nothing is ever
downloaded: the models are named by path, and checked. The settings were measured with
``benchmarks/ocr_speed.py``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from evidencecheck.reading.ocr.crops import as_quad, in_reading_order, read_quads
from evidencecheck.reading.ocr.ctc import log_likelihoods
from evidencecheck.reading.ocr.interface import (
    RAPID_REMEDY,
    EngineMissing,
    Image,
    Likelihoods,
    OcrEngine,
    OcrLine,
    Quad,
    installed,
    versions_of,
)
from evidencecheck.reading.ocr.models import manifest_digest, model_path

DETECTION_SIDE = 1280
"""Longest side, in pixels, at which lines are looked for on a page of up to A4 at 200 dpi."""
_DETECTION_SCALE = 0.547
"""A larger page is shrunk by this much, so that its print stays as large as on an A4 page …"""
_DETECTION_SIDE_MOST = 1600
"""… up to this side."""
_LARGEST_SCALE = 1.5
"""Small pictures are enlarged this much at most."""
_STEP = 32
"""The detector wants sides that are multiples of it. Lines are padded to it as well: the runtime
compiles anew for every width that it has not met."""
_LINE_HEIGHT = 48
_LINE_WIDTH_LEAST = 64
_MAT = 127
"""The grey that the recogniser itself pads lines with."""


class RapidEngine(OcrEngine):
    """RapidOCR behind the interface of the program."""

    name = "rapidocr"

    def __init__(self, threads: int | None = None) -> None:
        """Load the models. See ``interface.load_engine`` for the errors."""
        self._runtime = next((r for r in ("openvino", "onnxruntime") if installed(r)), "")
        if not self._runtime or not installed("rapidocr"):
            raise EngineMissing(self.name, RAPID_REMEDY)
        from rapidocr import RapidOCR

        self._ocr: Any = RapidOCR(params=settings(self._runtime, threads))
        blank = np.full((_STEP, _STEP, 3), 255, np.uint8)
        self.read(blank)
        self.recognise([blank])

    def versions(self) -> dict[str, str]:
        """RapidOCR, its runtime, and the digest of the manifest of models."""
        return {**versions_of("rapidocr", self._runtime), "models": manifest_digest()}

    def read(self, image: Image) -> tuple[OcrLine, ...]:
        """All lines of an upright page; see ``OcrEngine.read``."""
        quads = self._detect(image)
        lines = [
            OcrLine(text, quad, confidence)
            for quad, (text, confidence) in zip(quads, read_quads(self, image, quads), strict=True)
        ]
        return in_reading_order(lines)

    def recognise(self, crops: Sequence[Image]) -> list[tuple[str, float]]:
        """The text of each crop.

        One at a time: no slower on a processor, and what is read then never depends on which other
        lines happen to be on the page.
        """
        return [self._recognise(crop) if crop.size else ("", 0.0) for crop in crops]

    def likelihoods_of(self, crop: Image) -> Likelihoods:
        """By the probabilities of the recogniser; see ``OcrEngine.likelihoods_of``."""
        recogniser = self._ocr.text_rec
        symbols = recogniser.postprocess_op.dict
        line = _as_line(crop)
        shaped = recogniser.resize_norm_img(line, line.shape[1] / line.shape[0])
        (found,) = recogniser.session(shaped[np.newaxis].astype(np.float32))

        def tell(texts: Sequence[str]) -> list[float] | None:
            if not all(c in symbols for text in texts for c in text):
                return None
            return log_likelihoods(found, [[symbols[c] for c in text] for text in texts])

        return tell

    def close(self) -> None:
        """Let go of the models."""
        self._ocr = None

    def _detect(self, image: Image) -> list[Quad]:
        height, width = image.shape[:2]
        small = cv2.resize(image, detection_size(width, height), interpolation=cv2.INTER_AREA)
        found = self._ocr(small, use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None:
            return []
        scale = np.array((width / small.shape[1], height / small.shape[0]))
        return [as_quad(box * scale) for box in found.boxes]

    def _recognise(self, crop: Image) -> tuple[str, float]:
        found = self._ocr(_as_line(crop), use_det=False, use_cls=False, use_rec=True)
        if not found.txts:
            return "", 0.0
        return found.txts[0].strip(), float(found.scores[0])


def settings(runtime: str, threads: int | None) -> dict[str, Any]:
    """The settings of RapidOCR, with the models named by path so that none is looked for.

    Args:
        runtime: ``openvino`` or ``onnxruntime``.
        threads: processor threads; None: the runtime's own choice.

    Raises:
        ModelMissing: a model is absent.
        ModelChanged: a model is not the one that was tested.
    """
    from rapidocr import EngineType

    engine = EngineType(runtime)
    count = -1 if threads is None else threads
    return {
        "Global.log_level": "critical",
        "Global.text_score": 0.0,
        "Global.use_cls": False,
        "Global.use_preprocess_img": False,
        "Det.engine_type": engine,
        "Det.model_path": str(model_path("text-detection")),
        "Det.limit_type": "max",
        "Det.limit_side_len": _DETECTION_SIDE_MOST + _STEP,
        "Det.max_candidates": 3000,
        # What the model was trained with, as its makers publish it.
        "Det.mean": [0.485, 0.456, 0.406],
        "Det.std": [0.229, 0.224, 0.225],
        "Rec.engine_type": engine,
        "Rec.model_path": str(model_path("text-recognition")),
        "Rec.rec_img_shape": [3, _LINE_HEIGHT, _LINE_WIDTH_LEAST],
        "Rec.rec_batch_num": 1,
        "EngineConfig.openvino.inference_num_threads": count,
        "EngineConfig.onnxruntime.intra_op_num_threads": count,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }


def detection_size(width: int, height: int) -> tuple[int, int]:
    """Width and height at which lines are looked for on a page of ``width`` x ``height`` pixels."""
    longest = max(width, height)
    side = max(DETECTION_SIDE, min(longest * _DETECTION_SCALE, _DETECTION_SIDE_MOST))
    scale = min(_LARGEST_SCALE, side / longest)
    return _whole_steps(width * scale), _whole_steps(height * scale)


def _whole_steps(pixels: float) -> int:
    return max(1, round(pixels / _STEP)) * _STEP


def _as_line(crop: Image) -> Image:
    """The crop at the height of a line, padded on the right to a whole number of steps."""
    height, width = crop.shape[:2]
    size = (math.ceil(_LINE_HEIGHT * width / height), _LINE_HEIGHT)
    line = cv2.resize(crop, size, interpolation=cv2.INTER_LINEAR)
    missing = max(_LINE_WIDTH_LEAST, math.ceil(size[0] / _STEP) * _STEP) - size[0]
    mat = (_MAT, _MAT, _MAT)
    padded = cv2.copyMakeBorder(line, 0, 0, 0, missing, cv2.BORDER_CONSTANT, value=mat)
    return np.asarray(padded, np.uint8)
