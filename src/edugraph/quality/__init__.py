"""How good a graph is: its rows against gold made by hand."""

from edugraph.quality.gold import Gold, load_gold
from edugraph.quality.score import Miss, Score, score

__all__ = ["Gold", "Miss", "Score", "load_gold", "score"]
