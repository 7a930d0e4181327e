"""Files of a submission, as found and as read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from evidencecheck.domain.page import Page
from evidencecheck.domain.provenance import UNSTATED, Provenance, Signature


class FileStatus(StrEnum):
    """What became of a file (report.schema: ``files[].status``)."""

    READ = "read"
    UNREADABLE = "unreadable"
    """Damaged, encrypted, or over a limit."""
    SKIPPED = "skipped"
    """Of a format that is not supported, or junk."""


class MediaType(StrEnum):
    """Formats told apart by content. The value is the media type of the report."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    TIFF = "image/tiff"
    BMP = "image/bmp"
    GIF = "image/gif"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    XLS = "application/vnd.ms-excel"
    DOC = "application/msword"
    PPT = "application/vnd.ms-powerpoint"
    RTF = "application/rtf"
    OLE = "application/x-ole-storage"
    OFD = "application/ofd"
    ZIP = "application/zip"
    RAR = "application/vnd.rar"
    SEVEN_ZIP = "application/x-7z-compressed"
    TAR = "application/x-tar"
    GZIP = "application/gzip"
    BZIP2 = "application/x-bzip2"
    XZ = "application/x-xz"
    HEIC = "image/heic"
    AVIF = "image/avif"
    EML = "message/rfc822"
    MSG = "application/vnd.ms-outlook"
    HTML = "text/html"
    MHT = "multipart/related"
    CSV = "text/csv"
    TEXT = "text/plain"
    EMPTY = "application/x-empty"
    UNKNOWN = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a file or page, before it is worded: a finding code and its details."""

    code: str
    """A finding code: F101, F102, F103, F104, F107, Q801."""
    params: tuple[tuple[str, str], ...] = ()
    """Names and values for the words of the finding."""
    page: int | None = None
    """1-based page that it is about; None for the whole file."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the submission; a member of an archive is a file of its own."""

    path: str
    """Relative, with forward slashes; a member of an archive is ``archive.zip/inner/name.pdf``."""
    location: Path
    """Where its bytes lie on this machine now; never shown."""
    sha256: str
    bytes: int
    media_type: MediaType
    status: FileStatus = FileStatus.READ
    """READ here means: worth reading."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of a file's outline."""

    level: int
    """1-based; 1 is the top."""
    title: str
    page: int
    """1-based page that it points at."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """The outcome of reading one file."""

    path: str
    status: FileStatus
    pages: tuple[Page, ...] = ()
    """In order; two with one number where two pages lie side by side on one sheet."""
    problems: tuple[Problem, ...] = ()
    signatures: tuple[Signature, ...] = ()
    provenance: Provenance = UNSTATED
    outline: tuple[Bookmark, ...] = ()
    """In the order of the outline; told with the first page of a file."""

    @property
    def page_count(self) -> int:
        """How many pages of the file were read."""
        return len({page.number for page in self.pages})


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What assessment needs to know of a file."""

    path: str
    sha256: str
    bytes: int
    media_type: str
    pages: int
    status: FileStatus
    problems: tuple[Problem, ...] = ()
    signatures: tuple[Signature, ...] = ()
    provenance: Provenance = UNSTATED
    pictures: tuple[tuple[int, str], ...] = ()
    """Numbers of the pages that were recognised, and ``Page.picture`` of each."""
