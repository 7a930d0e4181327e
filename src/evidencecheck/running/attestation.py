"""A signed statement of what a result folder holds."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evidencecheck.audit import FILE_NAME, TrailError, verify
from evidencecheck.audit.dsse import KeyFileError, load_private_key, make_key_pair, sign
from evidencecheck.audit.statement import render_statement
from evidencecheck.audit.timestamp import TimestampError, ask, request, token_of
from evidencecheck.domain.out import REPORT_JSON, SCORES_JSON
from evidencecheck.running.errors import UsageError
from evidencecheck.running.finished import read_report


@dataclass(frozen=True, slots=True)
class Attested:
    """What was written."""

    head: str
    """Digest of the last event of the trail."""
    key: str
    """Id of the key: sha256 of the public key."""
    stamped: datetime | None
    """The time that the time stamp states; None where none was asked for."""


def key_pair(path: Path) -> Path:
    """Make a key pair to sign with; the path of the public key.

    Raises:
        UsageError: a file is there already, or cannot be written.
    """
    try:
        return make_key_pair(path)
    except KeyFileError as error:
        raise UsageError(str(error)) from error


def attest(
    out: Path, key_file: Path, target: Path, *, at: datetime, timestamp: str = ""
) -> Attested:
    """Sign what the result folder ``out`` holds and write the envelope to ``target``.

    Nothing leaves the machine, unless ``timestamp`` names a server: then the digest of the
    signature is sent there.

    Raises:
        UsageError: ``out`` is not as it was written, the key cannot be used, the time stamp is not
            to be had, or ``target`` is there already.
    """
    if target.exists():
        raise UsageError(f"{target}: is already there; give a name that is not taken")
    trail, report = out / FILE_NAME, out / REPORT_JSON
    data = read_report(out)
    if not trail.is_file():
        raise UsageError(f"{out}: no {FILE_NAME} in it")
    scores = out / SCORES_JSON
    verdict = verify(trail, report=report, scores=scores)
    if not verdict.ok:
        raise UsageError(f"{trail}: is not as it was written: {verdict.reason}")
    ours = [path for path in (report, scores) if path.is_file()]
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in ours}
    when = at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    try:
        key = load_private_key(key_file)
        envelope = sign(render_statement(data, digests, trail, verdict, when), key)
        stamped = _stamp(envelope, timestamp) if timestamp else None
        text = json.dumps(envelope, indent=1) + "\n"
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except (KeyFileError, TimestampError) as error:
        raise UsageError(str(error)) from error
    except TrailError as error:
        raise UsageError(f"{out}: {error}") from error
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror or error}") from error
    return Attested(verdict.head, envelope["signatures"][0]["keyid"], stamped)


def _stamp(envelope: dict[str, Any], url: str) -> datetime:
    """Add a time stamp over the signature; readers of DSSE pass over what they do not know."""
    signature = base64.b64decode(envelope["signatures"][0]["sig"])
    query = request(signature)
    token, when = token_of(ask(url, query), query)
    envelope["timestamps"] = [{"type": "rfc3161", "token": base64.b64encode(token).decode()}]
    return when
