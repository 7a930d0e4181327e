"""Mails made in tests."""

from __future__ import annotations

import base64
import struct
from collections.abc import Mapping, Sequence

from tests.ole_files import ole

HEADERS = b"From: a@b.cn\r\nTo: c@d.cn\r\nSubject: x\r\nMIME-Version: 1.0\r\n"


def part(headers: bytes, data: bytes) -> bytes:
    """A part of a mail, its data in base64."""
    lines = base64.encodebytes(data).replace(b"\n", b"\r\n")
    return headers + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + lines


def words(text: str, kind: str = "plain", charset: str = "utf-8") -> bytes:
    """The words of a mail."""
    head = f"Content-Type: text/{kind}; charset={charset}"
    return part(head.encode(), text.encode("gbk" if charset == "gb2312" else charset))


def attached(name: bytes, data: bytes, kind: bytes = b"application/pdf") -> bytes:
    """A file attached; ``name`` as it stands in the header, parameters and all."""
    return part(b"Content-Type: " + kind + b"\r\nContent-Disposition: attachment; " + name, data)


def mail(
    *parts: bytes, headers: bytes = HEADERS, kind: bytes = b"mixed", boundary: bytes = b"=_x"
) -> bytes:
    """A mail of several parts."""
    body = b"".join(b"--" + boundary + b"\r\n" + p + b"\r\n" for p in parts)
    head = b"Content-Type: multipart/" + kind + b'; boundary="' + boundary + b'"\r\n\r\n'
    return headers + head + body + b"--" + boundary + b"--\r\n"


# ---------------------------------------------------------------------- Outlook


def properties(texts: Mapping[int, str], at: str = "") -> dict[str, bytes]:
    """Streams of texts by property."""
    return {
        f"{at}__substg1.0_{tag:04X}001F": text.encode("utf-16-le") for tag, text in texts.items()
    }


def msg(
    texts: Mapping[int, str],
    files: Sequence[Mapping[str, bytes]] = (),
    streams: Mapping[str, bytes] | None = None,
    sent: int = 0,
) -> bytes:
    """An Outlook mail.

    Args:
        texts: properties by number: 0x37 subject, 0xC1A sender, 0x1000 words.
        files: the streams of each attachment, from `outlook_file`.
        streams: further streams.
        sent: when, in units of 100 ns since 1601.
    """
    head = bytes(32) + struct.pack("<HHIQ", 0x0040, 0x0039, 6, sent)
    made = {"__properties_version1.0": head, **properties(texts), **(streams or {})}
    for number, file in enumerate(files):
        at = f"__attach_version1.0_#{number:08X}/"
        made |= {at + name: data for name, data in file.items()}
        made.setdefault(f"{at}__properties_version1.0", bytes(8))
    return ole(made)


def outlook_file(name: str, data: bytes, content_id: str = "") -> dict[str, bytes]:
    """The streams of a file attached to an Outlook mail."""
    texts = {0x3707: name, **({0x3712: content_id} if content_id else {})}
    return {**properties(texts), "__substg1.0_37010102": data}
