"""OFD files that are broken or mean harm: read or refused, with a reason, and never for long."""

from __future__ import annotations

import struct
import zlib

import pytest
from ofd_files import NS, image, media, ofd, page, png, text
from tests.reading.one_file import Read

from evidencecheck.domain.files import FileStatus
from evidencecheck.domain.limits import Limits

BOMB = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;">]>'


def huge_png() -> bytes:
    """A picture that declares 40 000 x 40 000 pixels."""
    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    pixels = chunk(b"IDAT", zlib.compress(bytes(99)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + pixels + chunk(b"IEND", b"")


def deep() -> str:
    return page("<ofd:PageBlock>" * 50_000 + text("甲", 20, 20) + "</ofd:PageBlock>" * 50_000)


REFUSED = {
    "no document": ofd(body="<ofd:DocRoot>x</ofd:DocRoot>"),
    "no pages": ofd(),
    "a document type": ofd(BOMB + page(text("&b;", 20, 20).replace("amp;", ""))),
    "no xml": ofd("oops"),
    "page missing": ofd(
        document='<ofd:Pages><ofd:Page ID="7" BaseLoc="../../../etc/passwd"/></ofd:Pages>'
    ).replace(b"<ofd:Pages></ofd:Pages>", b""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_says_why(read: Read, name: str) -> None:
    found = read(REFUSED[name])
    assert (found.status, found.pages) == (FileStatus.UNREADABLE, ())
    assert [p.code for p in found.problems] == ["F101"]
    assert all(value for _, value in found.problems[0].params)


def test_a_broken_page_leaves_the_others(read: Read) -> None:
    found = read(ofd(page(text("甲", 20, 20)), "<oops", page(text("丙", 20, 20))))
    assert [p.text for p in found.pages] == ["甲", "", "丙"]
    assert [(p.code, p.page) for p in found.problems] == [("F101", 2)]


def test_too_many_pages_are_over_the_limit(read: Read) -> None:
    found = read(ofd(*[page()] * 4), Limits(pages=3))
    assert (found.status, found.problems[0].code) == (FileStatus.UNREADABLE, "F107")


def composites(count: int) -> bytes:
    """Units that each show the next ten times, and the last the first."""
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="c{i}"><ofd:Content>'
        + f'<ofd:CompositeObject ResourceID="c{(i + 1) % count}" Boundary="1 1 9 9"/>' * 10
        + text("甲", 20, 20)
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
        for i in range(count)
    )
    res = f"<ofd:Res {NS}><ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits></ofd:Res>"
    use = '<ofd:CompositeObject ResourceID="c0" Boundary="1 1 9 9"/>'
    return ofd(page(text("正文", 20, 90, delta="4"), use), parts={"Doc_0/Res.xml": res})


def test_units_inside_one_another_end(read: Read) -> None:
    found = read(composites(12))
    assert found.status is FileStatus.READ
    assert "正文" in found.pages[0].text
    assert [p.code for p in found.problems] == ["F107"]


def test_nesting_has_an_end(read: Read) -> None:
    found = read(ofd(deep()))
    assert found.status is FileStatus.UNREADABLE or found.pages[0].spans == ()


def test_a_picture_of_too_many_pixels_is_left_out(read: Read) -> None:
    parts = {"Doc_0/Res.xml": media("p.png"), "Doc_0/Res/p.png": huge_png()}
    found = read(ofd(page(text("正文", 20, 20, delta="4"), image("m0", 0, 0, 50)), parts=parts))
    assert found.pages[0].text == "正文"
    assert [(p.code, dict(p.params)["value"]) for p in found.problems] == [
        ("F107", "40000 x 40000 pixels")
    ]


@pytest.mark.parametrize("data", [b"", b"oops", png(40)[:60]], ids=["empty", "text", "cut off"])
def test_a_damaged_picture_is_left_out(read: Read, data: bytes) -> None:
    parts = {"Doc_0/Res.xml": media("p.png"), "Doc_0/Res/p.png": data}
    found = read(ofd(page(text("正文", 20, 20, delta="4"), image("m0", 0, 0, 50)), parts=parts))
    assert found.pages[0].text == "正文"
    assert read.jpeg() is not None


@pytest.mark.parametrize(
    "unit",
    [
        text("甲", 20, 20, more='CTM="nan nan nan nan nan nan"'),
        text("甲", 20, 20, more='CTM="0 0 0 0 0 0"'),
        text("甲", 20, 20, more='HScale="0"'),
        text("甲\x00乙".replace("\x00", ""), 20, 20, size=1e5),
        '<ofd:TextObject Boundary="x"/>',
        '<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>M 1 A 0 0 0 0 0 0 0 Q B Z 7'
        "</ofd:AbbreviatedData></ofd:PathObject>",
        '<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>M 1 1 A 5 5 0 1 0 9 9 C'
        "</ofd:AbbreviatedData></ofd:PathObject>",
        '<ofd:ImageObject Boundary="0 0 0 0"/>',
        '<ofd:CompositeObject ResourceID="none" Boundary="0 0 1 1"/>',
    ],
)
def test_nonsense_does_no_harm(read: Read, unit: str) -> None:
    found = read(ofd(page(unit, text("正文", 20, 90, delta="4"))))
    assert found.status is FileStatus.READ
    assert "正文" in found.pages[0].text
    assert read.jpeg() is not None
