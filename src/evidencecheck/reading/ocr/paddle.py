"""PaddleOCR on ONNX Runtime with the PP-OCRv6 small models of the RapidOCR wheel.

The second engine: an extra of the program. It wants each model as a folder with a description
beside it; the folders are built from the checked models when the engine is loaded and removed with
it. It needs no PaddlePaddle and no network.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from platformdirs import user_cache_path

from evidencecheck.reading.ocr.crops import as_quad, in_reading_order
from evidencecheck.reading.ocr.interface import (
    PADDLE_REMEDY,
    EngineMissing,
    Image,
    OcrEngine,
    OcrLine,
    installed,
    versions_of,
)
from evidencecheck.reading.ocr.models import manifest_digest, model_path

_DETECTION = "PP-OCRv6_small_det"
_RECOGNITION = "PP-OCRv6_small_rec"
_SIDE = 1600
"""Longest side, in pixels, at which lines are looked for."""


class PaddleEngine(OcrEngine):
    """PaddleOCR behind the interface of the program."""

    name = "paddleocr"

    def __init__(self, threads: int | None = None) -> None:
        """Build the folders and load the models. See ``interface.load_engine`` for the errors."""
        if not all(installed(package) for package in ("paddleocr", "paddlex", "onnxruntime")):
            raise EngineMissing(self.name, PADDLE_REMEDY)
        # Both are read when the package is imported. Without the first it asks the network which
        # hosts answer; without the second it makes a folder in the user's home.
        os.environ["PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK"] = "True"
        cache = user_cache_path("evidencecheck") / "paddlex"
        os.environ.setdefault("PADDLE_PDX_CACHE_HOME", str(cache))
        try:
            from paddleocr import PaddleOCR, TextRecognition
        except ImportError as error:
            raise EngineMissing(self.name, PADDLE_REMEDY) from error
        logging.getLogger("paddlex").setLevel(logging.ERROR)
        self._folder = TemporaryDirectory(prefix="evidencecheck-paddle-")
        detection, recognition = build_folders(Path(self._folder.name))
        common: dict[str, Any] = {
            "engine": "onnxruntime",
            "engine_config": {
                "intra_op_num_threads": threads or os.cpu_count() or 1,
                "inter_op_num_threads": 1,
            },
            "device": "cpu",
        }
        self._ocr: Any = PaddleOCR(
            text_detection_model_name=_DETECTION,
            text_detection_model_dir=str(detection),
            text_recognition_model_name=_RECOGNITION,
            text_recognition_model_dir=str(recognition),
            use_doc_orientation_classify=False,
            use_doc_unwarping=False,
            use_textline_orientation=False,
            text_det_limit_type="max",
            text_det_limit_side_len=_SIDE,
            **common,
        )
        self._lines: Any = TextRecognition(
            model_name=_RECOGNITION, model_dir=str(recognition), **common
        )

    def versions(self) -> dict[str, str]:
        """PaddleOCR, its runtime, and the digest of the manifest of models."""
        found = versions_of("paddleocr", "paddlex", "onnxruntime")
        return {**found, "models": manifest_digest()}

    def read(self, image: Image) -> tuple[OcrLine, ...]:
        """All lines of an upright page; see ``OcrEngine.read``."""
        lines = [
            OcrLine(text.strip(), as_quad(quad), float(confidence))
            for page in self._ocr.predict(image)
            for quad, text, confidence in zip(
                page["rec_polys"], page["rec_texts"], page["rec_scores"], strict=True
            )
        ]
        return in_reading_order(lines)

    def recognise(self, crops: Sequence[Image]) -> list[tuple[str, float]]:
        """The text of each crop, one at a time as in ``RapidEngine``."""
        return [self._recognise(crop) if crop.size else ("", 0.0) for crop in crops]

    def close(self) -> None:
        """Let go of the models and remove the folders."""
        self._ocr.close()
        self._lines.close()
        self._folder.cleanup()

    def _recognise(self, crop: Image) -> tuple[str, float]:
        (found,) = self._lines.predict(crop, batch_size=1)
        text = found["rec_text"].strip()
        return (text, float(found["rec_score"])) if text else ("", 0.0)


def build_folders(parent: Path) -> tuple[Path, Path]:
    """Make the folders of the detection and the recognition model, as PaddleOCR wants them.

    Args:
        parent: an empty folder.

    Raises:
        ModelMissing: a model is absent.
        ModelChanged: a model is not the one that was tested.
    """
    detection = _folder(parent / _DETECTION, model_path("text-detection"), _detection())
    model = model_path("text-recognition")
    recognition = _folder(parent / _RECOGNITION, model, _recognition(_characters(model)))
    return detection, recognition


def _folder(folder: Path, model: Path, description: dict[str, Any]) -> Path:
    folder.mkdir()
    # JSON is YAML, and much faster to write and read with eighteen thousand characters.
    text = json.dumps(description, ensure_ascii=False)
    (folder / "inference.yml").write_text(text, encoding="utf-8")
    try:
        (folder / "inference.onnx").symlink_to(model)
    except OSError:
        # Windows lets only some users make links.
        shutil.copyfile(model, folder / "inference.onnx")
    return folder


def _detection() -> dict[str, Any]:
    return {
        "Global": {"model_name": _DETECTION},
        "PreProcess": {
            "transform_ops": [
                {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
                {"DetResizeForTest": None},
                {
                    "NormalizeImage": {
                        "mean": [0.485, 0.456, 0.406],
                        "std": [0.229, 0.224, 0.225],
                        "scale": "1./255.",
                        "order": "hwc",
                    }
                },
                {"ToCHWImage": None},
            ]
        },
        "PostProcess": {
            "name": "DBPostProcess",
            "thresh": 0.2,
            "box_thresh": 0.45,
            "max_candidates": 3000,
            "unclip_ratio": 1.4,
        },
    }


def _recognition(characters: list[str]) -> dict[str, Any]:
    return {
        "Global": {"model_name": _RECOGNITION},
        "PreProcess": {
            "transform_ops": [
                {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
                {"RecResizeImg": {"image_shape": [3, 48, 320]}},
            ]
        },
        "PostProcess": {"name": "CTCLabelDecode", "character_dict": characters},
    }


def _characters(model: Path) -> list[str]:
    import onnxruntime

    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    described: str = session.get_modelmeta().custom_metadata_map["character"]
    return described.splitlines()
