"""7z, rar, tar and gzip: their members are listed as those of a zip are, within the same limits."""

from __future__ import annotations

import bz2
import hashlib
import io
import lzma
import os
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from archive_files import (
    ENCRYPTED,
    LINK,
    NORMAL,
    gzipped,
    rar4,
    rar5,
    rar5_member,
    seven_zip_named,
    seven_zipped,
    tar_of,
    tarred,
    zipped,
)

from evidencecheck.domain.files import FileStatus, MediaType, SourceFile
from evidencecheck.domain.limits import MIB, Limits
from evidencecheck.intake import collect
from evidencecheck.intake.members import Job
from evidencecheck.intake.unpacker import Unpacker, root_file

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
FILES = {"证书/甲.pdf": PDF, "b.pdf": PDF + b"b", "证书/空.txt": b""}


def rar(members: dict[str, bytes]) -> bytes:
    return rar5(*(rar5_member(name, data) for name, data in members.items()))


MAKERS: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "a.7z": seven_zipped,
    "a.rar": rar,
    "a.tar": tarred,
    "a.tar.gz": lambda m: gzipped(tarred(m)),
    "a.tgz": lambda m: gzipped(tarred(m)),
    "a.tar.bz2": lambda m: bz2.compress(tarred(m)),
    "a.tar.xz": lambda m: lzma.compress(tarred(m)),
}


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    path = tmp_path / "scratch"
    path.mkdir()
    return path


@pytest.fixture
def listed(tmp_path: Path, scratch: Path) -> Callable[..., dict[str, SourceFile]]:
    def made(name: str, data: bytes, limits: Limits | None = None) -> dict[str, SourceFile]:
        (tmp_path / name).write_bytes(data)
        files = collect(tmp_path / name, scratch, limits or Limits())
        return {f.path: f for f in files}

    return made


Listed = Callable[..., dict[str, SourceFile]]


def said(file: SourceFile) -> list[tuple[str, str]]:
    return [(p.code, p.params[0][1]) for p in file.problems]


def codes(files: dict[str, SourceFile]) -> dict[str, list[str]]:
    return {path: [p.code for p in f.problems] for path, f in files.items()}


# ---------------------------------------------------------------------- members


@pytest.mark.parametrize("name", MAKERS)
def test_members_are_files_of_their_own(listed: Listed, scratch: Path, name: str) -> None:
    files = listed(name, MAKERS[name](FILES))
    assert list(files) == [f"{name}/b.pdf", f"{name}/证书/甲.pdf", f"{name}/证书/空.txt"]
    member = files[f"{name}/b.pdf"]
    assert (member.media_type, member.status) == (MediaType.PDF, FileStatus.READ)
    assert member.sha256 == hashlib.sha256(PDF + b"b").hexdigest()
    assert member.location.read_bytes() == PDF + b"b"
    assert scratch in member.location.parents
    assert said(files[f"{name}/证书/空.txt"]) == [("F103", "–")]


def test_archives_lie_in_one_another(listed: Listed) -> None:
    inner = zipped({"x.pdf": PDF})
    for maker in (seven_zipped, tarred, rar):
        inner = maker({"in": inner})
    assert list(listed("a", inner)) == ["a/in/in/in/x.pdf"]
    files = listed("a", inner, Limits(archive_depth=2))
    assert codes(files) == {"a/in/in": ["F107"]}
    assert files["a/in/in"].status is FileStatus.UNREADABLE


def test_the_list_is_the_same_twice(tmp_path: Path, scratch: Path) -> None:
    (tmp_path / "a.7z").write_bytes(seven_zipped(FILES))
    first = collect(tmp_path / "a.7z", scratch, Limits())
    other = tmp_path / "other"
    other.mkdir()
    second = collect(tmp_path / "a.7z", other, Limits())
    assert [(f.path, f.sha256) for f in first] == [(f.path, f.sha256) for f in second]


# ---------------------------------------------------------------------- names


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_in_tar_are_told_apart(listed: Listed, encoding: str) -> None:
    data = tarred({"核查声明/二〇二四.pdf": PDF}, encoding=encoding)
    assert list(listed("a.tar", data)) == ["a.tar/核查声明/二〇二四.pdf"]


def test_names_in_tar_by_posix(listed: Listed) -> None:
    data = tarred({"核查声明/二〇二四.pdf": PDF}, form=tarfile.PAX_FORMAT)
    assert list(listed("a.tar", data)) == ["a.tar/核查声明/二〇二四.pdf"]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_in_old_rar_are_told_apart(listed: Listed, encoding: str) -> None:
    data = rar4({"证书\\二〇二四.pdf".encode(encoding): PDF})
    files = listed("a.rar", data)
    assert list(files) == ["a.rar/证书/二〇二四.pdf"]
    assert files["a.rar/证书/二〇二四.pdf"].location.read_bytes() == PDF


@pytest.mark.parametrize(
    "maker", [tarred, rar, lambda m: seven_zip_named(*next(iter(m.items())))],
    ids=["tar", "rar", "7z"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../../etc/passwd.pdf", "a/etc/passwd.pdf"),
        ("/absolute/x.pdf", "a/absolute/x.pdf"),
        ("a/../b.pdf", "a/a/b.pdf"),
    ],
)
def test_names_that_lead_out_are_made_safe(
    listed: Listed, scratch: Path, maker: Callable[..., bytes], name: str, path: str
) -> None:
    (file,) = listed("a", maker({name: PDF})).values()
    assert file.path == path
    assert scratch in file.location.resolve().parents


def test_members_with_one_name_are_not_mixed_up(listed: Listed) -> None:
    data = rar5(rar5_member("a.pdf", PDF + b"1"), rar5_member("a.pdf", PDF + b"2"))
    files = listed("a.rar", data)
    assert codes(files) == {"a.rar/a.pdf": ["F101"], "a.rar/a (2).pdf": []}
    assert files["a.rar/a (2).pdf"].location.read_bytes() == PDF + b"2"
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for last in (b"1", b"2"):
            info = tarfile.TarInfo("a.pdf")
            info.size = len(PDF) + 1
            archive.addfile(info, io.BytesIO(PDF + last))
    files = listed("a.tar", buffer.getvalue())
    assert {p: f.location.read_bytes()[-1:] for p, f in files.items()} == {
        "a.tar/a.pdf": b"1",
        "a.tar/a (2).pdf": b"2",
    }


@pytest.mark.parametrize(
    ("name", "data", "path"),
    [
        ("证书.pdf.gz", gzipped(PDF), "证书.pdf.gz/证书.pdf"),
        ("x.gz", gzipped(PDF, "执照.pdf".encode("gbk")), "x.gz/执照.pdf"),
        ("x.gz", gzipped(PDF, "执照.pdf".encode()), "x.gz/执照.pdf"),
        ("证书.pdf.bz2", bz2.compress(PDF), "证书.pdf.bz2/证书.pdf"),
        ("证书.pdf.xz", lzma.compress(PDF), "证书.pdf.xz/证书.pdf"),
        ("noname", gzipped(PDF), "noname/noname"),
    ],
)
def test_a_packed_file_has_a_name(listed: Listed, name: str, data: bytes, path: str) -> None:
    files = listed(name, data)
    assert list(files) == [path]
    assert files[path].media_type is MediaType.PDF


# ---------------------------------------------------------------------- what is no file


def entry(name: str, kind: bytes, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def test_links_and_devices_in_tar_are_named_and_not_made(listed: Listed) -> None:
    data = tar_of(
        entry("sym.pdf", tarfile.SYMTYPE, "/etc/passwd"),
        entry("hard.pdf", tarfile.LNKTYPE, "../../etc/passwd"),
        entry("fifo.pdf", tarfile.FIFOTYPE),
        entry("dev.pdf", tarfile.BLKTYPE),
        entry("folder", tarfile.DIRTYPE),
    )
    files = listed("a.tar", data)
    assert {p.removeprefix("a.tar/"): said(f) for p, f in files.items()} == {
        "a.pdf": [],
        "sym.pdf": [("F104", "symbolic link")],
        "hard.pdf": [("F104", "link within the archive")],
        "fifo.pdf": [("F104", "pipe, socket or device")],
        "dev.pdf": [("F104", "pipe, socket or device")],
    }


def test_a_link_in_rar_is_not_followed(listed: Listed) -> None:
    data = rar5(rar5_member("l.pdf", b"", extra=LINK), rar5_member("a.pdf", PDF))
    files = listed("a.rar", data)
    assert said(files["a.rar/l.pdf"]) == [("F104", "symbolic link")]
    assert files["a.rar/a.pdf"].status is FileStatus.READ


# ---------------------------------------------------------------------- encrypted, damaged


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.7z", seven_zipped({"x.pdf": PDF}, "secret"), {"a.7z/x.pdf": ["F102"]}),
        ("a.7z", seven_zipped({"x.pdf": PDF}, "secret", header=True), {"a.7z": ["F102"]}),
        (
            "a.rar",
            rar5(rar5_member("x.pdf", PDF, extra=ENCRYPTED), rar5_member("y.pdf", PDF)),
            {"a.rar/x.pdf": ["F102"], "a.rar/y.pdf": []},
        ),
    ],
    ids=["7z", "7z names", "rar"],
)
def test_encrypted_archives_say_so(
    listed: Listed, name: str, data: bytes, found: dict[str, list[str]]
) -> None:
    files = listed(name, data)
    assert codes(files) == found
    assert {f.status for f in files.values() if f.problems} == {FileStatus.UNREADABLE}


@pytest.mark.parametrize("name", MAKERS)
def test_an_archive_that_was_cut_off_says_so(listed: Listed, name: str) -> None:
    members = {f"{i}.pdf": PDF + os.urandom(20_000) for i in range(5)}
    whole = MAKERS[name](members)
    files = listed(name, whole[: len(whole) // 2])
    broken = [f for f in files.values() if f.status is FileStatus.UNREADABLE]
    assert broken
    assert {p.code for f in broken for p in f.problems} == {"F101"}
    for path, file in files.items():
        if file.status is FileStatus.READ:
            assert file.location.read_bytes() == members[path.rpartition("/")[2]]


def test_a_member_whose_checksum_fails_is_not_taken(listed: Listed) -> None:
    data = rar5(rar5_member("bad.pdf", PDF + b"1"), rar5_member("good.pdf", PDF + b"2"))
    files = listed("a.rar", data.replace(b"%%EOF\n1", b"%%EOF\n3"))
    assert codes(files) == {"a.rar/bad.pdf": ["F101"], "a.rar/good.pdf": []}
    data = seven_zipped({"bad.pdf": os.urandom(5000)})
    files = listed("a.7z", data[:200] + bytes([data[200] ^ 1]) + data[201:])
    assert [f.status for f in files.values()] == [FileStatus.UNREADABLE]


@pytest.mark.parametrize("maker", [tarred, seven_zipped, rar])
def test_an_archive_without_files_says_so(listed: Listed, maker: Callable[..., bytes]) -> None:
    data = tar_of(entry("d", tarfile.DIRTYPE), file=False) if maker is tarred else maker({})
    (file,) = listed("a", data).values()
    assert file.status is FileStatus.UNREADABLE


def test_a_further_volume_of_rar_says_what_it_is(listed: Listed) -> None:
    (file,) = listed("a.part2.rar", rar5(volume=2)).values()
    assert (file.status, said(file)) == (
        FileStatus.SKIPPED,
        [("F104", "further volume of an archive")],
    )


def test_rar_that_nothing_here_unpacks_says_what_to_do(
    listed: Listed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    packed = rar5_member("x.pdf", PDF, NORMAL)
    (file,) = listed("a.rar", rar5(packed)).values()
    assert (file.path, file.status, said(file)) == ("a.rar", FileStatus.SKIPPED, [("F104", "rar")])
    # What is stored needs no program.
    files = listed("b.rar", rar5(rar5_member("y.pdf", PDF), packed))
    assert codes(files) == {"b.rar": ["F104"], "b.rar/y.pdf": []}


# ---------------------------------------------------------------------- limits

SMALL = Limits(archive_ratio=100, archive_ratio_floor=MIB)


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        ("a.7z", seven_zipped),
        ("a.tar.gz", lambda m: gzipped(tarred(m))),
        ("a.tar.xz", lambda m: lzma.compress(tarred(m))),
        ("a.gz", lambda m: gzipped(m["bomb.pdf"])),
    ],
)
def test_a_bomb_is_stopped(
    listed: Listed, scratch: Path, name: str, maker: Callable[..., bytes]
) -> None:
    files = listed(name, maker({"bomb.pdf": bytes(40 * MIB)}), SMALL)
    assert {p.code for f in files.values() for p in f.problems} == {"F107"}
    assert sum(f.stat().st_size for f in scratch.rglob("*")) < 3 * MIB


def test_a_bomb_inside_a_zip_is_measured_by_what_was_sent(listed: Listed) -> None:
    inner = gzipped(bytes(40 * MIB))
    files = listed("a.zip", zipped({"in.gz": inner}), Limits(archive_ratio_floor=MIB))
    assert {p.code for f in files.values() for p in f.problems} == {"F107"}


@pytest.mark.parametrize("name", MAKERS)
def test_archives_have_limits_of_size_and_number(listed: Listed, name: str) -> None:
    members = {f"{i}.pdf": PDF + os.urandom(MIB) for i in range(4)}
    data = MAKERS[name](members)
    files = listed(name, data, Limits(archive_bytes=int(2.5 * MIB)))
    assert [f.status for f in files.values()].count(FileStatus.READ) == 2
    assert codes(files)[name] == ["F107"]
    files = listed(name, data, Limits(archive_members=3))
    assert codes(files)[name] == ["F107"]
    files = listed(name, data, Limits(total_files=2))
    assert len(files) == 3
    assert [p.code for f in files.values() for p in f.problems] == ["F107"]


def test_a_member_that_is_too_large_leaves_the_others(listed: Listed) -> None:
    members = {"a.pdf": PDF, "big.pdf": os.urandom(2 * MIB), "c.pdf": PDF + b"c"}
    for name, maker in MAKERS.items():
        files = listed(name, maker(members), Limits(file_bytes=int(1.5 * MIB)))
        if name in files:
            # Larger as a whole than one file may be.
            assert codes(files) == {name: ["F107"]}
        else:
            assert codes(files) == {f"{name}/a.pdf": [], f"{name}/big.pdf": ["F107"],
                                    f"{name}/c.pdf": []}  # fmt: skip


# ---------------------------------------------------------------------- the process


def job(tmp_path: Path, data: bytes, limits: Limits) -> Job:
    path, folder = tmp_path / "a", tmp_path / "folder"
    path.write_bytes(data)
    folder.mkdir()
    return Job(MediaType.TAR, "a", path, folder, limits, len(data), 4 * MIB)


def test_an_archive_that_takes_too_long_keeps_what_came_out(tmp_path: Path) -> None:
    limits = Limits(archive_seconds=5.0)
    made = job(tmp_path, tarred({"a.pdf": PDF}), limits)
    fifo = tmp_path / "waits"
    os.mkfifo(fifo)
    with Unpacker(limits) as unpacker:
        # Nobody ever writes to it.
        stuck = Job(MediaType.TAR, "a", fifo, made.folder, limits, 9, 9)
        found = unpacker.unpack(stuck)
        assert (found.code, found.reason) == ("F101", "not read within 5 s")
        assert unpacker.unpack(made).members[0].name == "a.pdf"


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_a_process_that_dies_is_replaced(tmp_path: Path) -> None:
    made = job(tmp_path, tarred({"a.pdf": PDF}), Limits())
    fifo = tmp_path / "waits"
    os.mkfifo(fifo)
    others = {child.pid for child in psutil.Process().children(recursive=True)}

    def kill() -> None:
        for child in psutil.Process().children(recursive=True):
            if child.pid not in others and "spawn_main" in " ".join(child.cmdline()):
                child.kill()

    with Unpacker(Limits()) as unpacker:
        assert unpacker.unpack(made).members
        threading.Timer(0.5, kill).start()
        found = unpacker.unpack(Job(MediaType.TAR, "a", fifo, made.folder, Limits(), 9, 9))
        assert (found.code, found.reason.partition(":")[0]) == ("F101", "the reader failed")
        assert [m.name for m in unpacker.unpack(made).members] == ["a.pdf"]


def test_an_archive_that_needs_too_much_memory_is_over_a_limit(tmp_path: Path) -> None:
    # A header that declares a name of many gigabytes, which tarfile would read in one go.
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 6 * 1024**3
    zeros = lzma.compress(info.tobuf(tarfile.GNU_FORMAT) + bytes(300 * MIB), preset=0)
    limits = Limits(archive_memory=256 * MIB)
    made = job(tmp_path, zeros, limits)
    with Unpacker(limits) as unpacker:
        found = unpacker.unpack(Job(MediaType.XZ, "a", made.location, made.folder, limits, 9, 9))
    assert found.code in {"F101", "F107"}
    assert found.members == ()


@pytest.mark.parametrize("name", MAKERS)
def test_one_file_at_the_root_is_found(tmp_path: Path, name: str) -> None:
    rest = {"a.pdf": PDF + os.urandom(200_000), "sub/applicant.yaml": b"name: x"}
    path = tmp_path / name
    path.write_bytes(MAKERS[name]({**rest, "applicant.yaml": b"name: y"}))
    assert root_file(path, "applicant.yaml", 1000) == b"name: y"
    other = tmp_path / f"other-{name}"
    other.write_bytes(MAKERS[name](rest))
    assert root_file(other, "applicant.yaml", 1000) is None
    large = tmp_path / f"large-{name}"
    large.write_bytes(MAKERS[name]({"applicant.yaml": os.urandom(2000)}))
    assert root_file(large, "applicant.yaml", 1000) is None


def test_a_file_that_is_no_archive_has_no_file_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    assert root_file(tmp_path / "a.pdf", "applicant.yaml", 1000) is None
