"""Damage in a picture is a problem of the file; libraries print nothing about it."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

_SAMPLES_PER_PIXEL = 277
_READ = """
import sys
from pathlib import Path
from evidencecheck.domain.files import MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.reading.ocr.interface import NullEngine
from evidencecheck.reading.reader import FileReader
path, media = Path(sys.argv[1]), MediaType(sys.argv[2])
file = SourceFile(path=path.name, location=path, bytes=1, sha256="", media_type=media)
print(FileReader(NullEngine(), Limits()).read(file).status)
"""


def torn_exif() -> bytes:
    """A JPEG whose EXIF data promise 40 entries and end in the first."""
    entries = struct.pack("<IH", 8, 40) + b"\x0f\x01\x02\0"
    data = io.BytesIO()
    Image.new("RGB", (300, 300), "white").save(data, "JPEG", exif=b"Exif\0\0II*\0" + entries)
    return data.getvalue()


def too_many_samples() -> bytes:
    """A TIFF of nine samples a pixel."""
    buffer = io.BytesIO()
    Image.new("RGB", (300, 300), "white").save(buffer, "TIFF")
    data = bytearray(buffer.getvalue())
    (start,) = struct.unpack_from("<I", data, 4)
    (entries,) = struct.unpack_from("<H", data, start)
    for entry in range(start + 2, start + 2 + 12 * entries, 12):
        if struct.unpack_from("<H", data, entry) == (_SAMPLES_PER_PIXEL,):
            struct.pack_into("<H", data, entry + 8, 9)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "media", "status"),
    [(torn_exif(), "image/jpeg", "read"), (too_many_samples(), "image/tiff", "unreadable")],
    ids=["torn EXIF", "too many samples"],
)
def test_nothing_is_printed(tmp_path: Path, data: bytes, media: str, status: str) -> None:
    path = tmp_path / "picture"
    path.write_bytes(data)
    command = [sys.executable, "-W", "default", "-c", _READ, str(path), media]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  (our own)
    assert run.stdout.strip() == status
    assert run.stderr == ""
