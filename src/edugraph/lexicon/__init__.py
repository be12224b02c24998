"""What the reader knows before it opens a report: the vocabulary (the ontology) and the grammar (the rules)."""
