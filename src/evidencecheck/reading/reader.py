"""One file to pages, whatever its format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from evidencecheck.domain.document import Citation
from evidencecheck.domain.files import FileReading, FileStatus, MediaType, Problem, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import PASTED, Page, TextLayer
from evidencecheck.reading import pdf
from evidencecheck.reading.about import About, about
from evidencecheck.reading.contents import reader_of
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.figure_odds import figure_odds
from evidencecheck.reading.name_odds import name_odds
from evidencecheck.reading.ocr.interface import OcrEngine
from evidencecheck.reading.ofd_pages import count_ofd_pages, read_ofd
from evidencecheck.reading.office import EmbeddedPicture, OfficeContent
from evidencecheck.reading.picture_page import read_picture
from evidencecheck.reading.pictures import PICTURES, count_frames, frame, open_picture
from evidencecheck.reading.second_look import look

PAGED = PICTURES | {MediaType.PDF, MediaType.OFD}
"""Formats whose pages are counted, and read one by one; all others are read as a whole."""


class FileReader:
    """Reads files with one recognition engine. Not safe for use by two threads at once."""

    def __init__(self, engine: OcrEngine, limits: Limits) -> None:
        self._engine = engine
        self._limits = limits

    def count_pages(self, file: SourceFile) -> int:
        """How many pages a file has; 1 for a file that is read as a whole.

        Raises:
            ReadError: the file cannot be opened, or has too many.
        """
        if file.media_type is MediaType.OFD:
            return count_ofd_pages(file.location, self._limits)
        if file.media_type in PICTURES:
            with open_picture(file.location, self._limits) as picture:
                return count_frames(picture, self._limits)
        if file.media_type is not MediaType.PDF:
            return 1
        with pdf.open_pdf(file.location, self._limits) as document:
            return int(document.page_count)

    def read(self, file: SourceFile, first: int = 1, last: int | None = None) -> FileReading:
        """Read a file, or pages ``first`` to ``last`` of a paged one; never raises on bad content.

        A file that nothing here reads is skipped (F104).
        """
        try:
            pages, problems = self._read(file, first, last)
        except ReadError as error:
            skipped = error.problem.code == "F104"
            status = FileStatus.SKIPPED if skipped else FileStatus.UNREADABLE
            return FileReading(file.path, status, (), (error.problem,))
        # They are of the file as a whole, and kept with its first page.
        known = about(file, self._limits) if first == 1 else About()
        return FileReading(file.path, FileStatus.READ, pages, problems, *known)

    def look(self, file: SourceFile, places: Sequence[Citation]) -> tuple[str | None, ...]:
        """What the pages show at ``places`` instead of the text layer's words; None: the same."""
        return look(file, places, self._engine, self._limits)

    def name_odds(
        self, file: SourceFile, places: Sequence[Citation], pages: Sequence[Page], name: str
    ) -> tuple[float | None, ...]:
        """How much likelier print of recognised ``pages`` is a name: see ``name_odds``."""
        return name_odds(file, places, pages, name, self._engine, self._limits)

    def figure_odds(
        self, file: SourceFile, places: Sequence[Citation], pages: Sequence[Page]
    ) -> tuple[float | None, ...]:
        """How likely a figure of recognised numbers is another one: see ``figure_odds``."""
        return figure_odds(file, places, pages, self._engine, self._limits)

    def _read(
        self, file: SourceFile, first: int, last: int | None
    ) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
        if file.media_type is MediaType.PDF:
            with pdf.open_pdf(file.location, self._limits) as document:
                end = min(last or document.page_count, document.page_count)
                read = list(pdf.read_pages(document, first, end, self._engine, self._limits))
            return tuple(p for p, _ in read), tuple(x for _, x in read if x is not None)
        if file.media_type is MediaType.OFD:
            return read_ofd(file.location, first, last, self._engine, self._limits)
        if file.media_type in PICTURES:
            return self._picture(file, first, last)
        lay_out = reader_of(file.media_type)
        if lay_out is not None:
            return self._office(lay_out(file.location, self._limits))
        raise ReadError("F101", f"no reader for {file.media_type}")

    def _picture(
        self, file: SourceFile, first: int, last: int | None
    ) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
        """Pages of a picture file, recognised; one that cannot be decoded leaves the others."""
        picture = open_picture(file.location, self._limits)
        count = count_frames(picture, self._limits)
        pages: list[Page] = []
        problems: list[Problem] = []
        for number in range(first, min(last or count, count) + 1):
            try:
                image = frame(picture, number, self._limits)
            except ReadError as error:
                if count == 1:
                    raise
                problems.append(replace(error.problem, page=number))
                pages.append(Page(number, *pdf.UNREAD_SIZE, text_layer=TextLayer.NONE))
                continue
            pages.extend(read_picture(image, number, self._engine))
        return tuple(pages), tuple(problems)

    def _office(self, content: OfficeContent) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
        """Drawn pages with the pasted pictures, recognised, as pages between them."""
        pages: list[Page] = []
        problems = list(content.problems)
        waiting = list(enumerate(content.pictures))
        for page in (None, *content.pages):
            after = page.number if page is not None else 0
            if page is not None:
                pages.append(replace(page, number=_last(pages) + 1))
            while waiting and waiting[0][1].after_page <= after:
                pages.extend(self._pasted(*waiting.pop(0), _last(pages), problems))
        for index, picture in waiting:
            pages.extend(self._pasted(index, picture, _last(pages), problems))
        if any(p.spans or p.picture_share for p in pages):
            pages = list(_renumbered(p for p in pages if not p.blank))
        return tuple(pages), tuple(problems)

    def _pasted(
        self, index: int, picture: EmbeddedPicture, before: int, problems: list[Problem]
    ) -> Iterator[Page]:
        try:
            opened = open_picture(picture.data, self._limits)
            image = frame(opened, 1, self._limits)
            yield from read_picture(image, before + 1, self._engine, label=f"{PASTED}{index}")
        except ReadError as error:
            problems.append(replace(error.problem, page=before + 1))


def _last(pages: Sequence[Page]) -> int:
    """The number of the last page; 0 where there is none."""
    return pages[-1].number if pages else 0


def _renumbered(pages: Iterable[Page]) -> Iterator[Page]:
    """The pages numbered from 1 on; the halves of one sheet keep one number."""
    for number, (_, sheet) in enumerate(groupby(pages, lambda p: p.number), 1):
        for page in sheet:
            yield replace(page, number=number)
