"""The place that a user means by ``--place``: a code, a name, or a name with the city or province before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.errors import UsageError

if TYPE_CHECKING:
    from edugraph.lexicon.vocabulary import Vocabulary

_SHOWN = 4


def place_code(said: str, vocabulary: Vocabulary) -> str:
    """The GB/T 2260 code of ``said``: 330502, 吴兴区, 湖州市吴兴区.

    Raises:
        UsageError: when no place is meant, or several are.
    """
    said = "".join(said.split())
    if said in vocabulary.places:
        return said
    if (found := vocabulary.find_place(said)) is not None:
        return found.code
    for cut in range(len(said) - 2, 1, -1):
        outer, inner = said[:cut], said[cut:]
        for code in vocabulary.place_names.get(outer, ()):
            found = vocabulary.find_place(inner, near=code)
            if found is not None and code in {place.code for place in vocabulary.ancestors(found.code)}:
                return found.code
    codes = vocabulary.place_names.get(said, ())
    if codes:
        full = [f"{vocabulary.places[code].label} {code}" for code in codes[:_SHOWN]]
        raise UsageError(f"{len(codes)} places are called {said}", f"give a code: {', '.join(full)}")
    raise UsageError(f"no place is called {said}", "give its full name, such as 湖州市吴兴区, or its GB/T 2260 code")
