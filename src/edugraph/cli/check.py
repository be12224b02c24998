"""The command ``check``: every language rule against its own examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from edugraph.cli.talk import say
from edugraph.errors import InputError
from edugraph.files import read_bytes, shown

if TYPE_CHECKING:
    from edugraph.lexicon.grammar import Grammar
    from edugraph.lexicon.vocabulary import Vocabulary
    from edugraph.model import Reading


def check(
    corpus: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Also name the rules that never fire on the texts (*.txt) of this folder."),
    ] = None,
    notes: Annotated[
        bool,
        typer.Option("--notes", help="Also list words of two classes, words never read, rules that need their place."),
    ] = False,
) -> None:
    """Run the examples of every language rule.

    Prints one line per example that its rule gets wrong; the exit code is 1 when there is one.
    """
    from edugraph.lexicon.grammar import load_grammar
    from edugraph.lexicon.vocabulary import load_vocabulary
    from edugraph.quality.check import Checker, count

    vocabulary = load_vocabulary()
    grammar = load_grammar(vocabulary)
    checker = Checker(grammar, vocabulary)
    rules = checker.rules()
    wrong = [line for rule in rules for line in rule.wrong()]
    for line in wrong:
        print(line)
    remarks = checker.notes()
    listed = list(remarks) if notes else []
    if corpus is not None:
        listed += checker.unused(_readings(corpus, vocabulary, grammar))
    for note in listed:
        print(f"note: {note.text}")
    say(f"checked {len(rules)} rules on {count(rules)} examples: {len(wrong) or 'none'} wrong")
    if not notes and remarks:
        say(f"        {len(remarks)} notes about their words and order (--notes lists them)")
    if wrong:
        raise typer.Exit(1)


def _readings(folder: Path, vocabulary: Vocabulary, grammar: Grammar) -> list[Reading]:
    from edugraph.documents import read_document
    from edugraph.extract import read

    paths = sorted(folder.rglob("*.txt")) if folder.is_dir() else []
    if not paths:
        raise InputError(f"{shown(folder)} is no folder with texts", "name a folder that holds *.txt files")
    texts = ((path.name, read_bytes(path)) for path in paths)
    documents = (read_document(data, source=name, vocabulary=vocabulary, grammar=grammar) for name, data in texts)
    return [read(document, vocabulary, grammar) for document in documents]
