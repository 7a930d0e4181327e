"""Mails: their words and their attachments, by the email package of the standard library.

Chinese mail programs break the rules for names in every way: raw GBK, encoded words inside quoted
names, no names at all.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_binary_file
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from pathlib import Path
from typing import IO

from evidencecheck.domain.limits import MIB
from evidencecheck.intake.members import Job, Out
from evidencecheck.intake.names import utf8_or_gbk
from evidencecheck.intake.refused import Refused

MAIL_BYTES = 200 * MIB
"""Size of a mail that is taken in: it is held in memory, several times over."""
_DEEPEST = 20
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_SUFFIXES = {
    "message/rfc822": ".eml",
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "text/html": ".html",
    "text/plain": ".txt",
}
"""Suffixes for parts that come without a name."""
_DAMAGE = (MessageError, ValueError, LookupError, TypeError, AttributeError, OSError)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file within a mail."""

    name: str
    """As its sender saw it, not yet made safe."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says."""

    headers: tuple[tuple[str, str], ...]
    """From, To, Cc, Date, Subject, as far as it has them."""
    text: str
    """Its plain words; empty where it has none."""
    html: bytes
    """Its words as a page; empty where it has none."""
    charset: str
    """The encoding that the mail names for ``html``; may be empty."""
    pictures: tuple[tuple[str, bytes], ...] = ()
    """Pictures that belong to the page, by their content id or address."""


def open_mail(path: Path) -> Message:
    """Parse a mail file.

    Raises:
        Refused: F101 it is none; F107 it is too large.
    """
    try:
        with path.open("rb") as file:
            return parsed(file)
    except OSError as error:
        raise Refused("F101", "cannot be opened") from error


def parsed(file: IO[bytes]) -> Message:
    """Parse a mail.

    Raises:
        Refused: F101 it is none; F107 it is too large.
    """
    if file.seek(0, 2) > MAIL_BYTES:
        raise Refused("F107", "a mail is larger", limit=f"{MAIL_BYTES // MIB} MiB")
    file.seek(0)
    try:
        return message_from_binary_file(file, policy=compat32)
    except _DAMAGE as error:
        raise Refused("F101", "no readable mail") from error


def unpack_eml(job: Job, out: Out) -> None:
    """Unpack the attachments of a mail.

    Raises:
        Refused: F101 it is no mail, F107 over a limit.
    """
    try:
        for attachment in attachments(open_mail(job.location)):
            out.member(attachment.name, (attachment.data,))
    except _DAMAGE as error:
        raise Refused("F101", "no readable mail") from error


def attachments(message: Message) -> Iterator[Attachment]:
    """The files attached to a mail; a mail within it is one of them.

    Left out are the words of the mail itself, and pictures that its page shows.
    """
    body = _body_parts(message)
    shown = _page_of(body)
    for number, part in enumerate(parts(message), 1):
        if part in body or (shown and _belongs(part, shown)):
            continue
        kind = part.get_content_type()
        name = part_name(part) or f"{number}{_SUFFIXES.get(kind, '')}"
        if kind == "message/rfc822":
            name = name if name.lower().endswith(".eml") else f"{name}.eml"
        yield Attachment(name, part_bytes(part))


def read_eml(path: Path) -> Mail:
    """What a mail says, without its attachments.

    Raises:
        Refused: F101 it is none; F107 it is too large.
    """
    try:
        return _mail_of(open_mail(path))
    except _DAMAGE as error:
        raise Refused("F101", "no readable mail") from error


def _mail_of(message: Message) -> Mail:
    body = _body_parts(message)
    headers = [(name, words(header(message, name))) for name in _SHOWN]
    plain = [p for p in body if p.get_content_type() == "text/plain"]
    pages = [p for p in body if p.get_content_type() == "text/html"]
    shown = _page_of(body)
    pictures = [(key, part_bytes(p)) for p in parts(message) if (key := _belongs(p, shown))]
    return Mail(
        tuple((name, value) for name, value in headers if value),
        "\n".join(_decoded(p) for p in plain),
        part_bytes(pages[0]) if pages else b"",
        pages[0].get_content_charset("") if pages else "",
        tuple(pictures),
    )


def words(text: str) -> str:
    """A header as its sender meant it, with its encoded words decoded."""
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError, binascii.Error):
        pieces = [(text, None)]
    found = []
    for part, charset in pieces:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape")
        found.append(_text(data, charset or ""))
    return re.sub(r"\s+", " ", "".join(found)).strip()


def part_name(part: Message) -> str:
    """The file name of a part; empty where it has none."""
    for field in ("Content-Disposition", "Content-Type"):
        # Bytes that are no ASCII, which the package would replace, are made text before.
        if not (written := header(part, field)).isascii():
            part.replace_header(field, written)
    name = part.get_filename()
    return words(name).replace("\0", "") if name else ""


def header(part: Message, name: str) -> str:
    """A header as written, raw bytes as UTF-8 or GBK; empty where it is absent."""
    for field, value in part.raw_items():
        if field.lower() == name.lower():
            return utf8_or_gbk(str(value).encode("utf-8", "surrogateescape"))
    return ""


# ---------------------------------------------------------------------- parts


def parts(message: Message, depth: int = 0) -> Iterator[Message]:
    """The parts that hold something: no containers; a mail within the mail as a whole."""
    if message.get_content_maintype() == "multipart" and depth < _DEEPEST:
        inner = message.get_payload()
        for part in inner if isinstance(inner, list) else ():
            if isinstance(part, Message):
                yield from parts(part, depth + 1)
    elif message.get_content_maintype() != "multipart":
        yield message


def _body_parts(message: Message) -> list[Message]:
    """The parts that are the words of the mail: text that is no attachment."""
    return [
        part
        for part in parts(message)
        if part.get_content_type() in ("text/plain", "text/html")
        and part.get_content_disposition() != "attachment"
        and not part_name(part)
    ]


def _page_of(body: list[Message]) -> bytes:
    return b"".join(part_bytes(p) for p in body if p.get_content_type() == "text/html")


def _belongs(part: Message, page: bytes) -> str:
    """The id by which ``page`` shows a picture; empty where it does not."""
    if part.get_content_maintype() != "image" or not page:
        return ""
    cid = words(header(part, "Content-ID")).strip("<>")
    if cid and b"cid:" + cid.encode() in page:
        return cid
    address = words(header(part, "Content-Location"))
    return address if address and address.encode() in page else ""


def part_bytes(part: Message) -> bytes:
    """What a part holds, decoded; empty where it holds nothing."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        message = inner[0] if isinstance(inner, list) and inner else None
        return message.as_bytes() if isinstance(message, Message) else b""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _decoded(part: Message) -> str:
    return _text(part_bytes(part), part.get_content_charset(""))


def _text(data: bytes, charset: str) -> str:
    """Bytes as text: by the encoding named where it fits, else UTF-8 or GBK."""
    # GB 2312 is named where GBK, which contains it, is meant.
    named = "gb18030" if charset.lower() in ("gb2312", "gbk") else charset
    try:
        return data.decode(named) if named else utf8_or_gbk(data)
    except (ValueError, LookupError):
        return utf8_or_gbk(data)
