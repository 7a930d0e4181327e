"""What a file is, by its content."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from evidencecheck.domain.files import MediaType

HEAD = 8 * 1024
"""Bytes from the start of a file that `sniff` wants."""

READABLE = frozenset(
    {
        MediaType.PDF,
        MediaType.JPEG,
        MediaType.PNG,
        MediaType.WEBP,
        MediaType.TIFF,
        MediaType.BMP,
        MediaType.GIF,
        MediaType.DOCX,
        MediaType.XLSX,
        MediaType.OFD,
    }
)
"""Formats that the reading room reads."""

_BY_SUFFIX = {
    ".pdf": MediaType.PDF,
    ".jpg": MediaType.JPEG,
    ".jpeg": MediaType.JPEG,
    ".png": MediaType.PNG,
    ".webp": MediaType.WEBP,
    ".tif": MediaType.TIFF,
    ".tiff": MediaType.TIFF,
    ".bmp": MediaType.BMP,
    ".gif": MediaType.GIF,
    ".docx": MediaType.DOCX,
    ".docm": MediaType.DOCX,
    ".xlsx": MediaType.XLSX,
    ".xlsm": MediaType.XLSX,
    ".ofd": MediaType.OFD,
    ".zip": MediaType.ZIP,
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A format."""

    media: MediaType
    name: str
    """Its plain name: ``rar``, ``Word 97-2003 document``."""
    encrypted: bool = False
    """Whether the whole file is visibly encrypted."""


UNKNOWN = Kind(MediaType.UNKNOWN, "unknown")
TEXT_LIKE = frozenset({MediaType.TEXT, MediaType.HTML, MediaType.EML})
OFFICE = frozenset({MediaType.DOCX, MediaType.XLSX, MediaType.OFD})
"""Readable formats that are zip archives inside."""

_SIGNATURES: tuple[tuple[int, bytes, Kind], ...] = (
    (0, b"\xff\xd8\xff", Kind(MediaType.JPEG, "jpeg")),
    (0, b"\x89PNG\r\n\x1a\n", Kind(MediaType.PNG, "png")),
    (0, b"GIF87a", Kind(MediaType.GIF, "gif")),
    (0, b"GIF89a", Kind(MediaType.GIF, "gif")),
    (0, b"II*\0", Kind(MediaType.TIFF, "tiff")),
    (0, b"MM\0*", Kind(MediaType.TIFF, "tiff")),
    (0, b"II+\0", Kind(MediaType.TIFF, "tiff")),
    (0, b"MM\0+", Kind(MediaType.TIFF, "tiff")),
    (0, b"PK\3\4", Kind(MediaType.ZIP, "zip")),
    (0, b"PK\5\6", Kind(MediaType.ZIP, "zip")),
    (0, b"PK00PK\3\4", Kind(MediaType.ZIP, "zip")),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind(MediaType.OLE, "OLE container")),
    (0, b"Rar!\x1a\x07", Kind(MediaType.RAR, "rar")),
    (0, b"7z\xbc\xaf\x27\x1c", Kind(MediaType.SEVEN_ZIP, "7z")),
    (0, b"\x1f\x8b", Kind(MediaType.GZIP, "gzip")),
    (257, b"ustar", Kind(MediaType.TAR, "tar")),
    (0, b"BZh", Kind(MediaType.UNKNOWN, "bzip2")),
    (0, b"\xfd7zXZ\0", Kind(MediaType.UNKNOWN, "xz")),
    (0, b"MZ", Kind(MediaType.UNKNOWN, "Windows program")),
    (0, b"\x7fELF", Kind(MediaType.UNKNOWN, "program")),
    (0, b"AC10", Kind(MediaType.UNKNOWN, "dwg")),
    (0, b"{\\rtf", Kind(MediaType.UNKNOWN, "rtf")),
    (0, b"SQLite format 3\0", Kind(MediaType.UNKNOWN, "SQLite database")),
    (0, b"ID3", Kind(MediaType.UNKNOWN, "audio")),
    (0, b"\x1aE\xdf\xa3", Kind(MediaType.UNKNOWN, "video")),
    # Document protection in companies' networks: the file leaves the network as ciphertext.
    (0, b"%TSD-Header-###%", Kind(MediaType.UNKNOWN, "protected document", encrypted=True)),
    (4, b"E-SafeNet", Kind(MediaType.UNKNOWN, "protected document", encrypted=True)),
)

_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"), "heic"),
    **dict.fromkeys((b"avif", b"avis"), "avif"),
}
_BITMAP_HEADERS = {12, 40, 52, 56, 64, 108, 124}

_OLE_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", Kind(MediaType.OLE, "encrypted Office document", encrypted=True)),
    ("WordDocument", Kind(MediaType.DOC, "doc")),
    ("PowerPoint Document", Kind(MediaType.OLE, "ppt")),
    ("Workbook", Kind(MediaType.XLS, "xls")),
    ("__properties_version1.0", Kind(MediaType.OLE, "msg")),
)
"""Names of streams and what they tell, the most telling first: a doc may hold a workbook."""

_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|table|meta|div)\b", re.I)
_MAIL = re.compile(rb"^(?:received|return-path|from|to|date|subject|message-id|mime-version"
                   rb"|x-[\w-]+|delivered-to|content-type):\s", re.I)  # fmt: skip


def by_suffix(path: str) -> MediaType | None:
    """The format that the name claims, where it is one that is read or unpacked."""
    return _BY_SUFFIX.get(PurePosixPath(path).suffix.lower())


def sniff(head: bytes, location: Path) -> Kind:
    """The format of a file by its content; of a zip only that it is one (see `zip_kind`).

    Args:
        head: its first `HEAD` bytes, or all of them.
        location: the file itself, searched further where it is an OLE container or has no
            signature but the objects of a PDF.
    """
    for offset, signature, kind in _SIGNATURES:
        if head.startswith(signature, offset):
            return _ole_kind(location) if kind.media is MediaType.OLE else kind
    if b"%PDF-" in head[:1024] or _headless_pdf(head, location):
        return Kind(MediaType.PDF, "pdf")
    if head[:4] == b"RIFF":
        webp = head[8:12] == b"WEBP"
        return Kind(MediaType.WEBP, "webp") if webp else Kind(MediaType.UNKNOWN, "audio or video")
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS:
        return Kind(MediaType.BMP, "bmp")
    if head[4:8] == b"ftyp":
        name = _BRANDS.get(head[8:12], "video")
        return Kind(MediaType.HEIC if name == "heic" else MediaType.UNKNOWN, name)
    return _text_kind(head)


def zip_kind(members: Iterable[str]) -> Kind:
    """What a zip archive is, by the names of its members: an office file, an OFD, or an archive."""
    names = {m.lstrip("/") for m in members}
    lower = {n.lower() for n in names}
    if "ofd.xml" in lower:
        return Kind(MediaType.OFD, "ofd")
    if "[content_types].xml" in lower:
        if "xl/workbook.bin" in lower:
            return Kind(MediaType.UNKNOWN, "xlsb")
        for folder, kind in (
            ("word/", Kind(MediaType.DOCX, "docx")),
            ("xl/", Kind(MediaType.XLSX, "xlsx")),
            ("ppt/", Kind(MediaType.PPTX, "pptx")),
            ("visio/", Kind(MediaType.UNKNOWN, "vsdx")),
        ):
            if any(n.startswith(folder) for n in lower):
                return kind
    if "mimetype" in lower and ("content.xml" in lower or "meta-inf/container.xml" in lower):
        return Kind(MediaType.UNKNOWN, "OpenDocument or e-book")
    return Kind(MediaType.ZIP, "zip")


def _headless_pdf(head: bytes, location: Path) -> bool:
    """Whether a file without the PDF header has a PDF's objects and end (readers repair it)."""
    if not re.search(rb"\d+\s+\d+\s+obj\b", head):
        return False
    with location.open("rb") as file:
        file.seek(max(0, location.stat().st_size - 2048))
        tail = file.read()
    return b"startxref" in tail or b"trailer" in tail


def _ole_kind(location: Path) -> Kind:
    """What an OLE container holds, by the names of its streams (UTF-16 in its directory).

    The names are searched rather than the directory walked: a walk follows the sector chains of a
    stranger, which may loop.
    """
    wanted = {name.encode("utf-16-le"): kind for name, kind in _OLE_STREAMS}
    seen: set[bytes] = set()
    longest = max(map(len, wanted))
    with location.open("rb") as file:
        rest = b""
        while block := file.read(1 << 20):
            data = rest + block
            seen.update(name for name in wanted if name in data)
            rest = data[-longest:]
    for name, kind in wanted.items():
        if name in seen:
            return kind
    return Kind(MediaType.OLE, "OLE container")


def _text_kind(head: bytes) -> Kind:
    if _HTML.search(head[:2048]):
        return Kind(MediaType.HTML, "html")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Kind(MediaType.TEXT, "text")
    if _BINARY.search(head):
        return UNKNOWN
    if sum(bool(_MAIL.match(line)) for line in head.splitlines()[:30]) >= 3:
        return Kind(MediaType.EML, "eml")
    for encoding in ("utf-8", "gb18030"):
        try:
            # The last character of a full head may be cut in two.
            codecs.getincrementaldecoder(encoding)().decode(head, len(head) < HEAD)
        except UnicodeDecodeError:
            continue
        return Kind(MediaType.TEXT, "xml" if head.lstrip()[:5] == b"<?xml" else "text")
    return UNKNOWN
