"""Files are written wholly or not at all, and what goes wrong is said in two sentences."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from edugraph.errors import EdugraphError, InputError, OutputError
from edugraph.files import read_bytes, shown, write_file, write_files


def as_nobody(task: Callable[[], None]) -> str | None:
    """Run ``task`` in a child without root's rights; the message of the error it meets."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        message = ""
        try:
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            task()
        except EdugraphError as error:
            message = f"{error.message}\n{error.hint}"
        except BaseException as error:
            message = f"unexpected {error!r}"
        os.write(writer, message.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        said = stream.read().decode()
    os.waitpid(child, 0)
    return said or None


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_file_is_replaced_and_nothing_else_stays(tmp_path: Path) -> None:
    target = tmp_path / "新 graph.ttl"
    target.write_text("old", encoding="utf-8")
    write_file(target, "新".encode())
    assert target.read_text(encoding="utf-8") == "新"
    assert list(tmp_path.iterdir()) == [target]


def test_folders_that_lack_are_made(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b" / "c.ttl", b"x")
    assert (tmp_path / "a" / "b" / "c.ttl").read_bytes() == b"x"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.ttl").write_bytes(b"old")
    (tmp_path / "link.ttl").symlink_to("real.ttl")
    write_file(tmp_path / "link.ttl", b"new")
    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "real.ttl").read_bytes() == b"new"


def test_a_new_file_has_the_permissions_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "graph.ttl", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "graph.ttl").stat().st_mode & 0o777 == 0o640


def test_two_files_are_written_both_or_neither(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        write_files({tmp_path / "first.ttl": b"x", tmp_path / "folder": b"y"})
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_full_disk_leaves_the_old_file_and_no_half_of_the_new_one(tiny_disk: Path) -> None:
    write_file(tiny_disk / "graph.ttl", b"old")
    with pytest.raises(OutputError, match="no space left") as caught:
        write_file(tiny_disk / "graph.ttl", b"x" * 200_000)
    assert caught.value.exit_code == 3
    assert "space" in caught.value.hint
    assert [path.name for path in tiny_disk.iterdir()] == ["graph.ttl"]
    assert (tiny_disk / "graph.ttl").read_bytes() == b"old"


def test_a_device_is_written_to_and_not_replaced() -> None:
    with pytest.raises(OutputError, match="no space left"):
        write_file(Path("/dev/full"), b"x")
    assert Path("/dev/full").is_char_device()
    write_file(Path("/dev/null"), b"x")
    assert Path("/dev/null").is_char_device()


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_file(pipe, b"through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_place_without_permission_is_said_to_be_so(what: str) -> None:
    # Not tmp_path: nobody may not even look into that.
    folder = Path(f"/tmp/edugraph-permission-{os.getpid()}")
    folder.mkdir()
    target = folder / "graph.ttl"
    try:
        if what == "file":
            target.write_bytes(b"old")
            target.chmod(0o444)
            folder.chmod(0o777)
        said = as_nobody(lambda: write_file(target, b"new"))
        assert said is not None
        assert said.startswith(f"{target} cannot be written: ")
        assert "permission" in said
        assert [path.name for path in folder.iterdir()] == (["graph.ttl"] if what == "file" else [])
    finally:
        folder.chmod(0o777)
        target.unlink(missing_ok=True)
        folder.rmdir()


@pytest.mark.parametrize(
    ("name", "message"), [("missing.txt", "there is no file"), (".", "is a folder"), ("a\0b", "cannot be read")]
)
def test_what_cannot_be_read_is_said_to_be_so(name: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_bytes(tmp_path / name)
    assert caught.value.hint


def test_a_name_is_shown_on_one_line_without_control_characters() -> None:
    assert shown("吴兴 报告.txt") == "吴兴 报告.txt"
    assert shown("a\nb\x1b[31m") == "a\\nb\\x1b[31m"
    assert shown("bad\udcff") == "bad\\xff"
