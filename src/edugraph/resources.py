"""Where the files that edugraph ships are found: in an installed wheel or in a checkout, by the same calls.

A wheel holds them inside the package (``edugraph/ontology``), a checkout beside ``src`` (``ontology/``).
"""

from __future__ import annotations

from pathlib import Path

from edugraph.errors import InputError

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def folder(name: str) -> Path:
    """The shipped folder of this name: ``ontology``, ``data``, ``rules`` or ``queries``.

    Raises:
        InputError: when this installation does not have it.
    """
    for root in (_PACKAGE, _CHECKOUT):
        path = root / name
        if path.is_dir():
            return path
    raise InputError(f"this installation of edugraph lacks its folder {name}", "install edugraph again")


def _files(name: str, suffix: str) -> list[Path]:
    return sorted(folder(name).rglob(f"*{suffix}"), key=lambda path: path.as_posix())


def ontology_files() -> list[Path]:
    """Every Turtle file of the ontology, in a stable order."""
    return _files("ontology", ".ttl")


def ontology_file(name: str) -> Path:
    """One file of the ontology by its name inside the folder, such as ``schema.ttl``.

    Raises:
        InputError: when this installation does not have it.
    """
    path = folder("ontology") / name
    if not path.is_file():
        raise InputError(f"this installation of edugraph lacks the file ontology/{name}", "install edugraph again")
    return path


def rule_files() -> list[Path]:
    """Every file of language rules, in a stable order."""
    return _files("rules", ".toml")


def query_files() -> list[Path]:
    """Every named SPARQL query, in a stable order."""
    return _files("queries", ".rq")


def aliases_file() -> Path:
    """What a person decided about identities, ``data/aliases.toml``.

    Raises:
        InputError: when this installation does not have it.
    """
    path = folder("data") / "aliases.toml"
    if not path.is_file():
        raise InputError("this installation of edugraph lacks the file data/aliases.toml", "install edugraph again")
    return path


def manifest() -> Path:
    """The description of the shipped reports; their texts are named in it relative to its folder.

    Raises:
        InputError: when this installation does not have it.
    """
    path = folder("data") / "manifest.toml"
    if not path.is_file():
        raise InputError("this installation of edugraph lacks the file data/manifest.toml", "install edugraph again")
    return path
