"""By which quarter turn a page is turned, told from its picture by a small classifier.

Pre-processing and labels are those of the model's makers (PaddleOCR, document image orientation):
the shorter side to 256 pixels, the middle 224 x 224 cut out, ImageNet mean and deviation, and a
label that says how far the page is turned clockwise.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.reading.ocr.interface import Image
from evidencecheck.reading.ocr.models import model_path

_SIDE = 224
_SHORTER = 256
_MEAN = np.array((0.485, 0.456, 0.406), np.float32)
_DEVIATION = np.array((0.229, 0.224, 0.225), np.float32)
_TURNED = (0, 90, 180, 270)
"""Degrees clockwise by which the page is turned, in the order of the model's outputs."""
_SURE = 0.6
"""Below this a page is left as it is. The model was trained to say at most 0.93 or so."""
_PLAIN = 0.9
"""From here on the middle of the page alone is enough."""
_QUARTERS = {
    90: cv2.ROTATE_90_CLOCKWISE,
    180: cv2.ROTATE_180,
    270: cv2.ROTATE_90_COUNTERCLOCKWISE,
}


class Rotation(NamedTuple):
    """How to turn a page."""

    degrees: int
    """Clockwise, to make it upright: 0, 90, 180, 270."""
    confidence: float
    """0..1, that it then stands upright."""


def page_rotation(image: Image) -> Rotation:
    """How to turn a page to make it upright; 0 where the model is not sure.

    The middle of the page is asked, as the model was trained; where it does not tell, as on a
    sparse page, the whole page as well. Takes 5 to 20 ms.

    Raises:
        ModelMissing: the model is absent.
        ModelChanged: the model is not the one that was tested.
    """
    small = _shrunk(image)
    outputs = _classify(_middle(small))
    if outputs.max() < _PLAIN:
        outputs = np.mean((outputs, _classify(_whole(small))), axis=0, dtype=np.float32)
    best = int(outputs.argmax())
    confidence = float(outputs[best])
    if best and confidence < _SURE:
        return Rotation(0, float(outputs[0]))
    return Rotation((360 - _TURNED[best]) % 360, confidence)


def turn(image: Image, degrees: int) -> Image:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    if not degrees % 360:
        return image
    return np.asarray(cv2.rotate(image, _QUARTERS[degrees % 360]), np.uint8)


@cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # So small a model gains nothing from more threads, and idle ones would wait in a loop.
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(
        str(model_path("page-orientation")), options, providers=["CPUExecutionProvider"]
    )


def _classify(view: Image) -> NDArray[np.float32]:
    outputs: NDArray[np.float32] = _session().run(None, {"x": _as_input(view)[None]})[0][0]
    return outputs


def _shrunk(image: Image) -> Image:
    height, width = image.shape[:2]
    scale = _SHORTER / min(height, width)
    # A strip is not stretched to a page a hundred times its size.
    longest = min(round(max(height, width) * scale), 8 * _SHORTER)
    size = (longest, _SHORTER) if width > height else (_SHORTER, longest)
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def _middle(small: Image) -> Image:
    top, left = ((side - _SIDE) // 2 for side in small.shape[:2])
    return small[top : top + _SIDE, left : left + _SIDE]


def _whole(small: Image) -> Image:
    height, width = small.shape[:2]
    scale = _SIDE / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    page = np.full((_SIDE, _SIDE, 3), 255, np.uint8)
    top, left = (_SIDE - size[1]) // 2, (_SIDE - size[0]) // 2
    page[top : top + size[1], left : left + size[0]] = cv2.resize(
        small, size, interpolation=cv2.INTER_AREA
    )
    return page


def _as_input(view: Image) -> NDArray[np.float32]:
    scaled = (view.astype(np.float32) / 255 - _MEAN) / _DEVIATION
    return np.ascontiguousarray(scaled.transpose(2, 0, 1))
