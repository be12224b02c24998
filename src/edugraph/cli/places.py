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
    found = vocabulary.find_place(said)
    code = found.code if found is not None else _inside(said, None, vocabulary)
    if code is not None:
        return code
    if codes := vocabulary.place_names.get(said, ()):
        full = [f"{vocabulary.places[code].label} {code}" for code in codes[:_SHOWN]]
        raise UsageError(f"{len(codes)} places are called {said}", f"give a code: {', '.join(full)}")
    raise UsageError(f"no place is called {said}", "give its full name, such as 湖州市吴兴区, or its GB/T 2260 code")


def _inside(said: str, within: str | None, vocabulary: Vocabulary) -> str | None:
    """The code of a name that goes from the larger to the smaller place, all of it inside ``within``."""
    for cut in range(len(said), 1, -1):
        for code in vocabulary.place_names.get(said[:cut], ()):
            if within is not None and within not in {place.code for place in vocabulary.ancestors(code)}:
                continue
            inner = code if cut == len(said) else _inside(said[cut:], code, vocabulary)
            if inner is not None and (within is not None or cut < len(said)):
                return inner
    return None
