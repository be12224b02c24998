"""Text primitives: folding, numerals, periods. One code point in, one code point out, so that offsets never move."""
