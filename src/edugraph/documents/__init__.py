"""From bytes to a :class:`~edugraph.model.Document`: decoding, layout repair, sections, metadata."""

from edugraph.documents.reader import read_document

__all__ = ["read_document"]
