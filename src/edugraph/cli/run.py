"""Running a command: streams in UTF-8, every failure as two lines and an exit code, never a traceback."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Sequence

import typer

from edugraph.cli.app import app
from edugraph.cli.talk import complain
from edugraph.errors import EdugraphError
from edugraph.files import reason

BUG_CODE = 3
INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 the answer is "no", 2 wrong usage, 3 unworkable input."""
    _speak_utf8()
    try:
        code = _command(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has had all it wanted (`| head`); what is still buffered must not fail once more at exit.
        _drop_stdout()
        return 0
    except EdugraphError as error:
        complain(error.message, error.hint)
        return error.exit_code
    except OSError as error:
        if os.environ.get("EDUGRAPH_DEBUG"):
            raise
        _drop_stdout()
        complain(f"the output cannot be written: {reason(error)}", "free some space, or send the output elsewhere")
        return 3
    except (KeyboardInterrupt, typer.Abort):
        _drop_stdout()
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("EDUGRAPH_DEBUG"):
            raise
        kind = type(error).__name__
        complain(
            f"this is a bug in edugraph ({kind}: {' '.join(str(error).split())[:200]})",
            "report it with the input; EDUGRAPH_DEBUG=1 shows where it happened",
        )
        return BUG_CODE
    return code


def _command(arguments: Sequence[str]) -> int:
    # Not through the application's own main: it ends the process by itself when a pipe breaks.
    command = typer.main.get_command(app)
    try:
        with command.make_context("edugraph", list(arguments) or ["--help"]) as context:
            command.invoke(context)
    except typer.Exit as leaving:
        return leaving.exit_code
    except Exception as error:
        # Typer's own class of usage errors moved between its versions; its shape did not.
        if not hasattr(error, "format_message") or not hasattr(error, "exit_code"):
            raise
        asked = getattr(error, "ctx", None)
        path = asked.command_path if asked is not None else "edugraph"
        message = error.format_message().rstrip(".")
        complain(message[:1].lower() + message[1:], f"`{path} --help` shows what it takes")
        return 2
    return 0


def _speak_utf8() -> None:
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")


def _drop_stdout() -> None:
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
