"""From a document to its reading: tokens → mentions → clause facts → context → things."""

from edugraph.extract.reader import Trace, read, trace

__all__ = ["Trace", "read", "trace"]
