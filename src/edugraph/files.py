"""Reading and writing files so that a user meets a sentence, never a half-written file or a traceback.

A result is written under a temporary name beside its place and renamed when it is complete. A device, a pipe or
``/dev/stdout`` cannot be replaced so; it is written to directly.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from edugraph.errors import InputError, OutputError

_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a file is worked with before it is refused.

    ``max_bytes`` bounds the file; ``max_expanded`` what a packed file unpacks to, in bytes; ``max_pages`` the pages of
    a PDF; ``max_nesting`` how deep the elements of HTML lie in one another.
    """

    max_bytes: int = 32 * 2**20
    max_expanded: int = 256 * 2**20
    max_pages: int = 1000
    max_nesting: int = 500


DEFAULT_LIMITS = Limits()
"""The limits that hold unless others are named."""


def read_bytes(path: Path) -> bytes:
    """The bytes of the file at ``path``.

    Raises:
        InputError: when there is none, or it is a folder, or it may not be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"there is no file {shown(path)}", "check the path; `-` reads standard input") from None
    except IsADirectoryError:
        raise InputError(f"{shown(path)} is a folder", "name a file in it") from None
    except PermissionError:
        raise InputError(f"{shown(path)} may not be read", "check its permissions") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{shown(path)} cannot be read: {reason(error)}", "check the path and the disk") from None


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write every file, or none when one of them cannot be written; folders that lack are made.

    Raises:
        OutputError: when a place may not be written to, or the disk is full.
    """
    waiting: list[tuple[Path, Path]] = []
    target = Path()
    try:
        for target, data in contents.items():
            if target.is_dir():
                raise OutputError(f"{shown(target)} is a folder", "name a file to write")
            if target.exists() and not target.is_file():
                _pour(target, data)
                continue
            place = Path(os.path.realpath(target))
            if place.exists() and not os.access(place, os.W_OK):
                raise PermissionError(errno.EACCES, "file is read-only")
            place.parent.mkdir(parents=True, exist_ok=True)
            temporary = place.with_name(f".{place.name[:100]}.{os.getpid()}.part")
            waiting.append((temporary, place))
            _fill(temporary, data)
        while waiting:
            temporary, place = waiting[0]
            temporary.replace(place)
            waiting.pop(0)
    except BrokenPipeError:
        raise
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        raise OutputError(
            f"{shown(target)} cannot be written: {reason(error)}", "choose another place with -o, or change permissions"
        ) from None
    except (OSError, ValueError) as error:
        full = isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}
        hint = "free some space, or choose another disk with -o" if full else "choose another place with -o"
        raise OutputError(f"{shown(target)} cannot be written: {reason(error)}", hint) from None
    finally:
        for temporary, _ in waiting:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def write_file(path: Path, data: bytes) -> None:
    """Write one file, wholly or not at all.

    Raises:
        OutputError: when the place may not be written to, or the disk is full.
    """
    write_files({path: data})


def shown(path: Path | str) -> str:
    """A path as it can be printed on any terminal: control characters and undecodable bytes escaped."""
    text = os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def reason(error: Exception) -> str:
    """Why an operation of the system failed, in a few words with a small first letter."""
    text = (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__
    return text[:1].lower() + text[1:]


def _fill(temporary: Path, data: bytes) -> None:
    # Opened by hand so that the file gets the permissions of the user's umask, which tempfile's 0600 would not.
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _FLAGS, 0o666)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _pour(device: Path, data: bytes) -> None:
    with device.open("wb", buffering=0) as stream:
        view = memoryview(data)
        while view:
            view = view[stream.write(view) or 0 :]
