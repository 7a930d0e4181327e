"""Verifies what ``evidencecheck audit export`` wrote, with nothing but Python 3.9 or later.

    python3 verify_attestation.py 证明.dsse.json --key 公钥.pub --out 结果/ --evidence 申报材料/

It checks the signature (DSSE, Ed25519 by RFC 8032) under a public key that you got from the signer
by another way; in --out report.json, scores.json and the chain of events of evidencecheck.db; in
--evidence (a folder, or an archive) every file of evidence. What is not given is not checked, and
said so. Exit status 0: all that was checked holds; 1: something does not; 2: wrong usage.

It shares no code with evidencecheck, and is slow rather than long.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import io
import json
import sqlite3
import sys
import tarfile
import zipfile
from contextlib import closing
from pathlib import Path

PAYLOAD_TYPE = "application/vnd.in-toto+json"
STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "urn:evidencecheck:assessment:v1"
HEAD = "evidencecheck.db#head"
EVIDENCE = "evidence/"
SPKI = bytes.fromhex("302a300506032b6570032100")
"""What stands before the 32 bytes of an Ed25519 key as SubjectPublicKeyInfo (RFC 8410)."""


class Broken(Exception):  # noqa: N818 - it is a finding, not a fault of this script.
    """Something does not hold."""


# ------------------------------------------------------------------ Ed25519 (RFC 8032, 5.1)

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def x_of(y, sign):
    """The x of a point with this y and sign; None where there is none."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != sign else x


def point_of(data):
    """The point that 32 bytes encode, in extended coordinates; None where there is none."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    x = x_of(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def add(p, q):
    """The sum of two points."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, p):
    """``n`` times a point."""
    total = (0, 1, 1, 0)
    while n:
        if n & 1:
            total = add(total, p)
        p, n = add(p, p), n >> 1
    return total


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (x_of(BASE_Y, 0), BASE_Y, 1, x_of(BASE_Y, 0) * BASE_Y % P)


def ed25519_holds(key, message, signature):
    """Whether ``signature`` (64 bytes) over ``message`` is one by ``key`` (32 bytes)."""
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r = point_of(key), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    h = int.from_bytes(digest, "little") % L
    left, right = times(s, BASE), add(r, times(h, a))
    same_x = (left[0] * right[2] - right[0] * left[2]) % P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % P == 0


# ------------------------------------------------------------------ envelope


def public_key(path):
    """The 32 bytes of an Ed25519 public key in PEM form."""
    lines = path.read_text(encoding="ascii").split()
    text = "".join(lines)
    begin, end = "-----BEGINPUBLICKEY-----", "-----ENDPUBLICKEY-----"
    if not (text.startswith(begin) and text.endswith(end)):
        raise Broken(f"{path}: is no public key in PEM form")
    der = base64.b64decode(text[len(begin) : -len(end)], validate=True)
    if not der.startswith(SPKI) or len(der) != len(SPKI) + 32:
        raise Broken(f"{path}: is no Ed25519 key")
    return der[len(SPKI) :]


def pae(kind, payload):
    """What DSSE signs."""
    kind = kind.encode("utf-8")
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def statement_of(envelope, key):
    """The statement of an envelope, once its signature holds."""
    kind = envelope["payloadType"]
    payload = base64.b64decode(envelope["payload"], validate=True)
    signed = pae(kind, payload)
    signatures = [base64.b64decode(s["sig"], validate=True) for s in envelope["signatures"]]
    if not any(ed25519_holds(key, signed, signature) for signature in signatures):
        raise Broken("the signature does not hold under this key")
    if kind != PAYLOAD_TYPE:
        raise Broken(f"it holds {kind}, not {PAYLOAD_TYPE}")
    statement = json.loads(payload)
    if (statement["_type"], statement["predicateType"]) != (STATEMENT_TYPE, PREDICATE_TYPE):
        raise Broken("it holds another kind of statement")
    return statement


def stamps(envelope):
    """What can be said here of the time stamps of an envelope."""
    for stamp in envelope.get("timestamps", []):
        token = base64.b64decode(stamp["token"], validate=True)
        digests = [
            hashlib.sha256(base64.b64decode(s["sig"], validate=True)).digest()
            for s in envelope["signatures"]
        ]
        if not any(digest in token for digest in digests):
            raise Broken("the time stamp is over another signature")
        yield "a time stamp is over this signature; who stamped it is for openssl ts to verify"


# ------------------------------------------------------------------ results


def sha256(content):
    """Hex digest of bytes."""
    return hashlib.sha256(content).hexdigest()


def check_results(out, subjects):
    """report.json, scores.json and the chain of events."""
    for name in ("report.json", "scores.json"):
        path, digest = out / name, subjects.get(name)
        if digest is None:
            continue
        if not path.is_file():
            raise Broken(f"{name} is missing")
        if sha256(path.read_bytes()) != digest:
            raise Broken(f"{name} is not the one that was signed")
        yield f"{name} is the one that was signed"
    yield from check_chain(out / "evidencecheck.db", subjects[HEAD])


def check_chain(path, head):
    """Every event of the trail follows on the one before, and the signed head is among them."""
    if not path.is_file():
        raise Broken(f"{path.name} is missing")
    previous, signed_at, number = "", 0, 0
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        rows = database.execute(
            "SELECT seq, run, at, kind, body, previous, digest FROM events ORDER BY seq"
        )
        for number, (seq, run, at, kind, body, before, digest) in enumerate(rows, start=1):
            event = {
                "seq": seq, "run": run, "at": at, "kind": kind, "body": body, "previous": before,
            }  # fmt: skip
            # Of such keys and values this is canonical JSON (RFC 8785).
            text = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            if (seq, before, digest) != (number, previous, sha256(text.encode("utf-8"))):
                raise Broken(f"event {number} of the trail is not as it was written")
            previous = digest
            signed_at = number if digest == head else signed_at
    if not signed_at:
        raise Broken("the trail does not hold the head that was signed")
    yield f"the trail holds the head that was signed: event {signed_at} of {number}"


# ------------------------------------------------------------------ evidence


def files_of(place):
    """Path and content of every file in a folder or archive; members of archives follow it."""
    if place.is_dir():
        for path in sorted(place.rglob("*")):
            if path.is_file():
                yield from unpacked(path.relative_to(place).as_posix(), path.read_bytes())
    else:
        yield from members("", place.read_bytes())
        yield place.name, place.read_bytes()


def unpacked(name, content):
    """A file, and what is in it where it is an archive that Python opens."""
    yield name, content
    yield from members(f"{name}/", content)


def members(prefix, content):
    """The members of a zip or tar archive, those of archives in it too."""
    try:
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for entry in archive.infolist():
                    if not entry.is_dir():
                        yield from unpacked(prefix + entry.filename, archive.read(entry))
            return
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            for entry in archive:
                held = archive.extractfile(entry) if entry.isfile() else None
                if held is not None:
                    yield from unpacked(prefix + entry.name, held.read())
    except (tarfile.TarError, zipfile.BadZipFile, RuntimeError, EOFError, OSError):
        return


def check_evidence(place, subjects):
    """Every file of evidence is there under its path and has its digest."""
    wanted = {n[len(EVIDENCE) :]: d for n, d in subjects.items() if n.startswith(EVIDENCE)}
    found, within = {}, {}
    for name, content in files_of(place):
        digest = sha256(content)
        found[name] = digest
        # Names in archives may be written in an encoding that Python does not guess.
        for depth in range(name.count("/") + 1):
            within.setdefault(name.rsplit("/", depth)[0], set()).add(digest)
    broken = []
    for name, digest in wanted.items():
        parents = [name.rsplit("/", n)[0] for n in range(1, name.count("/") + 1)]
        archives = [p for p in parents if p in found]
        if found.get(name) == digest or any(digest in within[a] for a in archives):
            continue
        if not place.is_dir() and digest in found.values():
            continue
        broken.append(f"{name} {'was changed' if name in found else 'is missing'}")
    if broken:
        raise Broken("evidence: " + "; ".join(broken))
    yield f"all {len(wanted)} files of evidence are the ones that were signed"


def run(arguments):
    """Check what was asked for; lines that say so."""
    envelope = json.loads(arguments.envelope.read_bytes())
    statement = statement_of(envelope, public_key(arguments.key))
    predicate = statement["predicate"]
    yield f"the signature holds; {predicate['applicant']['name']}, {predicate['at']}"
    yield from stamps(envelope)
    subjects = {s["name"]: s["digest"]["sha256"] for s in statement["subject"]}
    if len(subjects) != len(statement["subject"]):
        raise Broken("two subjects have one name")
    if arguments.out is None:
        yield "- results: not checked (give --out)"
    else:
        yield from check_results(arguments.out, subjects)
    if arguments.evidence is None:
        yield "- evidence: not checked (give --evidence)"
    else:
        yield from check_evidence(arguments.evidence, subjects)


def main():
    """Verify, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("envelope", type=Path, help="what audit export wrote")
    parser.add_argument("--key", type=Path, required=True, help="public key (PEM) of the signer")
    parser.add_argument("--out", type=Path, help="result folder")
    parser.add_argument("--evidence", type=Path, help="folder or archive of the submission")
    try:
        for line in run(parser.parse_args()):
            print(line if line.startswith("-") else f"✓ {line}")
    except (Broken, OSError, sqlite3.Error) as error:
        print(f"✗ {error}")
        return 1
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        print(f"✗ it cannot be read: {error!r}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
