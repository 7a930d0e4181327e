"""The words of a mail, under who sent it to whom, when and about what."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from evidencecheck.domain.limits import Limits
from evidencecheck.intake.mails import Mail, read_eml
from evidencecheck.intake.outlook import is_outlook, read_msg
from evidencecheck.intake.refused import Refused
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office.content import OfficeContent
from evidencecheck.reading.saved.blocks import Text
from evidencecheck.reading.saved.flow import BlockFlow
from evidencecheck.reading.saved.page import add_page


def read_mail(path: Path, limits: Limits) -> OfficeContent:
    """Lay out a mail; the files attached to it are files of their own.

    Raises:
        ReadError: F101 it is no mail; F107 it is too large.
    """
    try:
        mail = read_msg(path) if is_outlook(path) else read_eml(path)
    except Refused as error:
        raise ReadError(error.code, error.reason, limit=error.limit) from error
    pictures = dict(mail.pictures)
    flow = BlockFlow(limits, lambda source: pictures.get(source.removeprefix("cid:"), b""))
    flow.add(Text(f"{name}: {_shown(name, value)}") for name, value in mail.headers)
    if _page_says_more(mail):
        add_page(flow, mail.html, mail.charset)
    else:
        flow.add(Text(line) for line in mail.text.splitlines() if line.strip())
    return flow.content()


def _page_says_more(mail: Mail) -> bool:
    """Whether the mail is to be read as a page: it has tables, pictures or no plain words."""
    page = mail.html.lower()
    return bool(page) and (not mail.text.strip() or b"<table" in page or b"<img" in page)


def _shown(name: str, value: str) -> str:
    """A header as it is shown: a date as year, month and day."""
    if name != "Date":
        return value
    try:
        moment: datetime = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return value
    return moment.strftime("%Y-%m-%d %H:%M:%S %z").strip()
