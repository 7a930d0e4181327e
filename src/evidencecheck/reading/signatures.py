"""The digital signatures of a PDF file, verified by pyHanko without a network.

pyHanko's own verdict, ``bottom_line``, also asks that the signer's certificate be trusted, which
cannot be told offline. What is left of it without the trust is asked for here: the digest of the
signed bytes is the signed one (its ``valid`` alone stays true on a tampered file), the signature
over that digest holds, and what was added afterwards is what a signed file may be given.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import pymupdf
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from evidencecheck.domain.provenance import Changes, Signature
from evidencecheck.reading.stated import line

_MOST = 64
"""Signatures of one file that are verified, the first ones."""
_MOST_BYTES = 1 << 28
"""Larger files are not verified."""
_STAMP = "/DocTimeStamp"
_SIGNATURE_FIELD = 6
"""As PyMuPDF numbers the kinds of form fields (``PDF_WIDGET_TYPE_SIGNATURE``)."""


def read_signatures(path: Path, document: pymupdf.Document) -> tuple[Signature, ...]:
    """The signatures of a PDF file, in the order of its form fields; never raises.

    Args:
        path: where the file lies.
        document: the same file, open; it tells on which page a signature is shown.
    """
    if path.stat().st_size > _MOST_BYTES:
        return (_unknown("", "the file is too large"),)
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        with path.open("rb") as stream:
            found = tuple(_verified(stream))
    except Exception as error:  # noqa: BLE001  (whatever it dies of is a file that cannot be verified)
        found = (_unknown("", _reason(error)),)
    pages = _pages(document) if found else {}
    return tuple(replace(s, page=pages.get(s.field)) for s in found)


def _verified(stream: BinaryIO) -> Iterator[Signature]:
    reader = PdfFileReader(stream, strict=False)
    if reader.encrypted:
        reader.decrypt(b"")
    for name, _, field in islice(enumerate_sig_fields(reader, filled_status=True), _MOST):
        try:
            yield _signature(reader, str(name), field)
        except Exception as error:  # noqa: BLE001  (as above; the other signatures still count)
            yield _unknown(str(name), _reason(error))


def _signature(reader: PdfFileReader, name: str, field: Any) -> Signature:
    embedded = EmbeddedPdfSignature(reader, field, name)
    found = _who(embedded, _unknown(name, ""))
    try:
        intact = _stamped(embedded) if found.timestamp else _intact(embedded)
    except Exception as error:  # noqa: BLE001  (as above; who signed is known all the same)
        return replace(found, problem=_reason(error))
    try:
        changes, problem = _changes(embedded), ""
    except Exception as error:  # noqa: BLE001  (as above)
        changes, problem = Changes.UNKNOWN, _reason(error)
    return replace(found, intact=intact, changes=changes, problem=problem)


def _who(embedded: EmbeddedPdfSignature, found: Signature) -> Signature:
    """``found`` with its signer and times, as far as they can be read."""
    subject: Mapping[str, Any] = {}
    issuer: Mapping[str, Any] = {}
    try:
        subject = embedded.signer_cert.subject.native
        issuer = embedded.signer_cert.issuer.native
    except Exception:  # noqa: BLE001, S110  (nobody is named then)
        pass
    return replace(
        found,
        field=line(found.field),
        signer=line(subject.get("common_name")),
        organisation=line(subject.get("organization_name")),
        authority=line(issuer.get("common_name") or issuer.get("organization_name")),
        signed_at=_stated_time(embedded),
        stamped_at=_stamped_time(embedded),
        timestamp=embedded.sig_object_type == _STAMP,
    )


def _intact(embedded: EmbeddedPdfSignature) -> bool:
    """Whether digest and signature hold.

    A signature of the old kind ``adbe.pkcs7.sha1`` signs a digest of the bytes that it carries
    within itself; any other signs the bytes.
    """
    carried = embedded.signed_data["encap_content_info"]["content"].native
    if carried is None:
        return _holds(embedded.signed_data, embedded.compute_digest())
    return bytes(carried) == embedded.compute_digest("sha1") and _holds(embedded.signed_data)


def _stamped(embedded: EmbeddedPdfSignature) -> bool:
    """Whether a time stamp of the file is intact and of these bytes."""
    content = embedded.signed_data["encap_content_info"]["content"]
    imprint = content.parsed["message_imprint"]["hashed_message"].native
    return bool(imprint == embedded.compute_digest()) and _holds(embedded.signed_data)


def _holds(signed: Any, digest: bytes | None = None) -> bool:
    """Whether the digest is the signed one and the signature over it is that of the key named.

    Args:
        signed: a CMS ``SignedData``.
        digest: of what was signed; by default that of what ``signed`` carries.
    """
    signer = extract_signer_info(signed)
    content = signed["encap_content_info"]
    if digest is None:
        algorithm = signer["digest_algorithm"]["algorithm"].native
        digest = hashlib.new(algorithm, bytes(content["content"])).digest()
    intact, valid = generic_cms.validate_sig_integrity(
        signer,
        generic_cms.extract_certs_for_validation(signed).signer_cert,
        expected_content_type=content["content_type"].native,
        actual_digest=digest,
    )
    return intact and valid


def _changes(embedded: EmbeddedPdfSignature) -> Changes:
    embedded.compute_integrity_info()  # type: ignore[no-untyped-call]
    if embedded.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Changes.NONE
    if embedded.coverage is not SignatureCoverageLevel.ENTIRE_REVISION:
        return Changes.UNCOVERED
    if isinstance(embedded.diff_result, SuspiciousModification):
        return Changes.OTHER
    allowed = embedded.summarise_integrity_info()["docmdp_ok"]
    return Changes.ALLOWED if allowed else Changes.OTHER


def _stated_time(embedded: EmbeddedPdfSignature) -> str:
    try:
        stated = embedded.self_reported_timestamp
    except Exception:  # noqa: BLE001  (a time that cannot be read is none)
        return ""
    return stated.isoformat() if isinstance(stated, datetime) else ""


def _stamped_time(embedded: EmbeddedPdfSignature) -> str:
    """The time of the time stamp on a signature, where it is intact and of this signature."""
    try:
        of_signature = generic_cms.message_imprint_checker(embedded.signer_info)
        for token in generic_cms.extract_tst_data_iter(embedded.signer_info, signed=False):
            info = token["encap_content_info"]["content"].parsed
            imprint = info["message_imprint"]
            expected = of_signature(imprint["hash_algorithm"]["algorithm"].native)
            if imprint["hashed_message"].native == expected and _holds(token):
                return str(info["gen_time"].native.isoformat())
    except Exception:  # noqa: BLE001, S110  (a stamp that cannot be verified is none)
        pass
    return ""


def _pages(document: pymupdf.Document) -> dict[str, int]:
    """The pages on which the signature fields of a file are shown, by name."""
    pages: dict[str, int] = {}
    try:
        for page in document.pages():
            for widget in page.widgets(types=(_SIGNATURE_FIELD,)):
                pages.setdefault(line(widget.field_name), int(page.number) + 1)
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        pass
    return pages


def _unknown(field: str, problem: str) -> Signature:
    return Signature(field, None, Changes.UNKNOWN, problem=problem)


def _reason(error: Exception) -> str:
    """Why a signature could not be verified: the first words of the error, without a path."""
    text = line(str(error))
    return text if text and "/" not in text else type(error).__name__
