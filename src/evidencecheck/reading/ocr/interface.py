"""What the program asks of a recognition engine, and which engines there are."""

from __future__ import annotations

import importlib.util
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias

from evidencecheck.domain.geometry import Box
from evidencecheck.reading.ocr.models import ModelMissing, locate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Image: TypeAlias = "NDArray[np.uint8]"
"""A picture: height x width x 3, blue-green-red, 0..255."""

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""Corners in pixels: top left, top right, bottom right, bottom left of the upright text."""

Likelihoods = Callable[[Sequence[str]], "list[float] | None"]
"""Of texts the natural logarithms of how likely a line says each.

None where one of them has a character that the engine does not know.
"""

ENGINES = ("rapidocr", "paddleocr", "none")
"""Names of the engines, the default first."""


LEAST_CONFIDENCE = 0.5
"""Lines that an engine is less sure of are no text: specks, logos, signatures."""


class EngineMissing(Exception):  # noqa: N818
    """An engine was asked for that is not installed, or that does not exist."""

    def __init__(self, name: str, remedy: str) -> None:
        """Take the engine's name and what to do about it."""
        super().__init__(f"the OCR engine {name} is not available: {remedy}")
        self.name = name
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class OcrLine:
    """One run of text on one line, as recognised."""

    text: str
    quad: Quad
    confidence: float
    """0..1: the mean probability of its characters; lower where two readings do not agree."""
    second: str | None = None
    """The other reading, where a seal lies over the text and the two do not agree."""
    agreed: float = 0.0
    """0..1, how sure that is which both readings give: what the surer of them says."""

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """The rectangle around the quad: left, top, right, bottom in pixels."""
        xs, ys = [x for x, _ in self.quad], [y for _, y in self.quad]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def is_text(self) -> bool:
        """Whether it was read at all: specks, logos and signatures are not."""
        return bool(self.text) and self.confidence >= LEAST_CONFIDENCE

    def box(self, width: int, height: int) -> Box:
        """The rectangle around the quad, in fractions of a page of so many pixels."""
        x0, y0, x1, y1 = self.edges
        xs = [min(max(x / width, 0.0), 1.0) for x in (x0, x1)]
        ys = [min(max(y / height, 0.0), 1.0) for y in (y0, y1)]
        return Box(xs[0], ys[0], xs[1], ys[1])

    def doubted(self, second: str, confidence: float, cap: float) -> OcrLine:
        """This line with another reading beside it and a confidence of at most ``cap``."""
        return replace(
            self,
            second=second,
            confidence=min(self.confidence, cap),
            agreed=max(self.confidence, confidence),
        )


@dataclass(frozen=True, slots=True)
class EngineState:
    """Whether an engine could be used, without using it."""

    name: str
    available: bool
    detail: str
    """How it would run, or what is missing."""
    remedy: str = ""
    """What to do, where it is not available."""
    versions: tuple[tuple[str, str], ...] = ()
    """Packages and their versions."""


class OcrEngine(ABC):
    """A recognition engine. Not safe for use by two threads at once."""

    name: str

    @abstractmethod
    def versions(self) -> dict[str, str]:
        """What it is made of: package or runtime to version; for the audit trail."""

    @abstractmethod
    def read(self, image: Image) -> tuple[OcrLine, ...]:
        """All lines of an upright page, in reading order; quads in pixels of ``image``.

        With those that could not be read, whose text may be empty: see ``OcrLine.is_text``.
        """

    @abstractmethod
    def recognise(self, crops: Sequence[Image]) -> list[tuple[str, float]]:
        """The text of each crop, which holds one line of upright text, with its confidence 0..1.

        An empty crop, and one without text, gives ``("", 0.0)``.
        """

    def likelihoods_of(self, crop: Image) -> Likelihoods | None:
        """What tells how likely a crop of one line says this and that; None: it does not tell."""
        return None

    def log_likelihoods(self, crop: Image, texts: Sequence[str]) -> list[float] | None:
        """As ``likelihoods_of``, asked once; None as well where the engine does not tell."""
        tell = self.likelihoods_of(crop)
        return None if tell is None else tell(texts)

    @abstractmethod
    def close(self) -> None:
        """Give back what the engine holds; it must not be used afterwards."""

    def __enter__(self) -> Self:
        """Use as a context manager: closed at the end."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()


class NullEngine(OcrEngine):
    """An engine that reads nothing: for text layers only, and for tests."""

    name = "none"

    def versions(self) -> dict[str, str]:
        """Nothing."""
        return {}

    def read(self, image: Image) -> tuple[OcrLine, ...]:
        """No line."""
        return ()

    def recognise(self, crops: Sequence[Image]) -> list[tuple[str, float]]:
        """No text in any crop."""
        return [("", 0.0) for _ in crops]

    def close(self) -> None:
        """Nothing to give back."""


def load_engine(name: str = ENGINES[0], threads: int | None = None) -> OcrEngine:
    """The engine of that name, with its models loaded and checked.

    Args:
        name: one of ``ENGINES``.
        threads: processor threads that it may use; None: as many as it likes.

    Raises:
        EngineMissing: there is no such engine, or it is not installed.
        ModelMissing: a model of its is absent.
        ModelChanged: a model of its is not the one that was tested.
    """
    if name == "rapidocr":
        from evidencecheck.reading.ocr.rapid import RapidEngine

        return RapidEngine(threads)
    if name == "paddleocr":
        from evidencecheck.reading.ocr.paddle import PaddleEngine

        return PaddleEngine(threads)
    if name == "none":
        return NullEngine()
    raise EngineMissing(name, f"choose one of {', '.join(ENGINES)}")


def probe() -> list[EngineState]:
    """What is there of each engine, the default first. Loads no engine and no model."""
    return [_probe_rapid(), _probe_paddle(), EngineState("none", True, "reads text layers only")]


def installed(package: str) -> bool:
    """Whether a package can be imported, found out without importing it."""
    return importlib.util.find_spec(package) is not None


def versions_of(*distributions: str) -> dict[str, str]:
    """The versions of those distributions that are installed."""
    found = {}
    for distribution in distributions:
        try:
            found[distribution] = version(distribution)
        except PackageNotFoundError:
            continue
    return found


RAPID_REMEDY = "pip install --force-reinstall evidencecheck"
PADDLE_REMEDY = (
    "pip install 'evidencecheck[paddle]', then "
    "pip install --force-reinstall --no-deps opencv-python-headless==4.10.0.84 "
    "(PaddleOCR brings another build of OpenCV, which needs libGL)"
)


def _probe_rapid() -> EngineState:
    runtimes = [p for p in ("openvino", "onnxruntime") if installed(p)]
    versions = tuple(versions_of("rapidocr", *runtimes).items())
    if not installed("rapidocr") or not runtimes:
        missing = "rapidocr" if runtimes else "openvino and onnxruntime"
        return EngineState("rapidocr", False, f"not installed: {missing}", RAPID_REMEDY, versions)
    return _with_models("rapidocr", f"on {runtimes[0]}", RAPID_REMEDY, versions)


def _probe_paddle() -> EngineState:
    wanted = ("paddleocr", "paddlex", "onnxruntime")
    versions = tuple(versions_of(*wanted).items())
    missing = [package for package in wanted if not installed(package)]
    if missing:
        detail = f"not installed: {', '.join(missing)}"
        return EngineState("paddleocr", False, detail, PADDLE_REMEDY, versions)
    return _with_models("paddleocr", "on onnxruntime", PADDLE_REMEDY, versions)


def _with_models(
    name: str, detail: str, remedy: str, versions: tuple[tuple[str, str], ...]
) -> EngineState:
    try:
        for model in ("text-detection", "text-recognition", "page-orientation"):
            locate(model)
    except ModelMissing as error:
        return EngineState(name, False, str(error), RAPID_REMEDY, versions)
    return EngineState(name, True, detail, "", versions)
