"""Mails saved by Outlook (.msg, MS-OXMSG): the few properties that matter, from their streams."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import olefile

from evidencecheck.intake.mails import MAIL_BYTES, Attachment, Mail
from evidencecheck.intake.members import Job, Out
from evidencecheck.intake.names import utf8_or_gbk
from evidencecheck.intake.refused import Refused

_DAMAGE = (
    OSError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    struct.error,
)
"""What olefile raises on files that are broken on purpose."""
_SUBJECT, _SENDER, _ADDRESS, _TO, _CC = 0x0037, 0x0C1A, 0x5D01, 0x0E04, 0x0E03
_BODY, _HTML = 0x1000, 0x1013
_NAME, _SHORT_NAME, _SHOWN_NAME, _DATA, _CONTENT_ID = 0x3707, 0x3704, 0x3001, 0x3701, 0x3712
_SENT, _RECEIVED = 0x0039, 0x0E06
_UNICODE, _STRING, _BINARY, _TIME, _OBJECT = 0x001F, 0x001E, 0x0102, 0x0040, 0x000D
_BYTES = f"__substg1.0_{_DATA:04X}{_BINARY:04X}"
_ATTACHED = "__attach_version1.0_"
_PROPERTIES = "__properties_version1.0"
_HEAD, _INNER_HEAD = 32, 24
"""Bytes before the properties of a mail, and of a mail within one."""
_MOST_ATTACHMENTS = 2_000
_DEEPEST = 4
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def unpack_msg(job: Job, out: Out) -> None:
    """Unpack the attachments of an Outlook mail; a mail within it comes out as ``.eml``.

    Raises:
        Refused: F101 damaged, F107 over a limit.
    """
    for attachment in OutlookFile(job.location).attachments():
        out.member(attachment.name, (attachment.data,))


def is_outlook(path: Path) -> bool:
    """Whether a mail file is one of Outlook's: an OLE container."""
    with path.open("rb") as file:
        return file.read(len(olefile.MAGIC)) == olefile.MAGIC


def read_msg(path: Path) -> Mail:
    """What an Outlook mail says.

    Raises:
        Refused: F101 damaged, F107 too large.
    """
    return OutlookFile(path).mail()


class OutlookFile:
    """An Outlook mail, or one inside another."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            Refused: F101 it is no OLE container; F107 it is too large.
        """
        if path.stat().st_size > MAIL_BYTES:
            raise Refused("F107", "a mail is larger", limit=f"{MAIL_BYTES >> 20} MiB")
        try:
            self._ole = olefile.OleFileIO(str(path))
            self._names = ["/".join(entry) for entry in self._ole.listdir()]
        except _DAMAGE as error:
            raise Refused("F101", "no readable mail") from error

    def mail(self, at: str = "") -> Mail:
        """The mail in the storage ``at``; the outermost one by default."""
        sender = self._text(at, _SENDER)
        address = self._text(at, _ADDRESS)
        if address and address not in sender:
            sender = f"{sender} <{address}>".strip()
        headers = (
            ("From", sender),
            ("To", self._text(at, _TO)),
            ("Cc", self._text(at, _CC)),
            ("Date", self._moment(at)),
            ("Subject", self._text(at, _SUBJECT)),
        )
        html = self._page(at)
        return Mail(
            tuple((name, " ".join(v.split())) for name, v in headers if v.strip()),
            self._text(at, _BODY),
            html,
            "",
            tuple(
                (name, self._stream(storage + _BYTES))
                for storage in self._attached(at)
                if (name := self._shown(storage, html))
            ),
        )

    def attachments(self, at: str = "", depth: int = 0) -> Iterator[Attachment]:
        """The files attached to the mail in the storage ``at``."""
        page = self._page(at)
        for number, storage in enumerate(self._attached(at), 1):
            if self._shown(storage, page):
                continue
            name = (
                self._text(storage, _NAME)
                or self._text(storage, _SHORT_NAME)
                or self._text(storage, _SHOWN_NAME)
                or str(number)
            ).replace("\0", "")
            inner = f"{storage}__substg1.0_{_DATA:04X}{_OBJECT:04X}/"
            if any(n.startswith(inner + _PROPERTIES) for n in self._names) and depth < _DEEPEST:
                name = name if name.lower().endswith(".eml") else f"{name}.eml"
                yield Attachment(name, self._as_eml(inner, depth + 1))
            else:
                yield Attachment(name, self._stream(storage + _BYTES))

    def _page(self, at: str) -> bytes:
        """The page that a mail is written as; empty where it has none."""
        html = self._stream(f"{at}__substg1.0_{_HTML:04X}{_BINARY:04X}")
        return html or self._text(at, _HTML).encode()

    def _shown(self, storage: str, page: bytes) -> str:
        """The id by which ``page`` shows what is attached; empty where it does not."""
        name = self._text(storage, _CONTENT_ID).strip("<>") if page else ""
        return name if name and b"cid:" + name.encode() in page else ""

    def _attached(self, at: str) -> list[str]:
        start = at + _ATTACHED
        found = {n[: n.index("/", len(start)) + 1] for n in self._names if n.startswith(start)
                 and "/" in n[len(start) :]}  # fmt: skip
        return sorted(found)[:_MOST_ATTACHMENTS]

    def _as_eml(self, at: str, depth: int) -> bytes:
        mail = self.mail(at)
        message = EmailMessage()
        for name, value in mail.headers:
            message[name] = value
        message.set_content(mail.text)
        if mail.html:
            page = mail.html.decode("utf-8") if _is_utf8(mail.html) else utf8_or_gbk(mail.html)
            message.add_alternative(page, subtype="html")
        for attachment in self.attachments(at, depth):
            message.add_attachment(
                attachment.data,
                maintype="application",
                subtype="octet-stream",
                filename=attachment.name,
            )
        return message.as_bytes()

    # ------------------------------------------------------------------ properties

    def _text(self, at: str, tag: int) -> str:
        wide = self._stream(f"{at}__substg1.0_{tag:04X}{_UNICODE:04X}")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return utf8_or_gbk(self._stream(f"{at}__substg1.0_{tag:04X}{_STRING:04X}")).rstrip("\0")

    def _moment(self, at: str) -> str:
        """When it was sent, else received: date and time in UTC; empty where neither is known."""
        data = self._stream(at + _PROPERTIES)
        head = _INNER_HEAD if at else _HEAD
        times: dict[int, int] = {}
        for start in range(head, len(data) - 15, 16):
            kind, tag, _, value = struct.unpack_from("<HHIQ", data, start)
            if kind == _TIME:
                times[tag] = value
        ticks = times.get(_SENT) or times.get(_RECEIVED)
        try:
            moment = _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return ""
        return moment.strftime("%Y-%m-%d %H:%M:%S UTC") if moment else ""

    def _stream(self, name: str) -> bytes:
        try:
            if not self._ole.exists(name):
                return b""
            return bytes(self._ole.openstream(name).read())
        except _DAMAGE:
            return b""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
