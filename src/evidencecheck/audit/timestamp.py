"""Time stamps of RFC 3161: the request, and whether the answer is one to it.

Whether the stamping authority can be trusted is not told: that takes its root certificate, which is
the reader's choice (``openssl ts -verify``).
"""

from __future__ import annotations

import hashlib
import secrets
import urllib.request
from datetime import datetime
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit

from asn1crypto import algos, cms, core, tsp
from pyhanko.sign.general import CMSExtractionError, extract_signer_info
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.errors import SignatureValidationError

_MOST_BYTES = 1 << 20
_SECONDS = 30.0
_GRANTED = frozenset({"granted", "granted_with_mods"})


class _Response(core.Sequence):  # type: ignore[misc]  # the library has no types
    """TimeStampResp: a refusal has no token, which the library's own class insists on."""

    _fields = [  # noqa: RUF012  (as the library reads it)
        ("status", tsp.PKIStatusInfo),
        ("time_stamp_token", cms.ContentInfo, {"optional": True}),
    ]


class TimestampError(Exception):
    """No usable time stamp; the message is one plain line."""


def request(content: bytes, nonce: int | None = None) -> tsp.TimeStampReq:
    """A request for a time stamp over the sha256 of ``content``, with the certificate.

    ``nonce``: 64 random bits if not given.
    """
    return tsp.TimeStampReq({
        "version": "v1",
        "message_imprint": {
            "hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "hashed_message": hashlib.sha256(content).digest(),
        },
        "nonce": secrets.randbits(64) if nonce is None else nonce,
        "cert_req": True,
    })  # fmt: skip


def ask(url: str, query: tsp.TimeStampReq) -> bytes:
    """Send ``query`` to the server at ``url`` (http or https); its answer as DER.

    Raises:
        TimestampError: it cannot be reached, or does not answer with a time stamp.
    """
    if urlsplit(url).scheme not in {"http", "https"}:
        raise TimestampError(f"--timestamp {url}: should begin with http:// or https://")
    headers = {
        "Content-Type": "application/timestamp-query",
        "Accept": "application/timestamp-reply",
    }
    try:
        # The scheme is one of two, see above.
        sent = urllib.request.Request(url, query.dump(), headers)  # noqa: S310
        with urllib.request.urlopen(sent, timeout=_SECONDS) as answer:  # noqa: S310
            content: bytes = answer.read(_MOST_BYTES + 1)
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise TimestampError(f"--timestamp {url}: no answer: {reason}") from error
    if len(content) > _MOST_BYTES:
        raise TimestampError(f"--timestamp {url}: the answer is too large")
    return content


def token_of(answer: bytes, query: tsp.TimeStampReq) -> tuple[bytes, datetime]:
    """The time stamp token in ``answer`` (DER of its ContentInfo), and the time that it states.

    Raises:
        TimestampError: it was refused, is no answer to ``query``, or its signature does not hold.
    """
    try:
        response = _Response.load(answer, strict=True)
        status = response["status"]
        if status["status"].native not in _GRANTED:
            words = "; ".join(status["status_string"].native or ()) or status["status"].native
            raise TimestampError(f"the time stamp server refused: {words}")
        token = response["time_stamp_token"]
        content = token["content"]["encap_content_info"]["content"]
        stamp = content.parsed
        if not isinstance(stamp, tsp.TSTInfo):
            raise TimestampError("the answer of the time stamp server holds no time stamp")
        _check(stamp, query)
        _check_signature(token["content"], bytes(content))
        return token.dump(), stamp["gen_time"].native
    except (ValueError, KeyError, TypeError, AttributeError, CMSExtractionError) as error:
        raise TimestampError("the answer of the time stamp server cannot be read") from error


def _check(stamp: tsp.TSTInfo, query: tsp.TimeStampReq) -> None:
    if stamp["message_imprint"].dump() != query["message_imprint"].dump():
        raise TimestampError("the time stamp is over something else than was sent")
    if stamp["nonce"].native != query["nonce"].native:
        raise TimestampError("the time stamp is no answer to this request: its nonce differs")


def _check_signature(data: cms.SignedData, content: bytes) -> None:
    signer: Any = extract_signer_info(data)
    certificate = generic_cms.extract_certs_for_validation(data).signer_cert
    purposes = certificate.extended_key_usage_value
    if purposes is None or "time_stamping" not in purposes.native:
        raise TimestampError("the certificate of the time stamp is not one for time stamps")
    digest = hashlib.new(signer["digest_algorithm"]["algorithm"].native, content).digest()
    try:
        intact, holds = generic_cms.validate_sig_integrity(
            signer, certificate, expected_content_type="tst_info", actual_digest=digest
        )
    except SignatureValidationError as error:
        raise TimestampError(
            f"the signature of the time stamp cannot be checked: {error}"
        ) from error
    if not (intact and holds):
        raise TimestampError("the signature of the time stamp does not hold")
