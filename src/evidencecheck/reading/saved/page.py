"""Web pages saved as files: .html as browsers save it, and .mht with its pictures."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from email.message import Message
from pathlib import Path
from urllib.parse import unquote_to_bytes, urljoin

from evidencecheck.domain.limits import MIB, Limits
from evidencecheck.intake.mails import header, open_mail, part_bytes, parts, words
from evidencecheck.intake.names import utf8_or_gbk
from evidencecheck.intake.refused import Refused
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office.content import OfficeContent
from evidencecheck.reading.saved.blocks import blocks
from evidencecheck.reading.saved.flow import BlockFlow
from evidencecheck.reading.saved.markup_tree import Document, Node, parse

PAGE_BYTES = 64 * MIB
"""Size of a page that is taken in; pictures inside it count."""
_HEAD = 4096
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_SAVED = (
    re.compile(r"saved from url=\(\d+\)(\S+)"),
    re.compile(r"\burl:\s*(https?://\S+)"),
)
"""What browsers and SingleFile write into a page that they save."""
_MAIL = re.compile(rb"^\s*(?:mime-version|from|content-type|subject|date):", re.I)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LONGEST_ADDRESS = 500


def read_page(path: Path, limits: Limits) -> OfficeContent:
    """Lay out a saved page.

    Its text and tables as far as they are shown; pictures that are inside the file. Scripts are not
    run, style sheets not read, and nothing is fetched. Its title and the address that it was saved
    from, where the file tells it, stand above it.

    Raises:
        ReadError: F101 no page can be found in it; F107 it is too large.
    """
    if path.stat().st_size > PAGE_BYTES:
        raise ReadError("F107", "a page is larger", limit=f"{PAGE_BYTES // MIB} MiB")
    data = path.read_bytes()
    if not _MAIL.match(data[:_HEAD]):
        return page_content(data, "", limits)
    try:
        message = open_mail(path)
    except Refused as error:
        raise ReadError(error.code, error.reason, limit=error.limit) from error
    page = next((p for p in parts(message) if p.get_content_type() == "text/html"), None)
    if page is None:
        raise ReadError("F101", "no page can be found in it")
    written = header(message, "Snapshot-Content-Location") or header(page, "Content-Location")
    address = words(written)
    pictures = _pictures(message, address)
    charset = page.get_content_charset("")
    return page_content(part_bytes(page), charset, limits, address, pictures)


def page_content(
    data: bytes,
    charset: str,
    limits: Limits,
    address: str = "",
    pictures: Mapping[str, bytes] | None = None,
) -> OfficeContent:
    """Lay out a page of HTML.

    Args:
        data: the page.
        charset: its encoding where something outside it names one.
        limits: ``pages`` and ``sheet_cells`` bound what is laid out.
        address: where it comes from, if known.
        pictures: those that came with it, by address or content id.
    """
    document = parse(_decoded(data, charset))
    flow = BlockFlow(limits, _finder(pictures or {}, address))
    title = _title(document.root)
    own = (address or _address(document))[:_LONGEST_ADDRESS]
    if title or own:
        flow.note("\n".join(filter(None, (title, own))))
    flow.add(blocks(document.root))
    return flow.content()


def add_page(flow: BlockFlow, data: bytes, charset: str) -> None:
    """Lay out the page that a mail is written as."""
    flow.add(blocks(parse(_decoded(data, charset)).root))


# ---------------------------------------------------------------------- what it says of itself


def _title(root: Node) -> str:
    found = next((n for n in root.walk() if n.tag == "title"), None)
    text = "".join(c for c in found.children if isinstance(c, str)) if found is not None else ""
    return " ".join(text.split())


def _address(document: Document) -> str:
    for comment in document.comments:
        for pattern in _SAVED:
            if found := pattern.search(comment):
                return found[1]
    for node in document.root.walk():
        if node.tag == "link" and node.get("rel").lower() == "canonical":
            return node.get("href")
        if node.tag == "meta" and node.get("property") == "og:url":
            return node.get("content")
    return ""


def _decoded(data: bytes, charset: str) -> str:
    """A page as text: by its byte order mark, what names its encoding, else UTF-8 or GBK."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    named = _CHARSET.search(data[:_HEAD])
    for name in (charset, named[1].decode("ascii") if named else ""):
        wanted = "gb18030" if name.lower() in ("gb2312", "gbk", "gb18030") else name
        try:
            if wanted:
                return data.decode(wanted)
        except (ValueError, LookupError):
            continue
    return utf8_or_gbk(data)


# ---------------------------------------------------------------------- pictures


def _pictures(message: Message, address: str) -> dict[str, bytes]:
    """The pictures of an mht file, by address and content id."""
    found: dict[str, bytes] = {}
    for part in parts(message):
        if part.get_content_maintype() != "image":
            continue
        data = part_bytes(part)
        if place := words(header(part, "Content-Location")):
            found[urljoin(address, place)] = found[place] = data
        if name := words(header(part, "Content-ID")).strip("<>"):
            found[f"cid:{name}"] = data
    return found


def _finder(pictures: Mapping[str, bytes], address: str) -> Callable[[str], bytes]:
    """What finds the bytes of a picture by the address that the page gives; empty if not inside."""

    def find(source: str) -> bytes:
        source = source.strip()
        if source[:5].lower() == "data:":
            return _inline(source)
        if source in pictures:
            return pictures[source]
        try:
            return pictures.get(urljoin(address, source), b"")
        except ValueError:
            return b""

    return find


def _inline(source: str) -> bytes:
    """The bytes of a picture written into its address (RFC 2397)."""
    head, _, data = source[5:].partition(",")
    if not head.lower().startswith("image/") or "svg" in head.lower():
        return b""
    if head.lower().endswith(";base64"):
        try:
            return base64.b64decode(unquote_to_bytes(data), validate=False)
        except (binascii.Error, ValueError):
            return b""
    return unquote_to_bytes(data)
