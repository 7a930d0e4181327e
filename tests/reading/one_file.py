"""One file read in a test, by an engine that reads the same line on every picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evidencecheck.domain.files import FileReading, FileStatus, MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.reading.ocr.interface import Image, OcrEngine, OcrLine
from evidencecheck.reading.page_picture import PagePictures
from evidencecheck.reading.reader import FileReader

RECOGNISED = "识别所得"


class OneLine(OcrEngine):
    """An engine for pictures of any content."""

    name = "one line"

    def versions(self) -> dict[str, str]:
        return {}

    def read(self, image: Image) -> tuple[OcrLine, ...]:
        quad = ((10.0, 10.0), (200.0, 10.0), (200.0, 40.0), (10.0, 40.0))
        return (OcrLine(RECOGNISED, quad, 0.98),)

    def recognise(self, crops: Sequence[Image]) -> list[tuple[str, float]]:
        return [("", 0.0) for _ in crops]

    def close(self) -> None:
        return None


class Read:
    """Reads bytes as a file of one format, and draws its pages."""

    def __init__(self, folder: Path, media: MediaType) -> None:
        self._media = media
        self._path = folder / "made"
        self._limits = Limits()
        self.reading = FileReading("", FileStatus.SKIPPED)

    def __call__(self, data: bytes, limits: Limits | None = None, **pages: int) -> FileReading:
        self._path.write_bytes(data)
        self._limits = limits or Limits()
        self.reading = FileReader(OneLine(), self._limits).read(self._source(), **pages)
        return self.reading

    def count(self, data: bytes) -> int:
        self._path.write_bytes(data)
        return FileReader(OneLine(), Limits()).count_pages(self._source())

    def texts(self, data: bytes) -> list[str]:
        """The spans of all pages."""
        return [s.text for p in self(data).pages for s in p.spans]

    def jpeg(self, number: int = 1) -> bytes | None:
        """A page of what was read last, as the report shows it."""
        pictures = PagePictures([self._source()], {self._path.name: self.reading}, self._limits)
        return pictures.jpeg(self._path.name, number)

    def said(self) -> list[tuple[str, str, int | None]]:
        """The problems of what was read last: code, first parameter, page."""
        return [(p.code, p.params[0][1], p.page) for p in self.reading.problems]

    def _source(self) -> SourceFile:
        return SourceFile(self._path.name, self._path, "", 0, self._media)
