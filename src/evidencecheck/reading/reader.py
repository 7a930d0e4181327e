"""One file to pages, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidencecheck.domain.files import (
    Bookmark,
    FileReading,
    FileStatus,
    MediaType,
    Problem,
    SourceFile,
)
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import PASTED, Page
from evidencecheck.reading import pdf
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.ocr.interface import OcrEngine
from evidencecheck.reading.office import EmbeddedPicture, OfficeContent, read_docx, read_xlsx
from evidencecheck.reading.outline import read_outline
from evidencecheck.reading.picture_page import read_picture
from evidencecheck.reading.pictures import frames, open_picture

PICTURES = frozenset(
    {
        MediaType.JPEG,
        MediaType.PNG,
        MediaType.WEBP,
        MediaType.TIFF,
        MediaType.BMP,
        MediaType.GIF,
    }
)


class FileReader:
    """Reads files with one recognition engine. Not safe for use by two threads at once."""

    def __init__(self, engine: OcrEngine, limits: Limits) -> None:
        self._engine = engine
        self._limits = limits

    def count_pages(self, file: SourceFile) -> int:
        """How many pages a PDF has; 1 for any other file, which is read as a whole.

        Raises:
            ReadError: the file cannot be opened.
        """
        if file.media_type is not MediaType.PDF:
            return 1
        with pdf.open_pdf(file.location, self._limits) as document:
            return int(document.page_count)

    def read(self, file: SourceFile, first: int = 1, last: int | None = None) -> FileReading:
        """Read a file, or pages ``first`` to ``last`` of a PDF; never raises on bad content."""
        try:
            pages, problems = self._read(file, first, last)
            outline = self._outline(file) if first == 1 else ()
        except ReadError as error:
            return FileReading(file.path, FileStatus.UNREADABLE, (), (error.problem,))
        return FileReading(file.path, FileStatus.READ, pages, problems, outline=outline)

    def _read(
        self, file: SourceFile, first: int, last: int | None
    ) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
        if file.media_type is MediaType.PDF:
            with pdf.open_pdf(file.location, self._limits) as document:
                end = min(last or document.page_count, document.page_count)
                read = list(pdf.read_pages(document, first, end, self._engine, self._limits))
            return tuple(p for p, _ in read), tuple(x for _, x in read if x is not None)
        if file.media_type in PICTURES:
            picture = open_picture(file.location, self._limits)
            return tuple(self._frames(picture_frames=frames(picture, self._limits))), ()
        if file.media_type is MediaType.DOCX:
            return self._office(read_docx(file.location, self._limits))
        if file.media_type is MediaType.XLSX:
            return self._office(read_xlsx(file.location, self._limits))
        raise ReadError("F101", f"no reader for {file.media_type}")

    def _outline(self, file: SourceFile) -> tuple[Bookmark, ...]:
        if file.media_type is not MediaType.PDF:
            return ()
        with pdf.open_pdf(file.location, self._limits) as document:
            return read_outline(document)

    def _frames(self, picture_frames: Iterator[object]) -> Iterator[Page]:
        for number, image in enumerate(picture_frames, 1):
            yield read_picture(image, number, self._engine)  # type: ignore[arg-type]

    def _office(self, content: OfficeContent) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
        """Drawn pages with the pasted pictures, recognised, as pages between them."""
        pages: list[Page] = []
        problems = list(content.problems)
        waiting = list(enumerate(content.pictures))
        for page in (None, *content.pages):
            after = page.number if page is not None else 0
            if page is not None:
                pages.append(replace(page, number=len(pages) + 1))
            while waiting and waiting[0][1].after_page <= after:
                pages.extend(self._pasted(*waiting.pop(0), len(pages), problems))
        for index, picture in waiting:
            pages.extend(self._pasted(index, picture, len(pages), problems))
        if any(p.spans or p.picture_share for p in pages):
            pages = [
                replace(p, number=i) for i, p in enumerate((p for p in pages if not p.blank), 1)
            ]
        return tuple(pages), tuple(problems)

    def _pasted(
        self, index: int, picture: EmbeddedPicture, before: int, problems: list[Problem]
    ) -> Iterator[Page]:
        try:
            opened = open_picture(picture.data, self._limits)
            for image in frames(opened, self._limits):
                yield read_picture(image, before + 1, self._engine, label=f"{PASTED}{index}")
                return
        except ReadError as error:
            problems.append(replace(error.problem, page=before + 1))
