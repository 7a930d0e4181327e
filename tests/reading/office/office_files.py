"""Parts of office files made in tests."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

Docx = Callable[..., Path]
"""Makes a Word file from the XML of its body and further parts."""


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def picture_of(width: int, height: int, form: str = "JPEG") -> bytes:
    """A picture of a dark field on white."""
    out = io.BytesIO()
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("black", (width // 4, height // 4, width // 2, height // 2))
    picture.save(out, form)
    return out.getvalue()


def shows(relation: str, extent: str = '<wp:extent cx="9" cy="9"/>', more: str = "") -> str:
    """A run that shows a picture."""
    return (
        f"<w:r><w:drawing><wp:inline>{extent}{more}<a:graphic>"
        f'<a:blip r:embed="{relation}"/></a:graphic></wp:inline></w:drawing></w:r>'
    )
