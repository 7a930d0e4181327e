"""Presentations made in tests."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from office_files import TYPE

EMU = 12_700
NAMESPACES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)


def place(x: float, y: float, width: float, height: float, prefix: str = "a") -> str:
    """Where a shape stands; points."""
    at, size = (
        f'x="{x * EMU:.0f}" y="{y * EMU:.0f}"',
        f'cx="{width * EMU:.0f}" cy="{height * EMU:.0f}"',
    )
    return f"<{prefix}:xfrm><a:off {at}/><a:ext {size}/></{prefix}:xfrm>"


def paragraph(words: str, size: float = 0.0, align: str = "") -> str:
    run = f'<a:rPr sz="{size * 100:.0f}"/>' if size else ""
    properties = f'<a:pPr algn="{align}"/>' if align else ""
    return f"<a:p>{properties}<a:r>{run}<a:t>{words}</a:t></a:r></a:p>"


def shape(text: str, at: str = "", ph: str = "", hidden: bool = False) -> str:
    """A shape with paragraphs from `paragraph`."""
    kind = f"<p:ph {ph}/>" if ph else ""
    seen = ' hidden="1"' if hidden else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"{seen}/><p:cNvSpPr/><p:nvPr>{kind}</p:nvPr>'
        f"</p:nvSpPr><p:spPr>{at}</p:spPr><p:txBody><a:bodyPr/>{text}</p:txBody></p:sp>"
    )


def picture(relation: str) -> str:
    return (
        '<p:pic><p:nvPicPr><p:cNvPr id="3" name="x"/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{relation}"/></p:blipFill><p:spPr>{place(9, 9, 99, 99)}</p:spPr></p:pic>'
    )


def table(rows: Sequence[Sequence[str]], at: tuple[float, float, float, float]) -> str:
    """A table of cells, each the inside of an ``a:tc`` tag and its words parted by ``|``."""
    width = at[2] / len(rows[0])
    grid = f'<a:gridCol w="{width * EMU:.0f}"/>' * len(rows[0])
    lines = ""
    for row in rows:
        cells = ""
        for cell in row:
            tag, _, words = cell.partition("|")
            cells += f"<a:tc {tag}><a:txBody>{paragraph(words)}</a:txBody></a:tc>"
        lines += f'<a:tr h="{20 * EMU}">{cells}</a:tr>'
    return (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="t"/></p:nvGraphicFramePr>'
        f'{place(*at, prefix="p")}<a:graphic><a:graphicData uri="t"><a:tbl><a:tblGrid>{grid}'
        f"</a:tblGrid>{lines}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def slide(*shapes: str, attributes: str = "") -> str:
    tree = f"<p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld>"
    return f"<p:sld {NAMESPACES} {attributes}>{tree}</p:sld>"


def layout(*shapes: str, kind: str = "sldLayout") -> str:
    return (
        f"<p:{kind} {NAMESPACES}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:{kind}>"
    )


def pptx(
    path: Path,
    slides: Sequence[str],
    layout_: str = "",
    parts: Mapping[str, tuple[str, bytes | str]] | None = None,
    size: str = f'<p:sldSz cx="{960 * EMU}" cy="{540 * EMU}"/>',
) -> Path:
    """A presentation; ``parts`` by relation id: kind and data, for every slide."""
    listed = "".join(f'<p:sldId id="{i}" r:id="s{i}"/>' for i in range(len(slides)))
    relations = "".join(
        f'<Relationship Id="s{i}" Type="{TYPE}slide" Target="slides/slide{i}.xml"/>'
        for i in range(len(slides))
    )
    own = "".join(
        f'<Relationship Id="{n}" Type="{TYPE}{kind}" Target="../media/{n}.part"/>'
        for n, (kind, _) in (parts or {}).items()
    )
    if layout_:
        own += f'<Relationship Id="lay" Type="{TYPE}slideLayout" Target="../slideLayouts/l.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<R><Relationship Id="a" Type="{TYPE}officeDocument" '
            'Target="ppt/presentation.xml"/></R>',
        )
        archive.writestr(
            "ppt/presentation.xml",
            f"<p:presentation {NAMESPACES}><p:sldIdLst>{listed}</p:sldIdLst>{size}"
            "</p:presentation>",
        )
        archive.writestr("ppt/_rels/presentation.xml.rels", f"<R>{relations}</R>")
        for number, text in enumerate(slides):
            archive.writestr(f"ppt/slides/slide{number}.xml", text)
            archive.writestr(f"ppt/slides/_rels/slide{number}.xml.rels", f"<R>{own}</R>")
        if layout_:
            archive.writestr("ppt/slideLayouts/l.xml", layout_)
        for name, (_, data) in (parts or {}).items():
            archive.writestr(f"ppt/media/{name}.part", data)
    return path
