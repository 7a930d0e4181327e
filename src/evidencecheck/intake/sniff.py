"""What a file is, by its content."""

from __future__ import annotations

import codecs
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import olefile

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
        MediaType.PPTX,
        MediaType.OFD,
        MediaType.HEIC,
        MediaType.AVIF,
        MediaType.XLS,
        MediaType.DOC,
        MediaType.PPT,
        MediaType.RTF,
        MediaType.EML,
        MediaType.MSG,
        MediaType.HTML,
        MediaType.MHT,
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
    ".pptx": MediaType.PPTX,
    ".pptm": MediaType.PPTX,
    ".ofd": MediaType.OFD,
    ".heic": MediaType.HEIC,
    ".heif": MediaType.HEIC,
    ".avif": MediaType.AVIF,
    ".doc": MediaType.DOC,
    ".wps": MediaType.DOC,
    ".xls": MediaType.XLS,
    ".et": MediaType.XLS,
    ".ppt": MediaType.PPT,
    ".dps": MediaType.PPT,
    ".rtf": MediaType.RTF,
    ".eml": MediaType.EML,
    ".msg": MediaType.MSG,
    ".zip": MediaType.ZIP,
    ".rar": MediaType.RAR,
    ".7z": MediaType.SEVEN_ZIP,
    ".tar": MediaType.TAR,
    ".gz": MediaType.GZIP,
    ".tgz": MediaType.GZIP,
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
_CONTAINER = Kind(MediaType.OLE, "OLE container")
TEXT_LIKE = frozenset({MediaType.TEXT, MediaType.HTML, MediaType.MHT, MediaType.EML})
_NOTES = {
    ".txt": MediaType.TEXT,
    ".text": MediaType.TEXT,
    ".csv": MediaType.CSV,
    ".tsv": MediaType.CSV,
    ".htm": MediaType.HTML,
    ".html": MediaType.HTML,
}
"""Names of plain text that somebody wrote as evidence; other text is a program's."""
_EXPORTED = {
    ".doc": frozenset({MediaType.HTML, MediaType.MHT, MediaType.RTF}),
    ".wps": frozenset({MediaType.HTML, MediaType.MHT, MediaType.RTF}),
    ".xls": frozenset({MediaType.HTML, MediaType.MHT, MediaType.TEXT}),
    ".et": frozenset({MediaType.HTML, MediaType.MHT, MediaType.TEXT}),
}
"""What web sites and office programs write under the name of an office file."""
OFFICE = frozenset({MediaType.DOCX, MediaType.XLSX, MediaType.PPTX, MediaType.OFD})
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
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _CONTAINER),
    (0, b"Rar!\x1a\x07", Kind(MediaType.RAR, "rar")),
    (0, b"7z\xbc\xaf\x27\x1c", Kind(MediaType.SEVEN_ZIP, "7z")),
    (0, b"\x1f\x8b", Kind(MediaType.GZIP, "gzip")),
    (257, b"ustar", Kind(MediaType.TAR, "tar")),
    (0, b"BZh", Kind(MediaType.BZIP2, "bzip2")),
    (0, b"\xfd7zXZ\0", Kind(MediaType.XZ, "xz")),
    (0, b"MZ", Kind(MediaType.UNKNOWN, "Windows program")),
    (0, b"\x7fELF", Kind(MediaType.UNKNOWN, "program")),
    (0, b"AC10", Kind(MediaType.UNKNOWN, "dwg")),
    (0, b"{\\rtf", Kind(MediaType.RTF, "rtf")),
    (0, b"8BPS", Kind(MediaType.UNKNOWN, "psd")),
    (0, b"%!PS", Kind(MediaType.UNKNOWN, "ps")),
    (0, b"AT&TFORM", Kind(MediaType.UNKNOWN, "djvu")),
    (0, b"\0\0\0\x0cjP  \r\n", Kind(MediaType.UNKNOWN, "jp2")),
    (0, b"\xd7\xcd\xc6\x9a", Kind(MediaType.UNKNOWN, "wmf")),
    (40, b" EMF", Kind(MediaType.UNKNOWN, "emf")),
    (0, b"CAJ\0", Kind(MediaType.UNKNOWN, "caj")),
    (0, b"Founder CEB", Kind(MediaType.UNKNOWN, "ceb")),
    (0, b"MSCF", Kind(MediaType.UNKNOWN, "cab")),
    (0, b"\x28\xb5\x2f\xfd", Kind(MediaType.UNKNOWN, "zst")),
    (0, b"ITSF", Kind(MediaType.UNKNOWN, "chm")),
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
_PICTURES = {"heic": MediaType.HEIC, "avif": MediaType.AVIF}
_BITMAP_HEADERS = {12, 40, 52, 56, 64, 108, 124}

_OLE_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", Kind(MediaType.OLE, "encrypted Office document", encrypted=True)),
    ("WordDocument", Kind(MediaType.DOC, "doc")),
    ("PowerPoint Document", Kind(MediaType.PPT, "ppt")),
    ("Workbook", Kind(MediaType.XLS, "xls")),
    ("Book", Kind(MediaType.XLS, "xls")),
    ("__properties_version1.0", Kind(MediaType.MSG, "msg")),
)
"""Names of streams and what they tell, the most telling first: a doc may hold a workbook."""
_OLE_DAMAGE = (
    OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError,
    RecursionError, MemoryError, struct.error,
)  # fmt: skip
"""What olefile raises on containers that are broken on purpose."""

_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|table|meta|div)\b", re.I)
_FOLDED = re.compile(rb"\r?\n[ \t]+")
_SAVED_PAGE = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
_SENT = re.compile(rb"^(?:received|to|message-id|delivered-to):", re.I | re.M)
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
        # mif1 and msf1 are common to both; what they hold is named behind them.
        if name == "heic" and b"avif" in head[16:64] and b"hei" not in head[8:64]:
            name = "avif"
        return Kind(_PICTURES.get(name, MediaType.UNKNOWN), name)
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
    """What an OLE container holds, by the names of the streams at its root."""
    try:
        with olefile.OleFileIO(str(location)) as container:
            names = {entry[0].lower() for entry in container.listdir()}
    except _OLE_DAMAGE:
        names = _names_within(location)
    for name, kind in _OLE_STREAMS:
        if name.lower() in names:
            return kind
    return _CONTAINER


def _names_within(location: Path) -> set[str]:
    """Names of streams (UTF-16) anywhere in a container whose directory is broken."""
    wanted = {name.encode("utf-16-le"): name.lower() for name, _ in _OLE_STREAMS}
    seen: set[str] = set()
    longest = max(map(len, wanted))
    with location.open("rb") as file:
        rest = b""
        while block := file.read(1 << 20):
            data = rest + block
            seen.update(name for raw, name in wanted.items() if raw in data)
            rest = data[-longest:]
    return seen


def readable(kind: Kind, path: str) -> MediaType | None:
    """The format as which a file is read; None where it is not.

    Args:
        kind: by its content.
        path: its name tells what plain text is, and what an export calls itself.
    """
    suffix = PurePosixPath(path).suffix.lower()
    exported = kind.media in _EXPORTED.get(suffix, ())
    if kind.media is MediaType.TEXT and kind.name == "text":
        return MediaType.CSV if exported else _NOTES.get(suffix)
    if kind.media not in READABLE:
        return None
    other = kind.media in TEXT_LIKE and by_suffix(path) not in (None, kind.media)
    return None if other and not exported else kind.media


def formless(kind: Kind) -> bool:
    """Whether content is nothing in particular, so that a name that claims a format is no lie."""
    return kind in (UNKNOWN, _CONTAINER) or kind.media in TEXT_LIKE


def _text_kind(head: bytes) -> Kind:
    if (mail := _mail_kind(head)) is not None:
        return mail
    if _HTML.search(head[:2048]):
        return Kind(MediaType.HTML, "html")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Kind(MediaType.TEXT, "text")
    if _BINARY.search(head):
        return UNKNOWN
    for encoding in ("utf-8", "gb18030"):
        try:
            # The last character of a full head may be cut in two.
            codecs.getincrementaldecoder(encoding)().decode(head, len(head) < HEAD)
        except UnicodeDecodeError:
            continue
        return Kind(MediaType.TEXT, "xml" if head.lstrip()[:5] == b"<?xml" else "text")
    return UNKNOWN


def _mail_kind(head: bytes) -> Kind | None:
    """A mail, or a page saved as one (RFC 2557), by its header lines; None for anything else."""
    header = _FOLDED.sub(b" ", head.lstrip().replace(b"\r\n", b"\n").partition(b"\n\n")[0])
    lines = header.split(b"\n")[:60]
    known = sum(bool(_MAIL.match(line)) for line in lines)
    if known >= 2 and _SAVED_PAGE.search(header) and not _SENT.search(header):
        return Kind(MediaType.MHT, "mht")
    if known >= 3 and _MAIL.match(lines[0]) and not _BINARY.search(header):
        return Kind(MediaType.EML, "eml")
    return None
