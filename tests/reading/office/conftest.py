"""Office files made in the test."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from office_files import NAMESPACES, TYPE, Docx


@pytest.fixture
def docx(tmp_path: Path) -> Docx:
    """Make a Word file from the XML of its body and further parts.

    A further part ``name=(kind, data)`` gets the relation id ``name``.
    """

    def make(body: str, head: str = "", **parts: tuple[str, str | bytes]) -> Path:
        path = tmp_path / "made.docx"
        relations = "".join(
            f'<Relationship Id="{name}" Type="{TYPE}{kind}" Target="{name}.part"/>'
            for name, (kind, _) in parts.items()
        )
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr(
                "_rels/.rels",
                f'<R><Relationship Id="a" Type="{TYPE}officeDocument" '
                'Target="word/document.xml"/></R>',
            )
            archive.writestr(
                "word/document.xml",
                f"{head}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            )
            archive.writestr("word/_rels/document.xml.rels", f"<R>{relations}</R>")
            for name, (_, data) in parts.items():
                archive.writestr(f"word/{name}.part", data)
        return path

    return make
