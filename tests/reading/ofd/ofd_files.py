"""OFD files made in tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from PIL import Image

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'

Parts = Mapping[str, str | bytes]


def text(
    words: str, x: float, y: float, size: float = 4.0, *, delta: str = "", more: str = ""
) -> str:
    """A text object with its base line one size below ``y``; millimetres."""
    steps = f' DeltaX="{delta}"' if delta else ""
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y} 150 {2 * size}" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}"{steps}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A straight line."""
    return (
        f'<ofd:PathObject ID="9" Boundary="{x0} {y0} {x1 - x0 + 0.2} {y1 - y0 + 0.2}">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def image(resource: str, x: float, y: float, side: float) -> str:
    """A square picture."""
    return (
        f'<ofd:ImageObject ID="9" ResourceID="{resource}" CTM="{side} 0 0 {side} 0 0" '
        f'Boundary="{x} {y} {side} {side}"/>'
    )


def page(*units: str, head: str = "", area: str = "0 0 210 140", ns: str = NS) -> str:
    """The content of a page from its graphic units."""
    box = f"<ofd:Area><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:Area>" if area else ""
    return (
        f"<ofd:Page {ns}>{box}{head}<ofd:Content><ofd:Layer>{''.join(units)}</ofd:Layer>"
        "</ofd:Content></ofd:Page>"
    )


def ofd(
    *pages: str,
    common: str = "",
    document: str = "",
    body: str = "",
    parts: Parts | None = None,
    ns: str = NS,
) -> bytes:
    """An OFD file.

    Args:
        pages: contents of its pages, from `page`.
        common: in ``CommonData``; ``Doc_0/Res.xml`` is named there where ``parts`` has it.
        document: at the end of the document.
        body: at the end of ``DocBody``.
        parts: further parts by name.
        ns: declaration of the namespace.
    """
    parts = dict(parts or {})
    if "Doc_0/Res.xml" in parts:
        common += "<ofd:DocumentRes>Res.xml</ofd:DocumentRes>"
    listed = "".join(
        f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages))
    )
    made: dict[str, str | bytes] = {
        "OFD.xml": f'<ofd:OFD {ns} Version="1.0" DocType="OFD"><ofd:DocBody>'
        f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {ns}><ofd:CommonData>{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages>{document}</ofd:Document>",
        **{f"Doc_0/Pages/Page_{i}/Content.xml": content for i, content in enumerate(pages)},
        **parts,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in made.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def media(*files: str) -> str:
    """A resource file that names pictures ``m0``, ``m1`` and so on."""
    entries = "".join(
        f'<ofd:MultiMedia ID="m{i}" Type="Image"><ofd:MediaFile>{file}</ofd:MediaFile>'
        "</ofd:MultiMedia>"
        for i, file in enumerate(files)
    )
    return f'<ofd:Res {NS} BaseLoc="Res"><ofd:MultiMedias>{entries}</ofd:MultiMedias></ofd:Res>'


def png(side: int, colour: str = "red") -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(out, "PNG")
    return out.getvalue()


# ---------------------------------------------------------------------- signatures


def der(tag: int, *values: bytes) -> bytes:
    """A field of ASN.1."""
    value = b"".join(values)
    length = len(value).to_bytes(max(1, (len(value).bit_length() + 7) // 8), "big")
    head = length if len(value) < 0x80 else bytes([0x80 | len(length)]) + length
    return bytes([tag]) + head + value


def seal(name: str, picture: bytes, form: str = "png") -> bytes:
    """An electronic seal as GB/T 38540 lays it out, without its certificates."""
    header = der(0x30, der(0x16, b"ES"), der(0x02, b"\4"), der(0x16, b"MAKER"))
    details = der(0x30, der(0x02, b"\1"), der(0x0C, name.encode()), der(0x02, b"\1"))
    shown = der(0x30, der(0x16, form.encode()), der(0x04, picture), der(0x02, b"\x2d"))
    info = der(0x30, header, der(0x16, b"5301"), details, shown)
    return der(0x30, der(0x30, der(0x02, b"\4"), der(0x30, info, der(0x04, b"cert"))))


def signed(stamp: str = "", provider: str = "签章工具") -> dict[str, str | bytes]:
    """The parts of one signature."""
    return {
        "Doc_0/Signs/Signatures.xml": f'<ofd:Signatures {NS}><ofd:Signature ID="1" '
        'BaseLoc="/Doc_0/Signs/Sign_0/Signature.xml"/></ofd:Signatures>',
        "Doc_0/Signs/Sign_0/Signature.xml": f"<ofd:Signature {NS}><ofd:SignedInfo>"
        f'<ofd:Provider ProviderName="{provider}"/>{stamp}</ofd:SignedInfo>'
        "<ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>",
    }


SIGNATURES = "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>"
