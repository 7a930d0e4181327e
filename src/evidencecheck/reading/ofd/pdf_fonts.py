"""Fonts of a page that is drawn as PDF: a code for each glyph with the text that it stands for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

import pymupdf

from evidencecheck.reading.office.measure import font as stand_in

_TRUETYPE = (b"\x00\x01\x00\x00", b"true")
_MOST_CODES = 65_000
_MAP_LINES = 100
"""Entries of one block of a ToUnicode map, by its specification."""


@dataclass(slots=True)
class PdfFont:
    """A font with the glyphs of it that a page shows."""

    data: bytes
    """A TrueType font file."""
    face: pymupdf.Font
    codes: dict[tuple[int, str, int], int] = field(default_factory=dict)
    """Glyph, text and width (1/1000 of the font size) to the code that draws it."""

    def code(self, glyph: int, text: str, width: float) -> int:
        """The code, from 1, for a glyph that stands for ``text`` and is ``width`` sizes wide."""
        key = (glyph, text, round(width * 1000))
        if key not in self.codes and len(self.codes) >= _MOST_CODES:
            return 0
        return self.codes.setdefault(key, len(self.codes) + 1)

    def glyph(self, character: str) -> int:
        """The glyph of a character; 0 where the font has none."""
        return int(self.face.has_glyph(ord(character)))

    def write(self, document: pymupdf.Document) -> int:
        """Put the font into a document.

        Returns:
            The number of its object.
        """
        codes = sorted(self.codes.items(), key=lambda item: item[1])
        file = _stream(document, self.data, f"/Length1 {len(self.data)}")
        glyphs = b"\0\0" + b"".join(glyph.to_bytes(2, "big") for (glyph, _, _), _ in codes)
        widths = " ".join(str(width) for (_, _, width), _ in codes)
        descriptor = _object(
            document,
            "<</Type/FontDescriptor/FontName/Page/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
            f"/Ascent 880/Descent -120/CapHeight 700/StemV 80/FontFile2 {file} 0 R>>",
        )
        descendant = _object(
            document,
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Page"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/W[1[{widths}]]"
            f"/CIDToGIDMap {_stream(document, glyphs)} 0 R>>",
        )
        texts = _stream(document, _to_unicode([(code, text) for (_, text, _), code in codes]))
        return _object(
            document,
            "<</Type/Font/Subtype/Type0/BaseFont/Page/Encoding/Identity-H"
            f"/DescendantFonts[{descendant} 0 R]/ToUnicode {texts} 0 R>>",
        )


def default_font() -> PdfFont:
    """The CJK font of PyMuPDF, for text whose font is not in the file."""
    return PdfFont(_stand_in_file(), stand_in())


def embedded_font(data: bytes) -> PdfFont | None:
    """A font from a file; None where it is no TrueType font that can be loaded."""
    if data[:4] not in _TRUETYPE:
        return None
    try:
        face = pymupdf.Font(fontbuffer=data)
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        return None
    return PdfFont(data, face)


def natural_width(character: str) -> float:
    """Width of a character in font sizes: that of the stand-in font."""
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return float(stand_in().glyph_advance(ord(character))) or 0.5


@lru_cache(maxsize=1)
def _stand_in_file() -> bytes:
    return bytes(stand_in().buffer)


def _object(document: pymupdf.Document, definition: str) -> int:
    number = int(document.get_new_xref())
    document.update_object(number, definition)
    return number


def _stream(document: pymupdf.Document, data: bytes, entries: str = "") -> int:
    number = _object(document, f"<<{entries}>>")
    # The page is rendered and let go: packing it would only cost time.
    document.update_stream(number, data, compress=False)
    return number


def _to_unicode(texts: list[tuple[int, str]]) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    for start in range(0, len(texts), _MAP_LINES):
        block = texts[start : start + _MAP_LINES]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:04x}> <{_utf16(text)}>" for code, text in block]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


def _utf16(text: str) -> str:
    return text.encode("utf-16-be", "replace").hex()
