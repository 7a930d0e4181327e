"""Signed statements: what they say, when there is none, and time stamps from a server nearby."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import http.server
import json
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import keys, tsp, x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from evidencecheck.audit import FILE_NAME, verify
from evidencecheck.audit.dsse import PAYLOAD_TYPE, pae
from evidencecheck.audit.timestamp import TimestampError, ask, request, token_of
from evidencecheck.running.attestation import attest, key_pair
from evidencecheck.running.check import Checker
from evidencecheck.running.errors import UsageError
from evidencecheck.running.submission import Request
from tests.running.conftest import FIRM, decide, write_pdf

AT = dt.datetime(2026, 4, 1, 8, 0, tzinfo=dt.UTC)
STAMPED = dt.datetime(2026, 4, 1, 8, 0, 5, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, checker: Checker) -> Path:
    root = tmp_path_factory.mktemp("made")
    write_pdf(root / "in" / "承诺书.pdf", "承诺书", FIRM)
    checker.check(root / "in", Request("tianjin", applicant=FIRM, date=AT.date()), root / "out")
    decide(root / "out" / FILE_NAME)
    key_pair(root / "key.pem")
    return root


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "case"))


def test_the_statement_binds_what_was_found_to_the_evidence(case: Path) -> None:
    done = attest(case / "out", case / "key.pem", case / "x.json", at=AT)
    envelope = json.loads((case / "x.json").read_bytes())
    assert set(envelope) == {"payload", "payloadType", "signatures"}
    payload = base64.b64decode(envelope["payload"])
    (signature,) = envelope["signatures"]
    public = serialization.load_pem_public_key((case / "key.pem.pub").read_bytes())
    assert isinstance(public, ed25519.Ed25519PublicKey)
    public.verify(base64.b64decode(signature["sig"]), pae(PAYLOAD_TYPE, payload))
    assert signature["keyid"] == done.key

    statement = json.loads(payload)
    subjects = {s["name"]: s["digest"]["sha256"] for s in statement["subject"]}
    evidence = hashlib.sha256((case / "in" / "承诺书.pdf").read_bytes()).hexdigest()
    assert subjects["evidence/承诺书.pdf"] == evidence
    assert subjects["evidencecheck.db#head"] == done.head == verify(case / "out" / FILE_NAME).head
    report = (case / "out" / "report.json").read_bytes()
    assert subjects["report.json"] == hashlib.sha256(report).hexdigest()
    said = statement["predicate"]
    assert (said["applicant"]["name"], said["system"]["id"]) == (FIRM, "tianjin")
    assert (said["at"], said["assessment_date"]) == ("2026-04-01T08:00:00Z", "2026-04-01")
    assert set(said["versions"]) == {"program", "rules", "models", "ocr", "python"}
    assert len(said["flags"]) == 46
    assert [d["word"] for d in said["decisions"]] == ["accepted"]
    assert said["scores"] is None


def test_equal_results_are_signed_alike(case: Path) -> None:
    for name in ("a.json", "b.json"):
        attest(case / "out", case / "key.pem", case / name, at=AT)
    assert (case / "a.json").read_bytes() == (case / "b.json").read_bytes()


def test_a_private_key_is_for_its_owner_alone(case: Path) -> None:
    assert stat.S_IMODE((case / "key.pem").stat().st_mode) == 0o600
    before = (case / "key.pem").read_bytes()
    with pytest.raises(UsageError, match="is already there"):
        key_pair(case / "key.pem")
    (case / "key.pem.pub").unlink()
    with pytest.raises(UsageError, match="is already there"):
        key_pair(case / "key.pem")
    assert (case / "key.pem").read_bytes() == before


def encrypted(path: Path) -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    secret = serialization.BestAvailableEncryption(b"secret")
    path.write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, secret
    ))  # fmt: skip


def of_rsa(path: Path) -> None:
    path.write_bytes(rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda c: (c / "key.pem").unlink(), "No such file"),
        (lambda c: (c / "key.pem").write_text("no key"), "is no private key"),
        (lambda c: shutil.copy(c / "key.pem.pub", c / "key.pem"), "is no private key"),
        (lambda c: encrypted(c / "key.pem"), "is encrypted"),
        (lambda c: of_rsa(c / "key.pem"), "is no Ed25519 key"),
        (lambda c: (c / "x.json").write_text("mine"), "is already there"),
        (lambda c: (c / "out" / "report.json").unlink(), "no report.json in it"),
        (lambda c: (c / "out" / FILE_NAME).unlink(), "no evidencecheck.db in it"),
        (lambda c: (c / "out" / "report.json").write_text("{}"), "is not a report"),
        (lambda c: (c / "out" / "scores.json").write_text("{}"), "not as it was written"),
        (lambda c: _edit(c / "out" / FILE_NAME), "not as it was written"),
    ],
)
def test_what_cannot_be_signed_is_one_plain_line(
    case: Path, change: Callable[[Path], Any], words: str
) -> None:
    change(case)
    before = (case / "x.json").exists()
    with pytest.raises(UsageError, match=words) as error:
        attest(case / "out", case / "key.pem", case / "x.json", at=AT)
    assert "\n" not in str(error.value)
    assert (case / "x.json").exists() is before


def _edit(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER flags_no_update")
    connection.execute("UPDATE flags SET flag = 'supported'")
    connection.commit()
    connection.close()


# ------------------------------------------------------------------ time stamps


@cache
def authority(*, for_stamps: bool = True) -> DummyTimeStamper:
    """Someone to stamp, with a key that is thrown away."""
    key = rsa.generate_private_key(65537, 2048)
    name = pyca.Name([pyca.NameAttribute(NameOID.COMMON_NAME, "某某时间戳")])
    purpose = ExtendedKeyUsageOID.TIME_STAMPING if for_stamps else ExtendedKeyUsageOID.CODE_SIGNING
    certificate = (
        pyca.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(AT - dt.timedelta(days=1))
        .not_valid_after(AT + dt.timedelta(days=3650))
        .add_extension(pyca.ExtendedKeyUsage([purpose]), critical=True)
        .sign(key, hashes.SHA256())
    )
    der = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return DummyTimeStamper(
        x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        keys.PrivateKeyInfo.load(der),
        fixed_dt=STAMPED,
    )


Answer = Callable[[tsp.TimeStampReq], bytes]


def stamped(query: tsp.TimeStampReq) -> bytes:
    return bytes(authority().request_tsa_response(query).dump())


@pytest.fixture
def server() -> Iterator[Callable[[Answer], str]]:
    """A time stamp server on this machine; gives its address."""
    running: list[http.server.HTTPServer] = []

    def start(answer: Answer) -> str:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                assert self.headers["Content-Type"] == "application/timestamp-query"
                body = self.rfile.read(int(self.headers["Content-Length"]))
                content = answer(tsp.TimeStampReq.load(body))
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        found = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        running.append(found)
        threading.Thread(target=found.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{found.server_port}/"

    yield start
    for one in running:
        one.shutdown()
        one.server_close()


def test_a_time_stamp_is_over_the_signature(case: Path, server: Callable[[Answer], str]) -> None:
    done = attest(
        case / "out", case / "key.pem", case / "x.json", at=AT, timestamp=server(stamped)
    )  # fmt: skip
    assert done.stamped == STAMPED
    envelope = json.loads((case / "x.json").read_bytes())
    (stamp,) = envelope["timestamps"]
    assert stamp["type"] == "rfc3161"
    signature = base64.b64decode(envelope["signatures"][0]["sig"])
    assert hashlib.sha256(signature).digest() in base64.b64decode(stamp["token"])


def test_nothing_is_sent_unless_a_server_is_named(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a request was made")

    monkeypatch.setattr("evidencecheck.audit.timestamp.urllib.request.urlopen", refuse)
    monkeypatch.setattr("socket.socket.connect", refuse)
    assert attest(case / "out", case / "key.pem", case / "x.json", at=AT).stamped is None


def of_another(query: tsp.TimeStampReq) -> bytes:
    other = request(b"something else", query["nonce"].native)
    return stamped(other)


def of_another_nonce(query: tsp.TimeStampReq) -> bytes:
    changed = query.copy()
    changed["nonce"] = query["nonce"].native + 1
    return stamped(changed)


def with_a_broken_signature(query: tsp.TimeStampReq) -> bytes:
    content = bytearray(stamped(query))
    content[-5] ^= 1
    return bytes(content)


def with_another_time(query: tsp.TimeStampReq) -> bytes:
    content = stamped(query)
    assert content.count(b"20260401080005Z") == 1
    return content.replace(b"20260401080005Z", b"20250401080005Z")


def by_another_kind_of_signer(query: tsp.TimeStampReq) -> bytes:
    return bytes(authority(for_stamps=False).request_tsa_response(query).dump())


def refused(_: tsp.TimeStampReq) -> bytes:
    status = tsp.PKIStatusInfo({"status": "rejection", "status_string": ["no more today"]})
    content = bytes(status.dump())
    return bytes([0x30, len(content)]) + content


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (of_another, "over something else"),
        (of_another_nonce, "its nonce differs"),
        (with_a_broken_signature, "does not hold"),
        (with_another_time, "does not hold"),
        (by_another_kind_of_signer, "is not one for time stamps"),
        (refused, "refused: no more today"),
        (lambda _: b"hello", "cannot be read"),
        (lambda _: b"", "cannot be read"),
        (lambda q: stamped(q)[:-40], "cannot be read"),
        (lambda _: bytes(2_000_000), "too large"),
    ],
)
def test_an_answer_that_is_none_leaves_no_envelope(
    case: Path, server: Callable[[Answer], str], answer: Answer, words: str
) -> None:
    with pytest.raises(UsageError, match=words) as error:
        attest(case / "out", case / "key.pem", case / "x.json", at=AT, timestamp=server(answer))
    assert "\n" not in str(error.value)
    assert not (case / "x.json").exists()


@pytest.mark.parametrize(
    ("url", "words"),
    [("ftp://127.0.0.1/", "http:// or https://"), ("file:///etc/hosts", "http:// or https://"),
     ("http://127.0.0.1:9/", "no answer"), ("nonsense", "http:// or https://")],
)  # fmt: skip
def test_an_address_without_a_server_is_one_plain_line(url: str, words: str) -> None:
    with pytest.raises(TimestampError, match=words):
        ask(url, request(b"x"))


def test_a_request_asks_for_the_certificate_and_has_a_nonce() -> None:
    first, second = request(b"x"), request(b"x")
    assert first["nonce"].native != second["nonce"].native
    assert first["cert_req"].native is True
    assert first["message_imprint"]["hashed_message"].native == hashlib.sha256(b"x").digest()
    token, when = token_of(stamped(first), first)
    assert when == STAMPED
    assert token
