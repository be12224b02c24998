"""Names of indicators that are nouns by their form, whatever verbs and prepositions stand in them.

Without them 随迁子女在公办学校就读比例 would be read as something in 公办学校.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edugraph.lexicon.vocabulary import Vocabulary

_FORM = re.compile(".*(?:率|比例|占比|比重|年限|系数)$|[每人生]均?.*(?:数|面积|值|经费|[机室])$|在[校学园]")


def indicator_words(vocabulary: Vocabulary) -> Iterator[str]:
    """The names that are to be read as one word.

    A name that opens with another indicator's is left to its parts: 59家学科类机构压减率100% counts 学科类机构. Not so
    when a preposition follows: 随迁子女在公办学校就读比例.
    """
    names = vocabulary.indicator_names
    populations = vocabulary.word_lists["population"] | vocabulary.stage_names.keys()
    # 小学生均公用经费 is no 均公用经费 of 小学生
    pupils = [name for name in populations if f"{name}生" in populations]
    for name in names:
        if (
            len(name) > 4
            and _FORM.match(name)
            and not any(name[:size] in names and name[size] != "在" for size in range(2, len(name)))
        ):
            yield name
            if name.startswith("生均"):
                yield from (pupil + name for pupil in pupils)
