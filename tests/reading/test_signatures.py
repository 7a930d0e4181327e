"""Digital signatures of PDF files: intact, tampered, added to; and files that only look signed."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reading.signing import (
    BODY,
    SIGNER,
    certified,
    filled,
    plain,
    redrawn,
    signed,
    tampered,
)

from evidencecheck.domain.files import FileReading, FileStatus, MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.provenance import Changes, Signature
from evidencecheck.reading.about import may_be_signed
from evidencecheck.reading.ocr.interface import NullEngine
from evidencecheck.reading.reader import FileReader


def read(path: Path, first: int = 1) -> FileReading:
    source = SourceFile(path=path.name, location=path, bytes=1, sha256="", media_type=MediaType.PDF)
    return FileReader(NullEngine(), Limits()).read(source, first)


def signature(path: Path) -> Signature:
    (found,) = read(path).signatures
    return found


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return signed(tmp_path / "good.pdf", plain(tmp_path / "plain.pdf", 2, form=True), page=1)


def test_a_signature_that_holds(good: Path) -> None:
    found = signature(good)
    assert (found.intact, found.changes, found.holds) == (True, Changes.NONE, True)
    assert (found.signer, found.organisation, found.authority) == (SIGNER, BODY, SIGNER)
    assert (found.field, found.page, found.problem) == ("Signature1", 2, "")
    assert found.signed_at[:2] == "20"
    assert found.signed_at[10] == "T"


def test_nothing_is_asked_of_a_network(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert signature(good).holds


def test_a_changed_digit_is_not_what_was_signed(tmp_path: Path, good: Path) -> None:
    found = signature(tampered(tmp_path / "a.pdf", good))
    assert (found.intact, found.holds) == (False, False)
    assert found.signer == SIGNER


def test_a_filled_field_is_an_allowed_addition(tmp_path: Path, good: Path) -> None:
    found = signature(filled(tmp_path / "a.pdf", good))
    assert (found.intact, found.changes, found.holds) == (True, Changes.ALLOWED, True)


def test_a_filled_field_is_none_where_the_signature_forbids_it(tmp_path: Path) -> None:
    form = plain(tmp_path / "plain.pdf", form=True)
    locked = certified(tmp_path / "locked.pdf", form)
    assert signature(locked).holds
    found = signature(filled(tmp_path / "a.pdf", locked))
    assert (found.intact, found.changes, found.holds) == (True, Changes.OTHER, False)


def test_print_put_over_a_signed_page_is_seen(tmp_path: Path, good: Path) -> None:
    found = signature(redrawn(tmp_path / "a.pdf", good))
    assert (found.intact, found.changes, found.holds) == (True, Changes.OTHER, False)


def test_a_second_signature_does_not_break_the_first(tmp_path: Path, good: Path) -> None:
    both = read(signed(tmp_path / "a.pdf", good, "Signature2")).signatures
    assert {s.field: (s.changes, s.holds, s.page) for s in both} == {
        "Signature1": (Changes.ALLOWED, True, 2),
        "Signature2": (Changes.NONE, True, 1),
    }


@pytest.mark.parametrize("share", [0.5, 0.9, 0.999])
def test_a_signed_file_that_ends_early(tmp_path: Path, good: Path, share: float) -> None:
    data = good.read_bytes()
    path = tmp_path / "a.pdf"
    path.write_bytes(data[: int(len(data) * share)])
    found = read(path)
    assert found.status is FileStatus.READ
    assert not any(s.holds for s in found.signatures)


def test_bytes_that_only_look_like_a_signature(tmp_path: Path) -> None:
    path = plain(tmp_path / "a.pdf")
    path.write_bytes(path.read_bytes() + b"\n%/ByteRange [0 1 2 3]\n")
    assert may_be_signed(path)
    assert read(path).signatures == ()


def test_an_unsigned_file_is_told_at_once(tmp_path: Path) -> None:
    path = plain(tmp_path / "a.pdf")
    assert not may_be_signed(path)
    assert read(path).signatures == ()
    assert not may_be_signed(tmp_path / "absent.pdf")


def test_signatures_come_with_the_first_page(good: Path) -> None:
    assert read(good, first=2).signatures == ()


Mutate = Callable[[bytes], bytes]


@pytest.mark.parametrize(
    "mutate",
    [
        lambda data: data.replace(b"/ByteRange [", b"/ByteRange [-"),
        lambda data: data.replace(b"/ByteRange [0 ", b"/ByteRange [9 "),
        lambda data: data.replace(b"/Contents <308", b"/Contents <009"),
        lambda data: data.replace(b"/SubFilter", b"/SubFolder"),
        lambda data: data.replace(b"/FT /Sig", b"/FT /Gis"),
        # SHA-256 becomes an algorithm that nobody knows.
        lambda data: data.replace(b"608648016503040201", b"608648016503040299"),
    ],
)
def test_a_broken_signature_never_holds_and_never_raises(good: Path, mutate: Mutate) -> None:
    before = good.read_bytes()
    after = mutate(before)
    assert after != before
    good.write_bytes(after)
    found = read(good)
    assert found.status is FileStatus.READ
    assert not any(s.holds for s in found.signatures)


def test_samples(hostile_samples: Path) -> None:
    states = {
        path.name.removeprefix("pyhanko__"): [s.changes.value for s in read(path).signatures]
        for path in sorted(hostile_samples.glob("pyhanko__*.pdf"))
    }
    assert {name: found for name, found in states.items() if found} == {
        "minimal-two-fields-signed-twice.pdf": ["none", "allowed"],
        "signature-gap-too-big.pdf": ["uncovered"],
        "tail-uncovered.pdf": ["uncovered"],
    }


def test_a_real_signed_report(real_samples: Path) -> None:
    found = signature(real_samples / "hy_sgs_rohs_report_signed_encrypted.pdf")
    assert (found.holds, found.changes) == (True, Changes.NONE)
    assert found.signer == "SGS Document Signing"
    assert found.signed_at[:10] == found.stamped_at[:10] == "2026-02-04"
