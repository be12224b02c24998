"""The ontology's records in a form that loads fast, kept in the user's cache folder.

The Turtle is the truth: the compiled form carries a sum of the files that it was made from, and one that does not fit
is made anew. Where the folder cannot be written to, or ``EDUGRAPH_CACHE`` is set to nothing, the Turtle is read.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from edugraph.errors import EdugraphError
from edugraph.files import write_file
from edugraph.lexicon.turtle import Record, read_records

_NAME = "ontology.bin"
_SUM = 32
_FORM = f"1 {sys.implementation.cache_tag}".encode()
"""What the bytes of ``marshal`` depend on besides the records."""


def cache_folder() -> Path | None:
    """Where compiled forms are kept: ``EDUGRAPH_CACHE``, else the platform's cache folder; ``None``: nowhere."""
    said = os.environ.get("EDUGRAPH_CACHE")
    if said is not None:
        return Path(said) if said else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        usual = os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local"
    elif sys.platform == "darwin":
        usual = home / "Library" / "Caches"
    else:
        usual = os.environ.get("XDG_CACHE_HOME") or home / ".cache"
    return Path(usual) / "edugraph"


def load_records(paths: Sequence[Path], folder: Path | None) -> Mapping[str, Record]:
    """What :func:`read_records` gives for these files, from the compiled form in ``folder`` where that is of them.

    Raises:
        RuleError: when a file is not Turtle.
    """
    if folder is None:
        return read_records(paths)
    target = folder / _NAME
    made_from = _sum(_FORM, *(part for path in paths for part in (path.name.encode(), path.read_bytes())))
    try:
        kept = memoryview(target.read_bytes())
    except OSError:
        kept = memoryview(b"")
    body = kept[2 * _SUM :]
    if kept[:_SUM] == made_from and kept[_SUM : 2 * _SUM] == _sum(body):
        records: Mapping[str, Record] = marshal.loads(body)
        return records
    read = dict(read_records(paths))
    data = marshal.dumps(read)
    with suppress(OSError, EdugraphError):  # a faster start next time is all that is lost
        write_file(target, made_from + _sum(data) + data)
    return read


def _sum(*parts: bytes | memoryview) -> bytes:
    total = blake2b(digest_size=_SUM)
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.digest()
