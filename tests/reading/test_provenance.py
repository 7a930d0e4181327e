"""What files state about their making, and what hostile ones state."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pymupdf
import pytest
from PIL import ExifTags
from PIL import Image as Pillow
from PIL.TiffImagePlugin import IFDRational
from tests.reading.signing import plain, redrawn

from evidencecheck.domain.files import FileReading, FileStatus, MediaType, SourceFile
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Mark, MarkKind, Page
from evidencecheck.domain.provenance import UNSTATED, Changes, Provenance, Signature
from evidencecheck.reading.about import about
from evidencecheck.reading.cache import ReadingCache
from evidencecheck.reading.stated import exif_date, iso_date, line, pdf_date

XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    'xmp:ModifyDate="2025-06-02T14:05:30+08:00">'
    "<xmp:CreateDate>2025-06-01T09:00:00Z</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta>"
)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>张三</dc:creator>'
    "<cp:lastModifiedBy>李四</cp:lastModifiedBy><dcterms:created>2024-03-01T08:00:00Z"
    "</dcterms:created><dcterms:modified>2026-01-05T08:00:00Z</dcterms:modified>"
    "</cp:coreProperties>"
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>WPS Office</Application><AppVersion>12.1</AppVersion></Properties>"
)


def stated(path: Path, media: MediaType) -> Provenance:
    source = SourceFile(path=path.name, location=path, bytes=1, sha256="", media_type=media)
    return about(source, Limits()).provenance


def pdf(path: Path, info: dict[str, str], xmp: str = "") -> Path:
    with pymupdf.open() as document:
        document.new_page()
        document.set_metadata(info)
        if xmp:
            document.set_xml_metadata(xmp)
        document.save(path)
    return path


def test_a_pdf_names_its_programs_and_days(tmp_path: Path) -> None:
    info = {
        "creator": "Photoshop",
        "producer": "iText",
        "author": "张三",
        "creationDate": "D:20240304101500+08'00'",
        "modDate": "D:20260105120000Z",
    }
    found = stated(pdf(tmp_path / "a.pdf", info, XMP), MediaType.PDF)
    assert found == Provenance(
        application="Photoshop",
        producer="iText",
        author="张三",
        created="2024-03-04T10:15:00+08:00",
        modified="2026-01-05T12:00:00+00:00",
        xmp_created="2025-06-01T09:00:00+00:00",
        xmp_modified="2025-06-02T14:05:30+08:00",
        revisions=1,
    )


def test_a_pdf_that_was_added_to_has_two_revisions(tmp_path: Path) -> None:
    once = plain(tmp_path / "once.pdf")
    twice = redrawn(tmp_path / "twice.pdf", once)
    assert stated(once, MediaType.PDF).revisions == 1
    assert stated(twice, MediaType.PDF).revisions == 2


@pytest.mark.parametrize("xmp", [BOMB, "<x", "<x>" + "y" * (2 << 20) + "</x>"])
def test_bad_metadata_are_left_aside(tmp_path: Path, xmp: str) -> None:
    found = stated(pdf(tmp_path / "a.pdf", {"producer": "iText"}, xmp), MediaType.PDF)
    assert (found.producer, found.xmp_created) == ("iText", "")


def office(path: Path, core: str = CORE, app: str = APP) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("docProps/core.xml", core)
        archive.writestr("docProps/app.xml", app)
    return path


def test_an_office_file_names_its_people(tmp_path: Path) -> None:
    assert stated(office(tmp_path / "a.docx"), MediaType.DOCX) == Provenance(
        application="WPS Office 12.1",
        author="张三",
        last_modified_by="李四",
        created="2024-03-01T08:00:00+00:00",
        modified="2026-01-05T08:00:00+00:00",
    )


@pytest.mark.parametrize("core", [BOMB, "", "<a"])
def test_an_office_file_with_bad_properties_states_nothing(tmp_path: Path, core: str) -> None:
    assert stated(office(tmp_path / "a.xlsx", core), MediaType.XLSX) == UNSTATED


def photo(path: Path, latitude: object = None) -> Path:
    exif = Pillow.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "HUAWEI", "HUAWEI P40"
    exif[ExifTags.Base.Software] = "Adobe Photoshop 25.0"
    shot = exif.get_ifd(ExifTags.IFD.Exif)
    shot[ExifTags.Base.DateTimeOriginal] = "2025:08:26 14:30:05"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLongitudeRef] = "N", "E"
    place[ExifTags.GPS.GPSLatitude] = latitude or (39.0, 5.0, 24.0)
    place[ExifTags.GPS.GPSLongitude] = (117.0, 12.0, 0.0)
    Pillow.new("RGB", (40, 30), "white").save(path, exif=exif)
    return path


def test_a_photo_tells_camera_time_and_place(tmp_path: Path) -> None:
    found = stated(photo(tmp_path / "a.jpg"), MediaType.JPEG)
    assert (found.camera, found.application) == ("HUAWEI P40", "Adobe Photoshop 25.0")
    assert found.taken == "2025-08-26T14:30:05"
    assert found.gps == pytest.approx((39.09, 117.2))


@pytest.mark.parametrize(
    "latitude",
    [(IFDRational(1, 0), 0.0, 0.0), (4000.0, 0.0, 0.0)],
    ids=["divided by zero", "off the globe"],
)
def test_a_place_that_is_none(tmp_path: Path, latitude: object) -> None:
    found = stated(photo(tmp_path / "a.jpg", latitude), MediaType.JPEG)
    assert found.gps is None
    assert found.camera == "HUAWEI P40"


def test_a_screenshot_names_its_program(tmp_path: Path) -> None:
    from PIL.PngImagePlugin import PngInfo

    text = PngInfo()
    text.add_text("Software", "Snipaste")
    Pillow.new("RGB", (40, 30), "white").save(tmp_path / "a.png", pnginfo=text)
    assert stated(tmp_path / "a.png", MediaType.PNG) == Provenance(application="Snipaste")


def test_files_that_state_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"nothing of the kind")
    for media in MediaType:
        assert stated(path, media) == UNSTATED


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("D:20250304", "2025-03-04"),
        ("D:202503041015", "2025-03-04T10:15:00"),
        ("20250304101500-05'30", "2025-03-04T10:15:00-05:30"),
        ("D:2025", "2025-01-01"),
        ("D:20251399", ""),
        ("yesterday", ""),
        (None, ""),
    ],
)
def test_dates_of_pdf_files(text: str | None, iso: str) -> None:
    assert pdf_date(text) == iso


def test_other_dates_and_long_lines() -> None:
    assert exif_date("2025:02:30 10:00:00") == ""
    assert exif_date("0000:00:00 00:00:00") == ""
    assert iso_date("2025-06-01") == "2025-06-01"
    assert iso_date("soon") == ""
    assert line("a\0b\x1b[31m\nc") == "a b [31m c"
    assert len(line("x" * 10_000)) == 200
    assert line(["张三", "李四"]) == "张三, 李四"


def test_what_is_known_of_a_file_survives_the_cache(tmp_path: Path) -> None:
    found = stated(photo(tmp_path / "a.jpg"), MediaType.JPEG)
    signature = Signature("S1", None, Changes.UNKNOWN, problem="unsupported algorithm", page=2)
    seal = Mark(MarkKind.SEAL, Box(0, 0, 1, 1), "某某", "red", 0.9, "round", ("合同专用章",))
    page = Page(1, 595.0, 842.0, marks=(seal,))
    reading = FileReading("a", FileStatus.READ, (page,), (), (signature,), found)
    cache = ReadingCache(tmp_path / "cache")
    cache.put("key", reading)
    assert cache.get("key") == reading
