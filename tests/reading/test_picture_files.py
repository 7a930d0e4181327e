"""Picture files of every format, and those of many pages."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, features
from tests.reading.one_file import RECOGNISED, Read

from evidencecheck.domain.files import FileStatus, MediaType
from evidencecheck.domain.limits import Limits
from evidencecheck.reading.pictures import frame, open_picture

AsFile = Callable[[MediaType], Read]

HEIC = base64.b85decode(
    "0000SW^{RQXk}?*00000ZE0pPXk}?*ZE0a<00042ZDn*}000000000XXk=`10000000000aA{+7000000000000000000"
    "00B57=IV*mgE07O6l0RRC200001dH?|c00000002G!001LtX>Mi!000000RR916=`l}WdZ;I000310BCk&F#rGn01j|z"
    "bZr0t000010002iX>f9I0002DX>en20001ZXm(>m0RwOV0058x000009`FGC{rLC*01pFT0096PKmiN^|NjGU00093kN"
    "^M!000939=ZZRVE_RDD?$MQ18@KU0|1Z!00RI30{|YN6d++`x{^w3n}CLc0ssI505Sjo0{{XLVgLaE2SfqEa<F1R0000"
    "JV{dG7ZewhC0096E00w{n000zeb8uw<00000005u>003YB000nhX?SS>000032nYxO000+haBX1#00000000310R({p0"
    "|Wp707h+OVRQfh06HiEuNg+Z_k4vn|M;PY{%czQufdb!&~0biSeokAzu7`}WXFIQkon(q8G29YZIxsYaTb~A;yWo`"
)
"""160 x 96 pixels, white, the quarter at the top left red: nothing here writes the format."""


@pytest.fixture
def as_file(tmp_path: Path) -> AsFile:
    return lambda media: Read(tmp_path, media)


def noisy(count: int, form: str, **options: object) -> bytes:
    rng = np.random.default_rng(7)
    pages = [
        Image.fromarray(rng.integers(0, 255, (300, 200, 3), dtype=np.uint8)) for _ in range(count)
    ]
    out = io.BytesIO()
    pages[0].save(out, form, save_all=count > 1, append_images=pages[1:], **options)
    return out.getvalue()


# ---------------------------------------------------------------------- formats


def test_heic_photos_are_read(as_file: AsFile) -> None:
    picture = frame(open_picture(HEIC, Limits()), 1, Limits())
    assert picture.shape == (96, 160, 3)
    assert picture[20, 20].tolist() == pytest.approx([0, 0, 255], abs=30)
    assert picture[80, 140].tolist() == pytest.approx([255, 255, 255], abs=30)
    read = as_file(MediaType.HEIC)
    assert read.texts(HEIC) == [RECOGNISED]
    assert read.jpeg() is not None


@pytest.mark.skipif(not features.check("avif"), reason="Pillow was built without AVIF")
def test_avif_photos_are_read(as_file: AsFile) -> None:
    read = as_file(MediaType.AVIF)
    assert read.texts(noisy(1, "AVIF")) == [RECOGNISED]
    assert read.jpeg() is not None


@pytest.mark.parametrize("data", [HEIC[:200], HEIC[:-60] + bytes(60), HEIC[:16] + bytes(400)])
def test_a_broken_photo_says_so(as_file: AsFile, data: bytes) -> None:
    found = as_file(MediaType.HEIC)(data)
    assert (found.status, found.problems[0].code) == (FileStatus.UNREADABLE, "F101")


def test_a_photo_of_too_many_pixels_is_over_a_limit(as_file: AsFile) -> None:
    found = as_file(MediaType.HEIC)(HEIC, Limits(image_pixels=1000))
    assert (found.status, found.problems[0].code) == (FileStatus.UNREADABLE, "F107")


# ---------------------------------------------------------------------- many pages

PAGED = [
    (MediaType.TIFF, "TIFF", {"compression": "tiff_lzw"}),
    (MediaType.TIFF, "TIFF", {"compression": "jpeg"}),
    (MediaType.WEBP, "WEBP", {"lossless": True}),
]


@pytest.mark.parametrize(("media", "form", "options"), PAGED)
def test_every_page_is_counted_read_and_shown(
    as_file: AsFile, media: MediaType, form: str, options: dict[str, object]
) -> None:
    read, data = as_file(media), noisy(5, form, **options)
    assert read.count(data) == 5
    assert [p.text for p in read(data).pages] == [RECOGNISED] * 5
    assert None not in [read.jpeg(number) for number in range(1, 6)]
    assert [p.number for p in read(data, first=2, last=3).pages] == [2, 3]


def test_fax_pages_are_read(as_file: AsFile) -> None:
    pages = [Image.effect_noise((400, 500), 90).convert("1") for _ in range(3)]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", compression="group4", save_all=True, append_images=pages[1:])
    assert len(as_file(MediaType.TIFF)(out.getvalue()).pages) == 3


def test_a_damaged_page_leaves_the_others(as_file: AsFile) -> None:
    data = bytearray(noisy(3, "TIFF", compression="tiff_adobe_deflate"))
    with Image.open(io.BytesIO(bytes(data))) as picture:
        picture.seek(1)
        (start,) = picture.tag_v2[273][:1]
    data[start : start + 200] = bytes(200)
    read = as_file(MediaType.TIFF)
    found = read(bytes(data))
    assert [p.text for p in found.pages] == [RECOGNISED, "", RECOGNISED]
    assert [(p.code, p.page) for p in found.problems] == [("F101", 2)]


def test_a_chain_of_pages_that_loops_ends(as_file: AsFile) -> None:
    data = bytearray(noisy(2, "TIFF"))
    first = int.from_bytes(data[4:8], "little")
    count = int.from_bytes(data[first : first + 2], "little")
    second = int.from_bytes(data[first + 2 + 12 * count :][:4], "little")
    entries = int.from_bytes(data[second : second + 2], "little")
    at = second + 2 + 12 * entries
    data[at : at + 4] = first.to_bytes(4, "little")
    assert as_file(MediaType.TIFF).count(bytes(data)) <= 3


def test_too_many_pages_are_over_a_limit(as_file: AsFile) -> None:
    found = as_file(MediaType.TIFF)(noisy(4, "TIFF"), Limits(pages=3))
    assert (found.status, found.problems[0].code) == (FileStatus.UNREADABLE, "F107")


def test_of_an_animation_the_first_picture_counts(as_file: AsFile) -> None:
    assert len(as_file(MediaType.GIF)(noisy(3, "GIF")).pages) == 1
