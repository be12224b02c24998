"""A golden corpus in plain text: invented sentences of the genre, and under each what must be read from it.

::

    # a comment
    @ planned 2024              the section that the next sentences stand in; `@ open` is none
    @ show names                what is printed: `facts` (the default), `names`, or `nonfacts`
    普惠园占比由89.68%提升至95.56%。
      change 普惠园占比 89.68 → 95.56 % achieved

Two marks keep known faults in view until they are mended: ``!`` before a line that should be read but is not yet, ``?``
before one that is read but should not be. A test fails as soon as either is no longer true.
"""
