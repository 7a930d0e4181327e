"""PDF files with digital signatures, made with a key that is thrown away."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from pathlib import Path

import pymupdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

WORDS = "Certificate 0417"
SIGNER, BODY = "某某签章", "某某认证有限公司"


@cache
def signer() -> SimpleSigner:
    """Someone to sign with."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, BODY),
            x509.NameAttribute(NameOID.COMMON_NAME, SIGNER),
        ]
    )
    start = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + dt.timedelta(days=36500))
        .sign(key, hashes.SHA256())
    )
    packed = serialization.pkcs12.serialize_key_and_certificates(
        b"x", key, certificate, None, serialization.NoEncryption()
    )
    found = SimpleSigner.load_pkcs12_data(packed, [])
    assert found is not None
    return found


def plain(path: Path, pages: int = 1, *, form: bool = False) -> Path:
    """A file to sign; with a text field to fill where there is a ``form``."""
    with pymupdf.open() as document:
        for number in range(pages):
            page = document.new_page()
            page.insert_text((72, 100), f"{WORDS} page {number + 1}")
        if form:
            widget = pymupdf.Widget()
            widget.field_name, widget.field_type = "Remark", pymupdf.PDF_WIDGET_TYPE_TEXT
            widget.rect, widget.field_value = pymupdf.Rect(72, 200, 300, 220), ""
            document[0].add_widget(widget)
        # Uncompressed, so that a byte of the print can be changed.
        document.save(path, expand=255)
    return path


def signed(path: Path, source: Path, field: str = "Signature1", page: int = 0) -> Path:
    """``source`` signed by adding to it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(source.read_bytes()), strict=False)
    spec = SigFieldSpec(field, on_page=page, box=(300, 100, 450, 160))
    meta = PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
    out = io.BytesIO()
    PdfSigner(meta, signer(), new_field_spec=spec).sign_pdf(writer, output=out)
    path.write_bytes(out.getvalue())
    return path


def certified(path: Path, source: Path) -> Path:
    """``source`` signed so that nothing may be added afterwards."""
    writer = IncrementalPdfFileWriter(io.BytesIO(source.read_bytes()), strict=False)
    meta = PdfSignatureMetadata(
        field_name="Signature1", certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES
    )
    out = io.BytesIO()
    signers.sign_pdf(writer, meta, signer(), output=out)
    path.write_bytes(out.getvalue())
    return path


def tampered(path: Path, source: Path) -> Path:
    """``source`` with one digit of its print changed, all else left as it is."""
    data = source.read_bytes()
    shown, other = (w.encode().hex().encode() for w in ("0417", "0917"))
    assert shown in data
    path.write_bytes(data.replace(shown, other))
    return path


def filled(path: Path, source: Path) -> Path:
    """``source`` with its text field filled in by adding to the file."""
    writer = IncrementalPdfFileWriter(io.BytesIO(source.read_bytes()), strict=False)
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field.get("/T") == "Remark":
            field["/V"] = generic.pdf_string("seen")
            writer.mark_update(reference)
    out = io.BytesIO()
    writer.write(out)
    path.write_bytes(out.getvalue())
    return path


def redrawn(path: Path, source: Path) -> Path:
    """``source`` with print put over a page by adding to the file, as editors do."""
    path.write_bytes(source.read_bytes())
    with pymupdf.open(path) as document:
        document[0].insert_text((72, 130), "valid until 2099")
        document.saveIncr()
    return path
