"""What files state about their own making: PDF, Word and Excel files, pictures."""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import pymupdf
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import ExifTags
from PIL import Image as Pillow

from evidencecheck.domain.limits import Limits
from evidencecheck.domain.provenance import UNSTATED, Provenance
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office.package import open_package
from evidencecheck.reading.stated import exif_date, iso_date, line, pdf_date

_MOST_METADATA = 1 << 20
"""Bytes of XML; real ones have some thousand."""
_CORE, _APP = "docProps/core.xml", "docProps/app.xml"
_BAD_XML = (ParseError, DefusedXmlException, ValueError, LookupError)
_BAD_PDF = (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase)
_BAD_EXIF = (
    *(OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError),
    struct.error,
)


def of_pdf(document: pymupdf.Document) -> Provenance:
    """Of an open PDF file: its Info dictionary, its XMP metadata, its revisions."""
    try:
        info = document.metadata or {}
        xmp = document.get_xml_metadata() or ""
        revisions = int(document.version_count)
    except _BAD_PDF:
        return UNSTATED
    stated = _xmp(xmp)
    return Provenance(
        application=line(info.get("creator")) or stated.get("CreatorTool", ""),
        producer=line(info.get("producer")) or stated.get("Producer", ""),
        author=line(info.get("author")),
        created=pdf_date(info.get("creationDate")),
        modified=pdf_date(info.get("modDate")),
        xmp_created=iso_date(stated.get("CreateDate")),
        xmp_modified=iso_date(stated.get("ModifyDate")),
        revisions=max(0, revisions),
    )


def of_office(path: Path, limits: Limits) -> Provenance:
    """Of a Word, Excel or PowerPoint file in Office Open XML: the parts under docProps."""
    try:
        with open_package(path, limits) as package:
            core, app = (
                _texts(package.xml(part)) if part in package else {} for part in (_CORE, _APP)
            )
    except ReadError:
        return UNSTATED
    version = app.get("AppVersion", "")
    return Provenance(
        application=line(f"{app.get('Application', '')} {version}"),
        author=line(core.get("creator")),
        last_modified_by=line(core.get("lastModifiedBy")),
        created=iso_date(core.get("created")),
        modified=iso_date(core.get("modified")),
    )


def of_picture(picture: Pillow.Image) -> Provenance:
    """Of a picture: its EXIF data, which are looked for without decoding it."""
    software = picture.info.get("Software")
    if picture.format == "PNG" and "exif" not in picture.info:
        return Provenance(application=line(software))
    try:
        exif = picture.getexif()
        shot = exif.get_ifd(ExifTags.IFD.Exif)
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    except _BAD_EXIF:
        return UNSTATED
    maker, model = (line(exif.get(tag)) for tag in (ExifTags.Base.Make, ExifTags.Base.Model))
    taken = shot.get(ExifTags.Base.DateTimeOriginal) or shot.get(ExifTags.Base.DateTimeDigitized)
    return Provenance(
        application=line(exif.get(ExifTags.Base.Software) or software),
        author=line(exif.get(ExifTags.Base.Artist)),
        modified=exif_date(exif.get(ExifTags.Base.DateTime)),
        camera=model if model.startswith(maker) else line(f"{maker} {model}"),
        taken=exif_date(taken),
        gps=_degrees(place),
    )


def _degrees(place: Mapping[int, Any]) -> tuple[float, float] | None:
    """Degrees north and east; None where the data name no place, or Null Island."""
    tags = ExifTags.GPS
    try:
        north, east = (
            sum(float(part) / 60**k for k, part in enumerate(place[tag]))
            for tag in (tags.GPSLatitude, tags.GPSLongitude)
        )
        north *= -1 if str(place.get(tags.GPSLatitudeRef, "N")).upper().startswith("S") else 1
        east *= -1 if str(place.get(tags.GPSLongitudeRef, "E")).upper().startswith("W") else 1
    except _BAD_EXIF:
        return None
    known = math.isfinite(north) and math.isfinite(east) and (north, east) != (0.0, 0.0)
    if not known or abs(north) > 90 or abs(east) > 180:
        return None
    return round(north, 6), round(east, 6)


def _xmp(text: str) -> dict[str, str]:
    """The simple properties of XMP metadata by their names without a namespace."""
    if not text or len(text) > _MOST_METADATA:
        return {}
    try:
        root = fromstring(text.strip("\ufeff\0 \r\n\t"), forbid_dtd=True)
    except _BAD_XML:
        return {}
    stated = _texts(root)
    for element in root.iter():
        # A property may stand as an attribute of its description.
        for name, value in element.items():
            stated.setdefault(name.rpartition("}")[2], line(value))
    return stated


def _texts(root: Element) -> dict[str, str]:
    """The text of each element by its name without a namespace; the first of a name counts."""
    found: dict[str, str] = {}
    for element in root.iter():
        if isinstance(element.tag, str) and element.text and element.text.strip():
            found.setdefault(element.tag.rpartition("}")[2], line(element.text))
    return found
