"""A graph as one HTML page that works without a network: what is drawn, where it stands, and the page itself."""

from __future__ import annotations

from edugraph.view.page import html

__all__ = ["html"]
