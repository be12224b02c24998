"""edugraph reads the yearly work reports of Chinese education authorities into an RDF knowledge graph."""

__version__ = "0.1.0"
