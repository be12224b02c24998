"""The error tree: every error a user can meet has one root, a message and a hint."""

from __future__ import annotations


class EdugraphError(Exception):
    """Root of all errors that edugraph raises on purpose.

    Args:
        message: what went wrong, one line, no full stop.
        hint: what the user can do about it, one line.

    ``exit_code`` is what the command line returns (DESIGN §6).
    """

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(EdugraphError):
    """The command or call was put together wrongly (exit code 2)."""

    exit_code = 2


class InputError(EdugraphError):
    """An input cannot be worked with (exit code 3)."""


class OutputError(EdugraphError):
    """The result cannot be written where it was asked for (exit code 3)."""


class RuleError(EdugraphError):
    """A rule or ontology file is not well formed (exit code 3)."""


class QueryError(EdugraphError):
    """A SPARQL query cannot be parsed, is not allowed, or lacks a parameter (exit code 2)."""

    exit_code = 2


class ViolationError(EdugraphError):
    """The graph of a strict build breaks a law of graphs: the answer is "no" (exit code 1)."""

    exit_code = 1
