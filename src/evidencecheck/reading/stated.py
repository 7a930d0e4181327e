"""What a file states about itself, made fit to keep: short lines and ISO dates."""

from __future__ import annotations

import re
from datetime import datetime

_LONGEST = 200
_PDF_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?\s*(?:(Z)|([+-])(\d{2})'?(\d{2})?)?"
)
_EXIF_DATE = re.compile(r"(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})")


def line(text: object) -> str:
    """A value as one line of at most 200 characters that can be shown; empty for None."""
    if text is None:
        return ""
    if isinstance(text, list | tuple):
        text = ", ".join(map(str, text))
    shown = "".join(c if c.isprintable() else " " for c in str(text)[: 4 * _LONGEST])
    return " ".join(shown.split())[:_LONGEST]


def pdf_date(text: object) -> str:
    """A date of a PDF file (``D:20250304101500+08'00'``) as ISO; empty where it is none."""
    m = _PDF_DATE.match(str(text or "").strip())
    if m is None:
        return ""
    year, month, day, hour, minute, second, utc, sign, off_hours, off_minutes = m.groups()
    stated = f"{year}-{month or '01'}-{day or '01'}"
    if hour:
        stated += f"T{hour}:{minute or '00'}:{second or '00'}"
        stated += "+00:00" if utc else f"{sign}{off_hours}:{off_minutes or '00'}" if sign else ""
    return iso_date(stated)


def exif_date(text: object) -> str:
    """A date of a photo (``2025:03:04 10:15:00``) as ISO; empty where it is none."""
    m = _EXIF_DATE.match(str(text or ""))
    return iso_date("{}-{}-{}T{}:{}:{}".format(*m.groups())) if m else ""


def iso_date(text: object) -> str:
    """A date, or date and time with or without offset, as ISO; empty where it is none."""
    stated = str(text or "").strip()[:40]
    try:
        moment = datetime.fromisoformat(stated)
    except ValueError:
        return ""
    return moment.date().isoformat() if len(stated) <= len("2025-03-04") else moment.isoformat()
