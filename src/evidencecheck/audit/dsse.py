"""DSSE envelopes signed with Ed25519 (github.com/secure-systems-lab/dsse, protocol 1.0.2)."""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

PAYLOAD_TYPE = "application/vnd.in-toto+json"

_PUBLIC = ".pub"


class KeyFileError(Exception):
    """A key that cannot be used or made; the message is one plain line."""


def make_key_pair(path: Path) -> Path:
    """Make a key pair: the private key at ``path`` (PKCS #8), the public one beside it (``.pub``).

    Returns:
        The path of the public key.

    Raises:
        KeyFileError: one of the files is there already, or cannot be written.
    """
    key, public = Ed25519PrivateKey.generate(), path.with_name(path.name + _PUBLIC)
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    shown = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    if public.exists():
        raise KeyFileError(f"{public}: is already there; give a name that is not taken")
    _write_new(path, secret, 0o600)
    _write_new(public, shown, 0o644)
    return public


def load_private_key(path: Path) -> Ed25519PrivateKey:
    """The private key of a PEM file.

    Raises:
        KeyFileError: there is none, it is encrypted, or it is of another kind.
    """
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise KeyFileError(f"{path}: {error.strerror or error}") from error
    except TypeError as error:
        raise KeyFileError(f"{path}: is encrypted; give a key without a password") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyFileError(f"{path}: is no private key in PEM form") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError(f"{path}: is no Ed25519 key; make one: evidencecheck audit keygen FILE")
    return key


def pae(payload_type: str, payload: bytes) -> bytes:
    """What is signed: the pre-authentication encoding of DSSE."""
    kind = payload_type.encode("utf-8")
    return b" ".join(
        (b"DSSEv1", str(len(kind)).encode(), kind, str(len(payload)).encode(), payload)
    )  # fmt: skip


def sign(payload: bytes, key: Ed25519PrivateKey) -> dict[str, Any]:
    """An envelope around ``payload`` with one signature."""
    return {
        "payload": base64.b64encode(payload).decode(),
        "payloadType": PAYLOAD_TYPE,
        "signatures": [
            {
                "keyid": key_id(key.public_key()),
                "sig": base64.b64encode(key.sign(pae(PAYLOAD_TYPE, payload))).decode(),
            }
        ],
    }


def key_id(key: Ed25519PublicKey) -> str:
    """sha256 (hex) of the public key as DER (SubjectPublicKeyInfo)."""
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


def _write_new(path: Path, content: bytes, mode: int) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError as error:
        raise KeyFileError(f"{path}: is already there; give a name that is not taken") from error
    except OSError as error:
        raise KeyFileError(f"{path}: cannot be written: {error.strerror or error}") from error
    with os.fdopen(handle, "wb") as file:
        file.write(content)
