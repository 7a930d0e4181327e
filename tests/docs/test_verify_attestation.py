"""The independent script of the docs against what the program exports, both ways."""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from docs import verify_attestation as script
from evidencecheck.audit import FILE_NAME
from evidencecheck.audit.dsse import pae
from evidencecheck.running.attestation import attest, key_pair
from evidencecheck.running.check import Checker
from evidencecheck.running.options import Options
from evidencecheck.running.submission import Request
from tests.conftest import ROOT
from tests.running.conftest import FIRM, checker, decide, options, write_pdf  # noqa: F401

AT = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, checker: Checker, options: Options) -> Path:  # noqa: F811
    """A submission (a file, and one in an archive), its results, a key pair, an envelope."""
    root = tmp_path_factory.mktemp("made")
    write_pdf(root / "in" / "承诺书.pdf", "承诺书", FIRM)
    write_pdf(root / "inner.pdf", "质量管理体系认证证书", f"获证组织:{FIRM}")
    with zipfile.ZipFile(root / "in" / "附件.zip", "w") as archive:
        archive.write(root / "inner.pdf", "证书/质量.pdf")
    checker.check(root / "in", Request("tianjin", applicant=FIRM, date=AT.date()), root / "out")
    decide(root / "out" / FILE_NAME)
    key_pair(root / "key.pem")
    attest(root / "out", root / "key.pem", root / "x.dsse.json", at=AT)
    return root


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "case"))


def verify(case: Path, *more: str) -> tuple[int, str]:
    """Exit status and output of the script, run as its readers run it: without our packages."""
    command = [sys.executable, "-I", "-S", str(ROOT / "docs" / "verify_attestation.py"),
               str(case / "x.dsse.json"), "--key", str(case / "key.pem.pub"),
               "--out", str(case / "out"), "--evidence", str(case / "in"), *more]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert not done.stderr
    return done.returncode, done.stdout


def flip(path: Path, place: int = -20) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def change_envelope(case: Path, change: Callable[[dict[str, Any]], None]) -> None:
    path = case / "x.dsse.json"
    data = json.loads(path.read_bytes())
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def test_what_was_exported_holds(case: Path) -> None:
    status, shown = verify(case)
    assert status == 0, shown
    assert "the signature holds" in shown
    assert "report.json is the one that was signed" in shown
    assert "all 2 files of evidence" in shown
    assert "the trail holds the head that was signed" in shown


def test_what_was_added_to_the_trail_since_leaves_the_head_in_it(case: Path) -> None:
    decide(case / "out" / FILE_NAME, "乙")
    assert verify(case)[0] == 0


def repacked(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        content = bytearray(archive.read("证书/质量.pdf"))
    content[-20] ^= 1
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("证书/质量.pdf", bytes(content))


def payload(data: dict[str, Any]) -> None:
    content = base64.b64decode(data["payload"])
    data["payload"] = base64.b64encode(content.replace(b"2026", b"2027", 1)).decode()


def signature(data: dict[str, Any]) -> None:
    raw = bytearray(base64.b64decode(data["signatures"][0]["sig"]))
    raw[40] ^= 1
    data["signatures"][0]["sig"] = base64.b64encode(raw).decode()


def another_key(case: Path) -> None:
    (case / "key.pem.pub").unlink()
    (case / "key.pem").unlink()
    key_pair(case / "key.pem")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda c: flip(c / "in" / "承诺书.pdf"), "承诺书.pdf was changed"),
        (lambda c: (c / "in" / "承诺书.pdf").unlink(), "承诺书.pdf is missing"),
        (lambda c: repacked(c / "in" / "附件.zip"), "质量.pdf was changed"),
        (lambda c: flip(c / "out" / "report.json"), "report.json is not the one"),
        (lambda c: (c / "out" / FILE_NAME).unlink(), "evidencecheck.db is missing"),
        (lambda c: change_envelope(c, payload), "the signature does not hold"),
        (lambda c: change_envelope(c, signature), "the signature does not hold"),
        (lambda c: change_envelope(c, lambda d: d.update(payloadType="text/plain")), "signature"),
        (lambda c: change_envelope(c, lambda d: d.update(signatures=[])), "signature"),
        (lambda c: change_envelope(c, lambda d: d.clear()), "cannot be read"),
        (another_key, "the signature does not hold under this key"),
        (lambda c: (c / "key.pem.pub").write_text("no key"), "is no public key"),
    ],
)
def test_one_change_is_enough(case: Path, change: Callable[[Path], Any], words: str) -> None:
    change(case)
    status, shown = verify(case)
    assert status == 1
    assert words in shown.splitlines()[-1]


def test_a_trail_cut_short_or_edited_fails(case: Path, tmp_path: Path) -> None:
    for change in (
        "DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)",
        "UPDATE events SET at = at || 'x' WHERE seq = 2",
        "UPDATE events SET seq = 9999 WHERE seq = 3",
    ):
        copy = Path(shutil.copytree(case, tmp_path / hashlib.sha256(change.encode()).hexdigest()))
        connection = sqlite3.connect(copy / "out" / FILE_NAME)
        for name in ("events_no_update", "events_no_delete"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(change)
        connection.commit()
        connection.close()
        status, shown = verify(copy)
        assert status == 1
        assert "trail" in shown.splitlines()[-1]


def test_what_is_not_given_is_not_checked_and_said_so(case: Path) -> None:
    command = [sys.executable, "-I", "-S", str(ROOT / "docs" / "verify_attestation.py"),
               str(case / "x.dsse.json"), "--key", str(case / "key.pem.pub")]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0
    assert done.stdout.count("not checked") == 2


def test_it_needs_the_standard_library_alone() -> None:
    tree = ast.parse((ROOT / "docs" / "verify_attestation.py").read_text(encoding="utf-8"))
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {str(n.module) for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert {n.split(".")[0] for n in names} <= sys.stdlib_module_names


# ------------------------------------------------------------------ the pieces


@pytest.mark.parametrize(
    ("key", "message", "expected"),
    [
        # RFC 8032, 7.1: TEST 1, TEST 2, TEST 3.
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e3970"
            "1cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613"
            "d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760"
            "984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    ],
)
def test_ed25519_by_the_vectors_of_rfc_8032(key: str, message: str, expected: str) -> None:
    values = [bytes.fromhex(text) for text in (key, message, expected)]
    assert script.ed25519_holds(*values)
    for changed in range(3):
        other = list(values)
        other[changed] = (
            bytes([other[changed][0] ^ 1, *other[changed][1:]]) if other[changed] else b"x"
        )
        assert not script.ed25519_holds(*other)
    # The same signature with L added to its second half is not the same signature.
    s = int.from_bytes(values[2][32:], "little") + script.L
    assert not script.ed25519_holds(values[0], values[1], values[2][:32] + s.to_bytes(32, "little"))


def test_ed25519_agrees_with_a_library() -> None:
    for seed in range(8):
        private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(bytes([seed])).digest())
        message = bytes(range(seed * 7))
        key = private.public_key().public_bytes_raw()
        assert script.ed25519_holds(key, message, private.sign(message))
        assert not script.ed25519_holds(key, message + b".", private.sign(message))


def test_the_encoding_that_is_signed_is_that_of_the_specification() -> None:
    # DSSE, protocol.md: the test vector.
    expected = b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    for made_by in (pae, script.pae):
        assert made_by("http://example.com/HelloWorld", b"hello world") == expected
