"""What becomes of a submission's files before any is read."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import unicodedata
import zipfile
import zlib
from pathlib import Path

import pytest

from evidencecheck.domain.files import FileStatus, MediaType, SourceFile
from evidencecheck.domain.limits import MIB, Limits
from evidencecheck.intake import NothingToRead, collect

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def said(file: SourceFile) -> list[tuple[str, str]]:
    return [(p.code, p.params[0][1]) for p in file.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "submission"
    path.mkdir()
    return path


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    path = tmp_path / "scratch"
    path.mkdir()
    return path


def by_path(source: Path, scratch: Path, limits: Limits | None = None) -> dict[str, SourceFile]:
    return {f.path: f for f in collect(source, scratch, limits or Limits())}


# ---------------------------------------------------------------------- folders


def test_a_folder_is_listed_in_code_point_order_with_relative_paths(
    folder: Path, scratch: Path
) -> None:
    for name in ("乙/2.pdf", "甲.pdf", "Z.pdf", "a/b/c.pdf", "a.pdf"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(PDF + name.encode())
    paths = [f.path for f in collect(folder, scratch, Limits())]
    assert paths == sorted(paths) == ["Z.pdf", "a.pdf", "a/b/c.pdf", "乙/2.pdf", "甲.pdf"]


def test_a_file_carries_size_digest_type_and_place(folder: Path, scratch: Path) -> None:
    (folder / "营业执照.pdf").write_bytes(PDF)
    (file,) = collect(folder, scratch, Limits())
    assert file == SourceFile(
        "营业执照.pdf",
        folder / "营业执照.pdf",
        hashlib.sha256(PDF).hexdigest(),
        len(PDF),
        MediaType.PDF,
    )


def test_names_are_composed(folder: Path, scratch: Path) -> None:
    (folder / unicodedata.normalize("NFD", "Énergie.pdf")).write_bytes(PDF)
    assert list(by_path(folder, scratch)) == [unicodedata.normalize("NFC", "Énergie.pdf")]


def test_a_name_that_is_not_utf8_is_taken_for_gbk(folder: Path, scratch: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + "执照.pdf".encode("gbk"))).write_bytes(PDF)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert list(by_path(folder, scratch)) == ["执照.pdf"]


def test_a_single_file_is_a_submission(folder: Path, scratch: Path) -> None:
    (folder / "bound.pdf").write_bytes(PDF)
    assert list(by_path(folder / "bound.pdf", scratch)) == ["bound.pdf"]


def test_the_sheet_about_the_applicant_is_no_evidence(folder: Path, scratch: Path) -> None:
    (folder / "applicant.yaml").write_text("name: 甲\n", encoding="utf-8")
    (folder / "sub").mkdir()
    (folder / "sub/applicant.yaml").write_text("name: 乙\n", encoding="utf-8")
    (folder / "a.pdf").write_bytes(PDF)
    files = by_path(folder, scratch)
    assert list(files) == ["a.pdf", "applicant.yaml", "sub/applicant.yaml"]
    assert files["applicant.yaml"].status is FileStatus.SKIPPED
    assert said(files["applicant.yaml"])[0][1].endswith("(the applicant's own data, no evidence)")
    assert "own data" not in str(files["sub/applicant.yaml"].problems)
    (folder / "all.zip").write_bytes(zipped({"applicant.yaml": b"name: x", "a.pdf": PDF}))
    packed = by_path(folder / "all.zip", scratch)
    assert list(packed) == ["all.zip/a.pdf", "all.zip/applicant.yaml"]
    assert "own data" in said(packed["all.zip/applicant.yaml"])[0][1]


@pytest.mark.parametrize("make", [lambda p: None, Path.mkdir], ids=["missing", "empty"])
def test_nothing_to_read_is_an_error(tmp_path: Path, make: object) -> None:
    source = tmp_path / "source"
    make(source)  # type: ignore[operator]
    with pytest.raises(NothingToRead, match="source"):
        collect(source, tmp_path, Limits())


def test_links_and_pipes_are_named_and_never_opened(folder: Path, scratch: Path) -> None:
    secret = scratch / "secret.pdf"
    secret.write_bytes(PDF)
    (folder / "link.pdf").symlink_to(secret)
    (folder / "linked-folder").symlink_to(scratch)
    os.mkfifo(folder / "pipe.pdf")
    files = by_path(folder, scratch)
    assert {p: said(f) for p, f in files.items()} == {
        "link.pdf": [("F104", "symbolic link")],
        "linked-folder": [("F104", "symbolic link")],
        "pipe.pdf": [("F104", "pipe, socket or device")],
    }
    assert {(f.status, f.sha256, f.bytes) for f in files.values()} == {(FileStatus.SKIPPED, "", 0)}


def test_what_cannot_be_opened_is_unreadable_and_the_rest_is_read(
    folder: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "locked").mkdir()
    (folder / "locked.pdf").write_bytes(PDF)
    (folder / "open.pdf").write_bytes(PDF)
    path_open, scandir = Path.open, os.scandir

    def refuse_file(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "locked.pdf":
            raise PermissionError(13, "Permission denied")
        return path_open(self, *args, **kwargs)  # type: ignore[arg-type,call-overload]

    def refuse_folder(path: Path) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    # Permissions do not hold for root, who runs tests in containers.
    monkeypatch.setattr(Path, "open", refuse_file)
    monkeypatch.setattr(os, "scandir", refuse_folder)
    files = by_path(folder, scratch)
    assert said(files["locked.pdf"]) == [("F101", "cannot be opened")]
    assert said(files["locked/"]) == [("F101", "the folder cannot be opened")]
    assert files["locked.pdf"].status is files["locked/"].status is FileStatus.UNREADABLE
    assert files["open.pdf"].status is FileStatus.READ


def test_an_empty_file_is_unreadable(folder: Path, scratch: Path) -> None:
    (folder / "empty.pdf").touch()
    file = by_path(folder, scratch)["empty.pdf"]
    assert (file.status, file.media_type) == (FileStatus.UNREADABLE, MediaType.EMPTY)
    assert said(file) == [("F103", "–")]


def test_a_file_over_the_limit_is_not_read(folder: Path, scratch: Path) -> None:
    (folder / "big.pdf").write_bytes(PDF + bytes(2 * MIB))
    (folder / "small.pdf").write_bytes(PDF)
    files = by_path(folder, scratch, Limits(file_bytes=MIB))
    assert files["big.pdf"].status is FileStatus.UNREADABLE
    assert said(files["big.pdf"]) == [("F107", "1 MiB")]
    assert files["small.pdf"].status is FileStatus.READ


def test_too_many_files_are_cut_off_with_a_word(folder: Path, scratch: Path) -> None:
    for i in range(6):
        (folder / f"{i}.pdf").write_bytes(PDF)
    files = by_path(folder, scratch, Limits(total_files=4))
    assert list(files) == ["0.pdf", "1.pdf", "2.pdf", "3.pdf", "4.pdf"]
    assert [c for c, _ in said(files["4.pdf"])] == ["F107"]
    (folder / "0.zip").write_bytes(zipped({f"{i}.pdf": PDF for i in range(9)}))
    files = by_path(folder, scratch, Limits(total_files=4))
    assert [p for p, f in files.items() if f.problems] == ["0.zip/3.pdf"]


# ---------------------------------------------------------------------- junk


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("Thumbs.db", OLE, "Thumbs.db (system file)"),
        ("照片/thumbs.db", OLE, "Thumbs.db (system file)"),
        (".DS_Store", b"\0\0\0\1Bud1", ".DS_Store (system file)"),
        ("desktop.ini", b"[.ShellClassInfo]", "desktop.ini (system file)"),
        ("~$方案.docx", b"\x05user" + bytes(157), "~$方案.docx (lock file)"),
        ("._a.pdf", b"\0\5\x16\7\0\2\0\0", "._a.pdf (resource file of macOS)"),
        ("__MACOSX/a.pdf", b"x", "a.pdf (resource file of macOS)"),
        (".~lock.a.xlsx#", b"", ".~lock.a.xlsx# (lock file)"),
        ("index.lock", b"", "index.lock (empty lock file)"),
    ],
)
def test_junk_is_skipped_with_a_word(
    folder: Path, scratch: Path, name: str, data: bytes, word: str
) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    (file,) = collect(folder, scratch, Limits())
    assert (file.status, said(file)) == (FileStatus.SKIPPED, [("F104", word)])


@pytest.mark.parametrize("name", ["~$方案.pdf", "._a.pdf", "thumbs.pdf"])
def test_evidence_does_not_vanish_by_its_name(folder: Path, scratch: Path, name: str) -> None:
    (folder / name).write_bytes(PDF + bytes(2000))
    (file,) = collect(folder, scratch, Limits())
    assert (file.status, file.media_type) == (FileStatus.READ, MediaType.PDF)


# ---------------------------------------------------------------------- archives


def test_members_of_archives_are_files_of_their_own(folder: Path, scratch: Path) -> None:
    inner = zipped({"b.pdf": PDF + b"b"})
    (folder / "材料.zip").write_bytes(zipped({"甲/a.pdf": PDF, "in.zip": inner, "甲/": b""}))
    files = by_path(folder, scratch)
    assert list(files) == ["材料.zip/in.zip/b.pdf", "材料.zip/甲/a.pdf"]
    member = files["材料.zip/in.zip/b.pdf"]
    assert member.location.read_bytes() == PDF + b"b"
    assert member.sha256 == hashlib.sha256(PDF + b"b").hexdigest()
    assert scratch in member.location.parents


def rename_raw(data: bytes, placeholder: bytes, name: bytes) -> bytes:
    assert len(placeholder) == len(name)
    return data.replace(placeholder, name)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_the_unicode_flag_are_told_apart(
    folder: Path, scratch: Path, encoding: str
) -> None:
    name = "核查声明/二〇二四.pdf".encode(encoding)
    plain = b"x" * len(name)
    (folder / "a.zip").write_bytes(rename_raw(zipped({plain.decode(): PDF}), plain, name))
    assert list(by_path(folder, scratch)) == ["a.zip/核查声明/二〇二四.pdf"]


def test_the_unicode_path_field_wins_where_it_belongs_to_the_name(
    folder: Path, scratch: Path
) -> None:
    def field(for_name: bytes) -> bytes:
        value = b"\1" + zlib.crc32(for_name).to_bytes(4, "little") + "证书.pdf".encode()
        return b"\x75\x70" + len(value).to_bytes(2, "little") + value

    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for name, owner in (("a.pdf", b"a.pdf"), ("b.pdf", b"other.pdf")):
            info = zipfile.ZipInfo(name)
            info.extra = field(owner)
            archive.writestr(info, PDF + owner)
    assert list(by_path(folder, scratch)) == ["a.zip/b.pdf", "a.zip/证书.pdf"]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../../etc/passwd.pdf", "a.zip/etc/passwd.pdf"),
        ("/absolute/x.pdf", "a.zip/absolute/x.pdf"),
        ("C:\\dir\\x.pdf", "a.zip/C/dir/x.pdf"),
        ("a/./b//../c.pdf", "a.zip/a/b/c.pdf"),
        ("..", "a.zip/unnamed"),
        ("line\nbreak.pdf", "a.zip/line_break.pdf"),
    ],
)
def test_names_that_lead_out_of_the_archive_are_made_safe(
    folder: Path, scratch: Path, name: str, path: str
) -> None:
    (folder / "a.zip").write_bytes(zipped({name: PDF}))
    (file,) = collect(folder, scratch, Limits())
    assert file.path == path
    assert file.location.parent == scratch
    assert file.location.read_bytes() == PDF


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_with_one_name_are_both_kept(folder: Path, scratch: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for data in (b"1", b"2", b"3"):
            archive.writestr("证书.pdf", PDF + data)
    files = by_path(folder, scratch)
    assert {p: f.location.read_bytes()[-1:] for p, f in files.items()} == {
        "a.zip/证书.pdf": b"1",
        "a.zip/证书 (2).pdf": b"2",
        "a.zip/证书 (3).pdf": b"3",
    }


def test_a_link_in_an_archive_is_not_followed(folder: Path, scratch: Path) -> None:
    info = zipfile.ZipInfo("link.pdf")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    (file,) = collect(folder, scratch, Limits())
    assert (file.status, said(file)) == (FileStatus.SKIPPED, [("F104", "symbolic link")])


def test_an_encrypted_member_is_named_and_the_others_are_read(folder: Path, scratch: Path) -> None:
    data = bytearray(zipped({"secret.pdf": PDF, "plain.pdf": PDF}))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    (folder / "a.zip").write_bytes(data)
    files = by_path(folder, scratch)
    assert files["a.zip/plain.pdf"].status is FileStatus.READ
    assert files["a.zip/secret.pdf"].status is FileStatus.UNREADABLE
    assert said(files["a.zip/secret.pdf"]) == [("F102", "encrypted with a password")]


def test_a_bomb_is_stopped_and_the_others_are_read(folder: Path, scratch: Path) -> None:
    limits = Limits(archive_ratio=100, archive_ratio_floor=MIB)
    (folder / "a.zip").write_bytes(zipped({"bomb.pdf": bytes(3 * MIB), "plain.pdf": PDF}))
    files = by_path(folder, scratch, limits)
    assert said(files["a.zip/bomb.pdf"]) == [("F107", "100 times")]
    assert files["a.zip/plain.pdf"].status is FileStatus.READ
    assert sum(f.stat().st_size for f in scratch.iterdir()) == len(PDF)


def test_a_bomb_inside_an_archive_is_measured_by_what_was_sent(folder: Path, scratch: Path) -> None:
    # The member unpacks to 1000 times its size; its archive was itself packed to almost nothing.
    shell = zipped({"bomb.pdf": bytes(40 * MIB), "pad": os.urandom(100)}, zipfile.ZIP_DEFLATED)
    (folder / "a.zip").write_bytes(zipped({"in.zip": shell}))
    limits = Limits(archive_ratio=2000, archive_ratio_floor=MIB)
    files = by_path(folder, scratch, limits)
    assert [c for c, _ in said(files["a.zip/in.zip/bomb.pdf"])] == ["F107"]


def test_declared_sizes_are_not_believed(folder: Path, scratch: Path) -> None:
    data = bytearray(zipped({"a.pdf": PDF + bytes(3 * MIB)}))
    for place in (22, data.index(b"PK\1\2") + 24):
        data[place : place + 4] = (10).to_bytes(4, "little")
    (folder / "a.zip").write_bytes(data)
    limits = Limits(archive_ratio=100, archive_ratio_floor=MIB)
    (file,) = collect(folder, scratch, limits)
    assert [c for c, _ in said(file)] == ["F107"]
    (file,) = collect(folder, scratch, Limits())
    assert file.bytes == len(PDF) + 3 * MIB


def test_archives_together_have_a_limit(folder: Path, scratch: Path) -> None:
    members = {f"{i}.pdf": PDF + os.urandom(MIB) for i in range(4)}
    (folder / "a.zip").write_bytes(zipped(members, zipfile.ZIP_STORED))
    files = by_path(folder, scratch, Limits(archive_bytes=int(2.5 * MIB)))
    assert [f.status for f in files.values()] == [FileStatus.READ] * 2 + [FileStatus.UNREADABLE] * 2
    assert said(files["a.zip/3.pdf"])[0][0] == "F107"


def test_an_archive_with_too_many_members_is_not_opened(folder: Path, scratch: Path) -> None:
    (folder / "a.zip").write_bytes(zipped({f"{i}.pdf": PDF for i in range(12)}))
    (folder / "b.pdf").write_bytes(PDF)
    files = by_path(folder, scratch, Limits(archive_members=10))
    assert said(files["a.zip"]) == [("F107", "10 members")]
    assert files["b.pdf"].status is FileStatus.READ


def test_archives_inside_archives_go_so_deep_and_no_deeper(folder: Path, scratch: Path) -> None:
    data = zipped({"x.pdf": PDF})
    for _ in range(3):
        data = zipped({"in.zip": data})
    (folder / "a.zip").write_bytes(data)
    assert list(by_path(folder, scratch, Limits(archive_depth=4))) == [
        "a.zip/in.zip/in.zip/in.zip/x.pdf"
    ]
    (file,) = collect(folder, scratch, Limits(archive_depth=3))
    assert file.path == "a.zip/in.zip/in.zip/in.zip"
    assert (file.status, file.problems[0].code) == (FileStatus.UNREADABLE, "F107")


@pytest.mark.parametrize(
    "data",
    [b"PK\3\4" + bytes(50), zipped({"a.pdf": PDF})[:-30], zipped({})],
    ids=["head only", "cut off", "no members"],
)
def test_a_damaged_or_empty_archive_is_unreadable(folder: Path, scratch: Path, data: bytes) -> None:
    (folder / "a.zip").write_bytes(data)
    (file,) = collect(folder, scratch, Limits())
    assert (file.path, file.status) == ("a.zip", FileStatus.UNREADABLE)
    assert file.problems[0].code == "F101"


def test_a_damaged_member_is_unreadable_and_the_others_are_read(
    folder: Path, scratch: Path
) -> None:
    data = zipped({"bad.pdf": PDF + b"1", "good.pdf": PDF}, zipfile.ZIP_STORED)
    (folder / "a.zip").write_bytes(data.replace(b"%%EOF\n1", b"%%EOF\n2"))
    files = by_path(folder, scratch)
    assert said(files["a.zip/bad.pdf"]) == [("F101", "damaged inside its archive")]
    assert files["a.zip/good.pdf"].status is FileStatus.READ


def test_the_list_is_the_same_twice(folder: Path, scratch: Path) -> None:
    (folder / "a.zip").write_bytes(zipped({"b.pdf": PDF, "a.png": PNG}))
    (folder / "c").write_bytes(b"plain words")
    assert collect(folder, scratch, Limits()) == collect(folder, scratch, Limits())
