"""The command line: parse, call, print, exit. Nothing here knows how a report is read."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``edugraph`` with the arguments of the process and exit with its code (DESIGN §6)."""
    from edugraph.cli.run import run

    sys.exit(run(sys.argv[1:]))
