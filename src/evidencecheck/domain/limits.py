"""The limits within which untrusted files are handled; one object for all stages."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much. Over a limit is a finding (F107), never an error."""

    file_bytes: int = 1024 * MIB
    """Size of one file."""
    total_files: int = 20_000
    """Files in one submission, members of archives included."""
    pages: int = 3_000
    """Pages of one file."""
    archive_depth: int = 4
    """Archives inside archives."""
    archive_ratio: int = 200
    """Unpacked over packed bytes of one member; only above ``archive_ratio_floor``."""
    archive_ratio_floor: int = 16 * MIB
    """Members smaller than this unpacked are never called a bomb."""
    archive_bytes: int = 4096 * MIB
    """Unpacked bytes of one submission's archives together."""
    archive_members: int = 10_000
    """Members of one archive."""
    archive_seconds: float = 300.0
    """Time to unpack one archive, or the attachments of one mail."""
    archive_memory: int = 2048 * MIB
    """Memory, in bytes, of the process that unpacks archives other than zip."""
    image_pixels: int = 120_000_000
    """Pixels that a picture may declare."""
    render_side: int = 3_600
    """Longest side, in pixels, at which a page is rendered for recognition."""
    sheet_cells: int = 200_000
    """Cells with content read of one workbook."""
    file_seconds: float = 20.0
    """Time to open a file and learn its pages."""
    convert_seconds: float = 60.0
    """Time for another program to convert a file, on top of that."""
    page_seconds: float = 10.0
    """Time for each page on top of that."""
    reader_bytes: int = 4096 * MIB
    """Memory that a reading process may take up; the engine alone needs about 1,300 MiB."""
